"""Shelves of things, in memory or elsewhere."""

import attrs


@attrs.frozen
class Shelf:
    name: str
