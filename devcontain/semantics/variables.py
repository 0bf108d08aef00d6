"""Variables in a Dockerfile: what `$X` and `${X:-y}` come to, where that can be known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

_REFERENCE = re.compile(r"\\(.)|\$(?:(\w+)|\{(\w+)(?::?([-+?])([^{}$]*))?\})")
Values = "Mapping[str, str | None]"


class _UnknownError(Exception):
    pass


def expand(text: str, values: Mapping[str, str | None]) -> str | None:
    """The text with its variables replaced; nothing where one of them cannot be known."""
    if "$" not in text:
        return text
    try:
        expanded = _REFERENCE.sub(lambda match: _replace(match, values), text)
    except _UnknownError:
        return None
    return None if "$" in expanded else expanded


def expand_known(text: str, values: Mapping[str, str | None]) -> str:
    """The text with those variables replaced that are known; the others stay as written."""

    def replace(match: re.Match[str]) -> str:
        try:
            return _replace(match, values)
        except _UnknownError:
            return match[0]

    return _REFERENCE.sub(replace, text) if "$" in text else text


def _replace(match: re.Match[str], values: Mapping[str, str | None]) -> str:
    if match[1] is not None:
        return match[0]
    value = values.get(match[2] or match[3])
    if match[4] == "-":
        return value or match[5]
    if match[4] == "+":
        return match[5] if value else ""
    if value is None:
        raise _UnknownError
    return value


def unquote(text: str) -> str:
    """The value of an ENV or ARG without its quotes."""
    if '"' not in text and "'" not in text:
        return text
    return re.sub(r'"((?:\\.|[^"\\])*)"|\'([^\']*)\'', lambda match: match[1] or match[2] or "", text)
