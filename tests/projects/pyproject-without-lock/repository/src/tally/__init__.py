"""Counts words."""

from collections import Counter


def tally(text: str) -> Counter[str]:
    return Counter(text.split())
