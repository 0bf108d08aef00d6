import carol


def test_year():
    assert carol.year("3 May 1850") == 1850
