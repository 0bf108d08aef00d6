"""Whole lines of a Dockerfile: what is taken out when an instruction goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from devcontain.syntax.instruction import Instruction
    from devcontain.syntax.source import Source


def lines_of(source: Source, instruction: Instruction) -> Span:
    """The lines that an instruction takes up, with the ending of the last one."""
    start = source.text.rfind("\n", 0, instruction.start) + 1
    end = source.text.find("\n", instruction.span.end)
    return Span(start, end + 1 if end >= 0 else len(source.text))


def newline_of(source: Source) -> str:
    """The file's line ending."""
    return "\r\n" if "\r\n" in source.text[:2000] else "\n"
