import report
from hypothesis import given, strategies


@given(strategies.integers())
def test_report(number):
    assert report.yaml.safe_load(str(number)) == number
