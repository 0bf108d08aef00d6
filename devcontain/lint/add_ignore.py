"""Writes the comments that silence findings where they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, NamedTuple

from devcontain.lint.fix import apply_edits
from devcontain.lint.rule import Edit
from devcontain.lint.runner import UNREADABLE
from devcontain.semantics import suppressions
from devcontain.syntax import dockerfile, jsonc
from devcontain.syntax.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from devcontain.lint.rule import Finding
    from devcontain.lint.runner import Linter, Outcome
    from devcontain.semantics.suppressions import Suppression

_ABOUT_COMMENTS = "SUP"


class Silenced(NamedTuple):
    """The text with comments, how many problems they silence by code, and what linting it comes to now."""

    source: Source
    counts: Counter[str]
    outcome: Outcome


class _Place(NamedTuple):
    """The row above which a comment goes, counted from 0, and what it then reaches: a part, or the whole file."""

    row: int
    reach: Span | None


class _Language(NamedTuple):
    """How a file is commented: what begins a comment, the ones there are, and where one for an offset goes."""

    mark: str
    comments: list[Suppression]
    place: Callable[[int], _Place]

    def open_comments(self, reason: str) -> dict[Span | None, Suppression]:
        """By what it reaches, the comment of ours that may name more codes: it gives a reason, or need not."""
        first: dict[Span | None, Suppression] = {}
        for comment in self.comments:
            if comment.is_ours and comment.reach not in first and comment.names and not comment.unknown:
                first[comment.reach] = comment
        return {reach: comment for reach, comment in first.items() if comment.reason or not reason}


def add_ignores(linter: Linter, source: Source, kind: str, findings: Iterable[Finding], reason: str) -> Silenced:
    """Write comments for findings, except for those about comments; a file that would become unreadable is left."""
    language = _language(source, kind)
    for comment in language.comments:
        comment.known = linter.codes
    wanted: dict[_Place, set[str]] = defaultdict(set)
    for finding in findings:
        if not finding.code.startswith(_ABOUT_COMMENTS):
            wanted[language.place(finding.problem.span.start)].add(finding.code)
    comments = language.open_comments(reason)
    ending = "\r\n" if "\r\n" in source.text else "\n"
    edits = [
        _more_codes(comments[place.reach], sorted(codes))
        if place.reach in comments
        else _new_comment(source, place, f"{language.mark} {_said(place, sorted(codes), reason)}{ending}")
        for place, codes in wanted.items()
    ]
    changed = Source(source.path, apply_edits(source.text, edits))
    before, after = linter.lint(source, kind), linter.lint(changed, kind)
    if _codes(after).keys() & UNREADABLE - _codes(before).keys():
        return Silenced(source, Counter(), before)
    return Silenced(changed, _codes(before) - _codes(after), after)


def _language(source: Source, kind: str) -> _Language:
    if kind == "dockerfile":
        return _dockerfile(source)
    if kind == "devcontainer":
        return _by_line(source, "//", jsonc.parse(source.text).comments)
    if kind == "compose":
        from devcontain.semantics.compose import Compose

        return _by_line(source, "#", Compose(source).document.comments)
    from devcontain.workspace import dependency_file

    return _by_line(source, "#", dependency_file(source).comments)


def _codes(outcome: Outcome) -> Counter[str]:
    return Counter(finding.code for finding in outcome.findings)


def _dockerfile(source: Source) -> _Language:
    parsed = dockerfile.parse(source)
    instructions = parsed.instructions
    starts = [instruction.start for instruction in instructions]

    def place(offset: int) -> _Place:
        index = bisect_right(starts, offset) - 1
        if index >= 0 and offset <= instructions[index].span.end:
            return _Place(_row(source, starts[index]), instructions[index].span)
        return _Place(_row(source, starts[0] if starts else len(source.text)), None)

    return _Language("#", suppressions.in_dockerfile(parsed), place)


def _by_line(source: Source, mark: str, comments: Iterable[Span]) -> _Language:
    starts = source.line_starts

    def place(offset: int) -> _Place:
        row = _row(source, offset)
        return _Place(row, Span(starts[row], starts[row + 1] - 1 if row + 1 < len(starts) else len(source.text)))

    return _Language(mark, suppressions.in_json(source, comments), place)


def _row(source: Source, offset: int) -> int:
    return source.position(offset).row - 1


def _more_codes(comment: Suppression, codes: list[str]) -> Edit:
    end = comment.names[-1].span.end
    return Edit(Span(end, end), "," + ",".join(codes))


def _new_comment(source: Source, place: _Place, comment: str) -> Edit:
    """A line above, indented as what follows."""
    start = source.line_starts[place.row]
    line = source.line(place.row + 1)
    bare = line.removeprefix("\ufeff") if place.row == 0 else line
    start += len(line) - len(bare)
    indent = bare[: len(bare) - len(bare.lstrip())]
    return Edit(Span(start, start), indent + comment)


def _said(place: _Place, codes: list[str], reason: str) -> str:
    keyword = "ignore" if place.reach else "ignore-file"
    return f"devcontain: {keyword}={','.join(codes)} {_clean(reason)}".rstrip()


def _clean(reason: str) -> str:
    """The reason on one line; what would be read as one more code does not stand first."""
    return " ".join("".join(each if each.isprintable() else " " for each in reason).split()).lstrip(",")
