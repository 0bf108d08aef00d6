import pytest


@pytest.mark.parametrize("number", [1, 2])
def test_numbers(number):
    assert number
