import tides


def test_tides():
    assert tides
