"""A place in a text as a terminal shows it: the line, with marks under the span."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.report.terminal import cells

if TYPE_CHECKING:
    from devcontain.syntax.source import Source, Span

MAXIMUM_WIDTH = 120
_BEFORE = 40
_CUT = "..."


class Excerpt(NamedTuple):
    """A line as shown, and how far the marks under it are moved and stretched."""

    line: str
    indent: int
    length: int


def excerpt(source: Source, span: Span) -> Excerpt:
    """The first line of a span, cropped to what a terminal has room for."""
    start, end = _line(source, source.position(span.start).row)
    first = min(max(span.start, start), end)
    until = min(max(span.end, first), end)
    crop = start if end - start <= MAXIMUM_WIDTH else max(start, first - _BEFORE)
    shown = cells(source.text[crop : min(end, crop + MAXIMUM_WIDTH)])
    head = _CUT if crop > start else ""
    tail = _CUT if crop + MAXIMUM_WIDTH < end else ""
    indent = len(head) + _width(shown[: first - crop])
    length = max(1, _width(shown[first - crop : until - crop]))
    return Excerpt(head + "".join(piece for piece, _ in shown) + tail, indent, length)


def line_text(source: Source, row: int) -> str:
    """A whole line, cropped at its end."""
    start, end = _line(source, row)
    shown = "".join(piece for piece, _ in cells(source.text[start : min(end, start + MAXIMUM_WIDTH)]))
    return shown + _CUT if end - start > MAXIMUM_WIDTH else shown


def last_row(source: Source, span: Span) -> int:
    """The row of a span's last character."""
    return source.position(max(span.start, span.end - 1)).row


def _line(source: Source, row: int) -> tuple[int, int]:
    """Where a line starts, after a byte order mark, and where it ends, before its line ending."""
    starts, text = source.line_starts, source.text
    start = starts[row - 1]
    end = starts[row] if row < len(starts) else len(text)
    if text.startswith("\ufeff", start) and start == 0:
        start = 1
    if text.endswith("\n", start, end):
        end -= 1
    if text.endswith("\r", start, end):
        end -= 1
    return start, end


def _width(shown: list[tuple[str, int]]) -> int:
    return sum(width for _, width in shown)
