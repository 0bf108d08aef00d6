"""JSON laid out as a person would: short lists and objects on one line."""

import json
from typing import Any

_WIDTH = 100


def json_text(value: Any, indent: int = 0) -> str:
    """The text of a value that stands at an indentation, counted in levels."""
    inline = _inline(value)
    if not isinstance(value, dict | list) or (indent and len(inline) + 2 * indent <= _WIDTH and _is_flat(value)):
        return inline
    pad = "  " * (indent + 1)
    items = (
        [f"{_inline(key)}: {json_text(item, indent + 1)}" for key, item in value.items()]
        if isinstance(value, dict)
        else [json_text(item, indent + 1) for item in value]
    )
    opening, closing = "{}" if isinstance(value, dict) else "[]"
    return f"{opening}\n{pad}" + f",\n{pad}".join(items) + f"\n{'  ' * indent}{closing}"


def _inline(value: Any) -> str:
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_inline(key)}: {_inline(item)}" for key, item in value.items()) + " }"
    if isinstance(value, list):
        return "[" + ", ".join(map(_inline, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def _is_flat(value: dict[str, Any] | list[Any]) -> bool:
    items = value.values() if isinstance(value, dict) else value
    return not any(isinstance(item, dict | list) for item in items)
