import report


def test_weekday():
    assert report.weekday("2026-11-21") == "Saturday"
