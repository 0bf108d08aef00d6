import canon


def test_canon():
    assert canon
