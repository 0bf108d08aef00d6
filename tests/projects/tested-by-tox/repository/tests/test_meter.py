from freezegun import freeze_time
from hypothesis import given, strategies

from meter import Metre


@freeze_time("2024-01-01")
@given(strategies.lists(strategies.text()))
def test_feet(feet):
    assert Metre(tuple(feet)).feet == tuple(feet)
