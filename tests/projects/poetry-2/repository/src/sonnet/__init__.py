"""Fourteen lines."""

import httpx


def read(address: str, client: httpx.Client) -> list[str]:
    return client.get(address).text.splitlines()
