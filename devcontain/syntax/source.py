"""Text as it was read, and the places in it."""

from bisect import bisect_right
from dataclasses import dataclass
from typing import NamedTuple

from devcontain.caching import cached_property


class Span(NamedTuple):
    """A half-open range of characters, counted from the start of the file."""

    start: int
    end: int


class Position(NamedTuple):
    """A row and a column, both from 1; a column counts characters."""

    row: int
    column: int


@dataclass(frozen=True)
class Source:
    """A file's text, kept as read: CRLF and byte order mark included."""

    path: str
    text: str

    @cached_property
    def line_starts(self) -> list[int]:
        """The offset at which each line begins; lines end with a line feed alone or after a carriage return."""
        starts = [0]
        find = self.text.find
        newline = find("\n")
        while newline >= 0:
            starts.append(newline + 1)
            newline = find("\n", newline + 1)
        return starts

    def position(self, offset: int) -> Position:
        """The row and column of an offset."""
        row = bisect_right(self.line_starts, offset)
        return Position(row, offset - self.line_starts[row - 1] + 1)

    def line(self, row: int) -> str:
        """The text of a row, without its line ending."""
        starts = self.line_starts
        end = starts[row] if row < len(starts) else len(self.text)
        return self.text[starts[row - 1] : end].rstrip("\r\n")

    def slice(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]
