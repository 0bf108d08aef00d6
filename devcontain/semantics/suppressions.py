"""Comments that silence findings: `# devcontain: ignore=CODE[,CODE] reason`, hadolint's, and BuildKit's directive."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.syntax.instruction import Word
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from devcontain.syntax.dockerfile import Dockerfile
    from devcontain.syntax.source import Source

_NAMES = r"([\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)"
_LINE = pattern(rf"(?://|#)[ \t]*(?:devcontain[ \t]*:|hadolint)[ \t]+ignore[ \t]*=[ \t]*{_NAMES}")
_FILE = pattern(
    rf"(?://|#)[ \t]*(?:devcontain[ \t]*:[ \t]*ignore-file|hadolint[ \t]+global[ \t]+ignore)[ \t]*=[ \t]*{_NAMES}"
)
_OURS = pattern(r"(?://|#)[ \t]*devcontain[ \t]*(?::[ \t]*ignor|ignor[\w-]*[ \t]*=)", re.IGNORECASE)
_NAME = pattern(r"[\w-]+")
_SKIP = pattern(r"(?:^|;)\s*skip\s*=\s*([^;]*)")
_SHELLCHECK = pattern(r"SC[0-9]{4}", re.IGNORECASE)
_NOWHERE = Span(-1, -1)


class Suppression:
    """A comment, the rules that it names as they are written, why, and the part of the file that it reaches.

    It is `ours` unless it is meant for another tool too; without names it is one that went wrong.
    """

    def __init__(self, source: Source, span: Span, names: list[Word], reason: str, reach: Span) -> None:
        self.source = source
        self.span = span
        self.names = names
        self.reason = reason
        self.reach = reach
        self.is_ours = _OURS.match(source.slice(span)) is not None
        self.known: Mapping[str, str] = {}
        """Our code by each way to write a rule, in capitals."""
        self.idle: list[Word] = []
        """The names that silence nothing although their rules ran."""

    @property
    def unknown(self) -> list[Word]:
        """The names that are no rule's; ShellCheck's codes depend on whether it is installed."""
        return [name for name in self.names if name.value.upper() not in self.known and not _is_foreign(name.value)]

    def code(self, name: Word) -> str:
        """Our code for a name, or the name in capitals."""
        return self.known.get(name.value.upper(), name.value.upper())


def in_dockerfile(dockerfile: Dockerfile) -> list[Suppression]:
    """The suppressions of a Dockerfile: above or in an instruction, or for the whole file."""
    source = dockerfile.source
    found = []
    skip = _SKIP.search(dockerfile.directives.get("check", ""))
    if skip:
        words = [Word(_NOWHERE, match[0]) for match in _NAME.finditer(skip[1])]
        found.append(Suppression(source, Span(0, 0), words, "", _whole(source)))
    for comment in dockerfile.comments:
        if "ignor" in comment.text.lower():
            found += _read(source, comment.span, _instruction_below(dockerfile, comment.span))
    return found


def in_json(source: Source, comments: Iterable[Span]) -> list[Suppression]:
    """The suppressions of a JSONC file: at the end of a line, or alone on the line above."""
    found = []
    for span in comments:
        row, column = source.position(span.start)
        is_alone = not source.line(row)[: column - 1].strip()
        found += _read(source, span, _row(source, row + 1 if is_alone else row))
    return found


def _read(source: Source, span: Span, reach: Span) -> list[Suppression]:
    text = source.slice(span)
    in_file = _FILE.match(text)
    match = in_file or _LINE.match(text)
    if match is None:
        return [Suppression(source, span, [], "", _NOWHERE)] if _OURS.match(text) else []
    start = span.start + match.start(1)
    names = [Word(Span(start + name.start(), start + name.end()), name[0]) for name in _NAME.finditer(match[1])]
    return [Suppression(source, span, names, text[match.end() :].strip(), _whole(source) if in_file else reach)]


def _instruction_below(dockerfile: Dockerfile, comment: Span) -> Span:
    """What a comment reaches: the instruction it is in or above, or from the top of a file the whole of it."""
    instructions = dockerfile.instructions
    index = bisect_left(instructions, comment.start + 1, key=lambda each: each.span.end)
    if index == len(instructions):
        return _NOWHERE
    following = instructions[index]
    if following.start <= comment.start or _is_directly_above(dockerfile.source.text, comment.end, following.start):
        return following.span
    return _NOWHERE if index else _whole(dockerfile.source)


def _is_directly_above(text: str, end: int, start: int) -> bool:
    """Whether only other comments stand between; a blank line parts them."""
    between = text[end:start].split("\n")
    return all(line.strip() for line in between[1:-1])


def _row(source: Source, row: int) -> Span:
    starts = source.line_starts
    if row > len(starts):
        return _NOWHERE
    return Span(starts[row - 1], starts[row] - 1 if row < len(starts) else len(source.text))


def _whole(source: Source) -> Span:
    return Span(0, len(source.text))


def _is_foreign(name: str) -> bool:
    return name.upper() == "ALL" or _SHELLCHECK.fullmatch(name) is not None
