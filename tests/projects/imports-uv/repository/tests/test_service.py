"""The forecast is what the service says."""

import httpx

from forecast.service import tomorrow


def test_tomorrow_is_the_high_of_the_service():
    transport = httpx.MockTransport(lambda request: httpx.Response(200, json={"high": 21}))
    assert tomorrow("Oslo", httpx.Client(transport=transport, base_url="http://weather")) == 21
