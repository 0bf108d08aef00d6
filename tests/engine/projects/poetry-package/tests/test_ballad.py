import ballad


def test_year():
    assert ballad.year("3 May 1850") == 1850
