import pandas
import pytest
from app import app


@pytest.mark.parametrize("address", ["/"])
def test_an_address_is_one_of_the_application(address):
    assert address in pandas.Series(map(str, app.url_map.iter_rules())).values
