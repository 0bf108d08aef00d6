from hymnal import year


def test_year():
    assert year("12 May 1779") == 1779
