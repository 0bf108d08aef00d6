"""Changes to a JSONC text that leave its comments and its layout alone: one change, one new text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devcontain.generate.text.json_text import json_text
from devcontain.pattern import pattern
from devcontain.syntax.jsonc import parse

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from devcontain.syntax.tree import Node

Path = tuple[str, ...]

_TO_COMMA = pattern(r"(?:\s|//[^\n]*+|/\*(?s:.*?)\*/)*+,")
_REST_OF_LINE = pattern(r"[ \t]*(?://[^\n]*|/\*[^\n]*?\*/[ \t]*(?=\n))?")
_BLANK_LINE_END = pattern(r"[ \t]*(?:\n|\Z)")
_PAD = "  "


def replace_value(text: str, path: Path, value: Any) -> str:
    """Another value for a key that is there."""
    span = _node(text, path).span
    return text[: span.start] + _value(text, value, _margin(text, span.start)) + text[span.end :]


def insert_key(text: str, path: Path, key: str, value: Any, after: str | None) -> str:
    """A new key in the mapping at a path, after another one or last."""
    node = _node(text, path)
    names = [one.value for one in node.keys]
    index = names.index(after) if after in names else len(names) - 1
    return _insert(text, node, index, lambda margin: f"{json_text(key)}: {_value(text, value, margin)}")


def append_item(text: str, path: Path, value: Any) -> str:
    """A new last item in the list at a path."""
    node = _node(text, path)
    return _insert(text, node, len(node.children) - 1, lambda margin: _value(text, value, margin))


def remove_key(text: str, path: Path, key: str) -> str:
    """The text without a key of the mapping at a path."""
    node = _node(text, path)
    return _remove(text, node, [one.value for one in node.keys].index(key))


def remove_item(text: str, path: Path, value: Any) -> str:
    """The text without an item of the list at a path."""
    node = _node(text, path)
    return _remove(text, node, [one.to_python() for one in node.children].index(value))


def _node(text: str, path: Path) -> Node:
    root = parse(text).root
    node = root.at(path) if root else None
    if node is None:
        raise KeyError(path)
    return node


def _members(node: Node) -> list[tuple[int, int]]:
    """Where each member of a mapping or list begins and ends."""
    starts: Sequence[Node] = node.keys or node.children
    return [(start.span.start, end.span.end) for start, end in zip(starts, node.children, strict=True)]


def _insert(text: str, node: Node, index: int, write: Callable[[str], str]) -> str:
    members = _members(node)
    if not members:
        return _insert_first(text, node, write)
    start, end = members[index]
    if "\n" not in text[node.span.start : members[0][0]]:
        return f"{text[:end]}, {write(_margin(text, start))}{text[end:]}"
    margin = _margin(text, start)
    comma = _TO_COMMA.match(text, end)
    at = _end_of_line(text, comma.end() if comma else end)
    before = text[:at] if comma else f"{text[:end]},{text[end:at]}"
    return f"{before}\n{margin}{write(margin)}{',' if comma else ''}{text[at:]}"


def _insert_first(text: str, node: Node, write: Callable[[str], str]) -> str:
    """The first member of a collection that may hold comments."""
    span = node.span
    margin = _margin(text, span.start)
    inner = margin + _unit(text)
    inside = text[span.start + 1 : span.end - 1]
    if node.kind == "sequence" and not inside.strip():
        return f"{text[: span.start]}[{write(margin)}]{text[span.end :]}"
    rest = inside if inside.strip() else f"\n{margin}"
    return f"{text[: span.start + 1]}\n{inner}{write(inner)}{rest}{text[span.end - 1 :]}"


def _end_of_line(text: str, at: int) -> int:
    """The end of a line where only a comment still stands on it, else the place itself."""
    rest = _REST_OF_LINE.match(text, at)
    end = rest.end() if rest else at
    return end if text[end : end + 1] == "\n" else at


def _remove(text: str, node: Node, index: int) -> str:
    members = _members(node)
    start, end = members[index]
    if comma := _TO_COMMA.match(text, end):
        return _cut(text, start, comma.end() + _blanks(text[comma.end() :]))
    comma = _TO_COMMA.match(text, members[index - 1][1]) if index else None
    if comma:
        at = comma.end() - 1
        text, start, end = text[:at] + text[at + 1 :], start - 1, end - 1
    return _cut(text, start - _blanks(text[start - 1 :: -1]), end)


def _cut(text: str, start: int, end: int) -> str:
    """Without a stretch, and without the line if nothing else stands on it."""
    line_start = text.rfind("\n", 0, start) + 1
    line_end = _BLANK_LINE_END.match(text, end)
    if line_end and not text[line_start:start].strip():
        return text[:line_start] + text[line_end.end() :]
    return text[:start] + text[end:]


def _blanks(text: str) -> int:
    """How many blanks a text begins with."""
    return len(text) - len(text.lstrip(" \t"))


def _margin(text: str, at: int) -> str:
    """The blanks that the line begins with."""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    return line[: len(line) - len(line.lstrip(" \t"))]


def _unit(text: str) -> str:
    """One level of indentation: that of the first key."""
    root = parse(text).root
    return (_margin(text, root.keys[0].span.start) if root and root.keys else "") or _PAD


def _value(text: str, value: Any, margin: str) -> str:
    """The text of a value, indented as the file is."""
    unit = _unit(text)
    first, *lines = json_text(value, 1).split("\n")
    return "\n".join([first, *(f"{margin}{unit * (_depth(line) - 1)}{line.lstrip(' ')}" for line in lines)])


def _depth(line: str) -> int:
    return (len(line) - len(line.lstrip(" "))) // len(_PAD)
