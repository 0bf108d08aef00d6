"""JSON laid out as a person would: short lists and objects on one line, and comments above keys."""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

_WIDTH = 100
_NO_COMMENTS: Mapping[str, str] = MappingProxyType({})


def json_text(value: Any, indent: int = 0, comments: Mapping[str, str] = _NO_COMMENTS) -> str:
    """The text of a value that stands at an indentation, counted in levels; `comments` stand above their keys."""
    inline = _inline(value)
    if not isinstance(value, dict | list) or (indent and len(inline) + 2 * indent <= _WIDTH and _is_flat(value)):
        return inline
    pad = "  " * (indent + 1)
    items = (
        [f"{_key(key, pad, comments)}: {json_text(item, indent + 1, comments)}" for key, item in value.items()]
        if isinstance(value, dict)
        else [json_text(item, indent + 1, comments) for item in value]
    )
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n{pad}" + f",\n{pad}".join(items) + f"\n{'  ' * indent}{closing}"


def _key(key: str, pad: str, comments: Mapping[str, str]) -> str:
    return f"// {comments[key]}\n{pad}{_inline(key)}" if key in comments else _inline(key)


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_inline(key)}: {_inline(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _is_flat(value: dict[str, Any] | list[Any]) -> bool:
    items = value.values() if isinstance(value, dict) else value
    return not any(isinstance(item, dict | list) for item in items)
