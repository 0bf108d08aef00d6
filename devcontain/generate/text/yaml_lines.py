"""A compose file as lines: where its keys stand, and how far they are indented."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

UNIT = 2
"""How far one level is indented in what is generated; items of a list are, too."""


def blocks_below(lines: list[str], start: int, above: int) -> Iterator[tuple[int, int]]:
    """Where each key of a mapping begins and ends that stands below a key of this indentation."""
    first = -1
    indent = 0
    for row in range(start, len(lines) + 1):
        line = lines[row] if row < len(lines) else "end"
        if row < len(lines) and (not line.strip() or line.lstrip().startswith("#")):
            continue
        indent = indent or indent_of(line)
        if (
            first >= 0
            and indent_of(line) <= indent
            and not (indent_of(line) == indent and line.lstrip().startswith("-"))
        ):
            yield first, row
            first = -1
        if indent_of(line) <= above:
            return
        first = row if first < 0 else first


def row_of(lines: list[str], start: int, key: str, indent: int) -> int:
    """The first line from there on that has a key at an indentation; -1 where none has."""
    return next(
        (row for row in range(start, len(lines)) if indent_of(lines[row]) == indent and key_of(lines[row]) == key), -1
    )


def unit_of(lines: list[str]) -> int:
    """How far services are indented."""
    top = row_of(list(lines), 0, "services", 0)
    return next((indent_of(line) for line in lines[top + 1 :] if line.strip() and not line.lstrip().startswith("#")), 0)


def key_of(line: str) -> str:
    """The key that a line begins with; nothing where it begins with none."""
    name, colon, _ = line.strip().partition(":")
    return name.strip().strip("\"'") if colon and not name.startswith(("#", "-")) else ""


def indent_of(line: str) -> int:
    """By how many blanks a line is indented."""
    return len(line) - len(line.lstrip(" "))


def indented(lines: list[str], unit: int) -> Iterator[str]:
    """Generated lines with other levels; what belongs to an item stands two blanks deeper than its dash anywhere."""
    item = (0, 0)
    for line in lines:
        old = indent_of(line)
        if old <= item[0]:
            item = (0, 0)
        new = item[1] + UNIT + (old - item[0] - UNIT) // UNIT * unit if item[0] else old // UNIT * unit
        if line.lstrip().startswith("- ") and not item[0]:
            item = (old, new)
        yield " " * new + line.lstrip(" ")
