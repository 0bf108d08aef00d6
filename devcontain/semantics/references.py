"""Where an instruction refers to variables that the builder itself replaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.syntax.instruction import Instruction

EXPANDED = ("ADD", "ARG", "COPY", "ENV", "EXPOSE", "LABEL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR")
"""The instructions in which the builder replaces variables; in a RUN the shell does."""

PLATFORM_ARGUMENTS = frozenset(
    "TARGETPLATFORM TARGETOS TARGETARCH TARGETVARIANT TARGETSTAGE BUILDPLATFORM BUILDOS BUILDARCH BUILDVARIANT".split()
)
"""ARGs that BuildKit gives a value; a FROM sees them, a stage once it has declared them."""

_TOKEN = pattern(r"'|\"|\$(?:([A-Za-z_]\w*)|\{([A-Za-z_]\w*)([^}]{0,200})\})|[\\`]")


class Reference(NamedTuple):
    """`$name` or `${name...}`; `operator` is what follows the name in the braces, such as `:-default`."""

    name: str
    operator: str
    span: Span


def references_in(instruction: Instruction) -> Iterator[Reference]:
    """The variables in the body of an instruction, except those in single quotes or behind an escape."""
    text, offset = instruction.body, instruction.offset
    if "$" not in text:
        return
    position, in_double = 0, False
    while match := _TOKEN.search(text, position):
        token = match[0]
        position = match.end()
        if token == instruction.escape:
            position += 1
        elif token == '"':
            in_double = not in_double
        elif token == "'" and not in_double:
            closing = text.find("'", position)
            position = closing + 1 if closing >= 0 else len(text)
        elif match[1] or match[2]:
            span = Span(offset + match.start(), offset + match.end())
            yield Reference(match[1] or match[2], match[3] or "", span)
