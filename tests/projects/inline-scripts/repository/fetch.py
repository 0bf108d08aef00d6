#!/usr/bin/env -S uv run --script
# /// script
# requires-python = ">=3.10,<3.13"
# dependencies = [
#   "httpx>=0.27",
#   "rich",
# ]
# ///
"""Fetch the prices of today."""

import httpx
from rich import print

print(httpx.get("https://example.com").status_code)
