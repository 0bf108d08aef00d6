import psalm


def test_year():
    assert psalm.year("3 May 1850") == 1850
