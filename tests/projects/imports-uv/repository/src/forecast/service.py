"""The weather service."""

import httpx

ADDRESS = "http://localhost:8080"


def tomorrow(place, client=None):
    """Return tomorrow's highest temperature at a place, in degrees Celsius."""
    client = client or httpx.Client(base_url=ADDRESS)
    return client.get("/forecast", params={"place": place}).raise_for_status().json()["high"]
