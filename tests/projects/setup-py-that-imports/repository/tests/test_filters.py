import filters


def test_filters():
    assert filters
