"""YAML read as plain data."""

from typing import Any


def read_yaml(text: str) -> Any:
    """The document as dicts, lists and scalars."""
    from ruamel.yaml import YAML

    return YAML(typ="safe", pure=True).load(text)
