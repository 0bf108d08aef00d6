import counter


def test_count():
    assert int(counter.count()) + 1 == int(counter.count())
