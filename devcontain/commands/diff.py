"""A change to a file as a patch."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING

from devcontain.report.terminal import printable

if TYPE_CHECKING:
    from devcontain.syntax.source import Source


def diff(before: Source, after: Source) -> list[str]:
    """The lines of a unified diff; nothing in them steers a terminal."""
    changes = unified_diff(_lines(before.text), _lines(after.text), before.path, after.path, lineterm="")
    lines = (line.removesuffix("\r") for change in changes for line in change.split("\n"))
    return ["\t".join(printable(part) for part in line.split("\t")) for line in lines]


def _lines(text: str) -> list[str]:
    """The lines without their endings; a last one that has none says so, as diffs do."""
    *lines, last = text.split("\n")
    return [*lines, f"{last}\n\\ No newline at end of file"] if last else lines
