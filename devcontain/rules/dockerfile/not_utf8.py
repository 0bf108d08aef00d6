"""Save the file as UTF-8.

BuildKit reads Dockerfiles as UTF-8. A byte that is not reaches commands and labels as something else, and a file in
UTF-16 cannot be read at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import DOCKERFILE, ERROR, Problem, rule
from devcontain.pattern import pattern
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build

_SURROGATES = pattern("[\udc80-\udcff]+")
_NUL = pattern("\0+")


@rule("DKF002", on=DOCKERFILE, severity=ERROR)
def check(build: Build) -> Iterator[Problem]:
    """Yield the first run of bytes that are not UTF-8, or are NUL."""
    text = build.dockerfile.source.text
    match = _SURROGATES.search(text) if not text.isascii() else None
    match = match or (_NUL.search(text) if "\0" in text else None)
    if match:
        shown = "a NUL byte" if match[0][0] == "\0" else f"the byte 0x{ord(match[0][0]) - 0xDC00:02X}"
        message = f"{shown} stands here, and the file is not UTF-8 text"
        yield Problem(Span(*match.span()), message, help="save it as UTF-8")
