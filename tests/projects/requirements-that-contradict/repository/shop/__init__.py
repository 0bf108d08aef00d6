"""A shop."""

import requests


def stock(url):
    """What is on the shelves."""
    return requests.get(url, timeout=10).json()
