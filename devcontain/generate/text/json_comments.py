"""The comments above the keys of a JSONC text: whole lines of `//`, right above a key that begins its own line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.syntax.jsonc import parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.generate.text.json_edit import Path
    from devcontain.syntax.tree import Node

_COMMENT_LINE = pattern(r"[ \t]*//[^\n]*")


def comments(text: str) -> dict[Path, tuple[str, ...]]:
    """The lines of the comment above each key that has one, by the path of the key."""
    root = parse(text).root
    found = ((path, comment_above(text, key)) for path, key in _keys(root, ()))
    return {path: lines for path, lines in found if lines}


def comment_above(text: str, key: Node) -> tuple[str, ...]:
    """The lines right above a key, without their indentation."""
    return tuple(line.strip() for line in text[_start(text, key) : _line_start(text, key.span.start)].splitlines())


def replace_comment(text: str, path: Path, lines: tuple[str, ...]) -> str:
    """Another comment above a key that begins its line, or none; the same text for any other key."""
    root = parse(text).root
    mapping = root.at(path[:-1]) if root else None
    key = mapping.key(path[-1]) if mapping else None
    if key is None or text[_line_start(text, key.span.start) : key.span.start].strip():
        return text
    end = _line_start(text, key.span.start)
    margin = text[end : key.span.start]
    return text[: _start(text, key)] + "".join(f"{margin}{line}\n" for line in lines) + text[end:]


def _keys(node: Node | None, path: Path) -> Iterator[tuple[Path, Node]]:
    if node is None or node.kind != "mapping":
        return
    for key, value in node.items:
        here = (*path, str(key.value))
        yield here, key
        yield from _keys(value, here)


def _start(text: str, key: Node) -> int:
    """Where the comment above a key begins: the start of the key's own line, if there is none."""
    start = _line_start(text, key.span.start)
    if text[start : key.span.start].strip():
        return start
    while start and _COMMENT_LINE.fullmatch(text, above := _line_start(text, start - 1), start - 1):
        start = above
    return start


def _line_start(text: str, at: int) -> int:
    return text.rfind("\n", 0, at) + 1
