"""Comments that silence findings: `# devcontain: ignore=CODE[,CODE] reason`, hadolint's, and BuildKit's `check`."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.syntax.instruction import Word
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from devcontain.syntax.dockerfile import Comment, Dockerfile
    from devcontain.syntax.instruction import Instruction
    from devcontain.syntax.source import Source

_NAMES = r"([\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)"
_LINE = pattern(rf"(?://|#)[ \t]*(?:devcontain[ \t]*:|hadolint)[ \t]+ignore[ \t]*=[ \t]*{_NAMES}")
_FILE = pattern(
    rf"(?://|#)[ \t]*(?:devcontain[ \t]*:[ \t]*ignore-file|hadolint[ \t]+global[ \t]+ignore)[ \t]*=[ \t]*{_NAMES}"
)
_STAGE = pattern(rf"#[ \t]*hadolint[ \t]+stage[ \t]+ignore[ \t]*=[ \t]*{_NAMES}")
_CHECK = pattern(r"#\s*check\s*=\s*(\S+)", re.IGNORECASE)
_OURS = pattern(r"(?://|#)[ \t]*devcontain[ \t]*(?::[ \t]*ignor|ignor[\w-]*[ \t]*=)", re.IGNORECASE)
_NAME = pattern(r"[\w-]+")
_SKIP = pattern(r"(?:^|;)\s*skip\s*=\s*([^;]*)")
_SHELLCHECK = pattern(r"SC[0-9]{4}", re.IGNORECASE)
_DISABLE = pattern(r"#[ \t]*shellcheck[ \t](?:[^#\n]*[ \t])?disable=([\w,]+)")
_SHELLCHECK_NUMBER = pattern(r"\b(?:SC)?([0-9]{4})\b")
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
        self.is_stage_wide = False
        """Whether it reaches a whole stage, in which others reach single instructions."""
        self.is_buildkit = False
        """Whether `all` in it means BuildKit's checks only."""
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
    """The suppressions of a Dockerfile: above or in an instruction, or for a stage or the whole file."""
    source = dockerfile.source
    directive = dockerfile.directives.get("check", "")
    found = _skipping(source, Span(0, 0), directive, _whole(source)) if directive else []
    for comment in dockerfile.comments:
        text = comment.text.lower()
        if "ignor" in text:
            found += _of_stage(dockerfile, comment) or _read(source, comment.span, _reached(dockerfile, comment.span))
        elif "check" in text and (match := _CHECK.match(comment.text)):
            found += _skipping(source, comment.span, match[1], _checked(dockerfile, comment.span))
        elif "shellcheck" in text and (match := _DISABLE.match(comment.text)):
            words = [Word(_NOWHERE, f"SC{code}") for code in _SHELLCHECK_NUMBER.findall(match[1])]
            found.append(Suppression(source, comment.span, words, "", _reached(dockerfile, comment.span)))
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


def _skipping(source: Source, span: Span, value: str, reach: Span) -> list[Suppression]:
    """What BuildKit's `check=skip=...` silences: at the top in the file, elsewhere in the next instruction."""
    skip = _SKIP.search(value)
    if skip is None:
        return []
    words = [Word(_NOWHERE, match[0]) for match in _NAME.finditer(skip[1])]
    suppression = Suppression(source, span, words, "", reach)
    suppression.is_buildkit = True
    return [suppression]


def _checked(dockerfile: Dockerfile, comment: Span) -> Span:
    """The instruction that BuildKit gives a comment to: the next one, unless an empty comment stands between."""
    following = _following(dockerfile, comment)
    if following is None or following.start <= comment.start:
        return _NOWHERE
    return _NOWHERE if _is_any(dockerfile.empty_comments, comment.end, following.start) else following.span


def _of_stage(dockerfile: Dockerfile, comment: Comment) -> list[Suppression]:
    """hadolint's comment for a stage, right above its FROM."""
    match = _STAGE.match(comment.text)
    first = _following(dockerfile, comment.span) if match else None
    if match is None or first is None or first.keyword != "FROM" or first.start <= comment.span.start:
        return []
    source = dockerfile.source
    if source.position(first.start).row != source.position(comment.span.start).row + 1:
        return []
    instructions = dockerfile.instructions
    below = (instructions[index] for index in range(_index(dockerfile, comment.span) + 1, len(instructions)))
    end = next((each.start - 1 for each in below if each.keyword == "FROM"), len(source.text))
    reach = Span(first.start, end)
    suppression = Suppression(
        source, comment.span, [Word(_NOWHERE, name) for name in _NAME.findall(match[1])], "", reach
    )
    suppression.is_stage_wide = True
    return [suppression]


def _following(dockerfile: Dockerfile, comment: Span) -> Instruction | None:
    """The instruction that a comment stands in or above."""
    index = _index(dockerfile, comment)
    return dockerfile.instructions[index] if index < len(dockerfile.instructions) else None


def _index(dockerfile: Dockerfile, comment: Span) -> int:
    return bisect_left(dockerfile.instructions, comment.start + 1, key=lambda each: each.span.end)


def _reached(dockerfile: Dockerfile, comment: Span) -> Span:
    """What a comment reaches: the instruction it is in or above, or from the top of a file the whole of it."""
    following = _following(dockerfile, comment)
    if following is None:
        return _NOWHERE
    if following.start <= comment.start or not _is_any(dockerfile.blank_lines, comment.end, following.start):
        return following.span
    return _whole(dockerfile.source) if following is dockerfile.instructions[0] else _NOWHERE


def _is_any(offsets: list[int], start: int, end: int) -> bool:
    """Whether one of these, which are in order, is in a range."""
    return bisect_left(offsets, start) < bisect_left(offsets, end)


def _row(source: Source, row: int) -> Span:
    starts = source.line_starts
    if row > len(starts):
        return _NOWHERE
    return Span(starts[row - 1], starts[row] - 1 if row < len(starts) else len(source.text))


def _whole(source: Source) -> Span:
    return Span(0, len(source.text))


def _is_foreign(name: str) -> bool:
    return name.upper() == "ALL" or _SHELLCHECK.fullmatch(name) is not None
