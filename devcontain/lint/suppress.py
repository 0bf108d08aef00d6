"""Which findings are silenced by comments, and which comments silence nothing."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import defaultdict
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from devcontain.lint.rule import Finding
    from devcontain.semantics.suppressions import Suppression

ALL = "ALL"


class _Comment(NamedTuple):
    """A suppression, the codes that it names, and those of them that have silenced something."""

    suppression: Suppression
    codes: frozenset[str]
    used: set[str]


class _Ranges:
    """Comments by the ranges that they reach; these do not overlap unless they are the same."""

    def __init__(self) -> None:
        self._by_start: dict[int, list[_Comment]] = defaultdict(list)
        self._starts: list[int] = []

    def add(self, comment: _Comment) -> None:
        start = comment.suppression.reach.start
        if start not in self._by_start:
            insort(self._starts, start)
        self._by_start[start].append(comment)

    def at(self, offset: int) -> Iterable[_Comment]:
        index = bisect_right(self._starts, offset) - 1
        if index >= 0:
            for comment in self._by_start[self._starts[index]]:
                if offset <= comment.suppression.reach.end:
                    yield comment


class Suppressions:
    """The suppressions of a file, found by where they begin to reach."""

    def __init__(self, found: Iterable[Suppression], known: Mapping[str, str]) -> None:
        self.comments: list[_Comment] = []
        self._in_file: list[_Comment] = []
        self._in_stage = _Ranges()
        self._in_part = _Ranges()
        for suppression in found:
            suppression.known = known
            comment = _Comment(suppression, _codes(suppression), set())
            self.comments.append(comment)
            if suppression.reach == (0, len(suppression.source.text)):
                self._in_file.append(comment)
            elif suppression.reach.start >= 0:
                (self._in_stage if suppression.is_stage_wide else self._in_part).add(comment)

    def split(self, findings: list[Finding]) -> tuple[list[Finding], int]:
        """The findings that remain, and how many were silenced."""
        if not self.comments:
            return findings, 0
        kept = [finding for finding in findings if not self._silences(finding)]
        return kept, len(findings) - len(kept)

    def judged(self, ran: set[str]) -> Iterable[Suppression]:
        """Each suppression, with the names that silence nothing, of the rules that ran."""
        for suppression, _, used in self.comments:
            suppression.idle = [
                name
                for name in suppression.names
                if (code := suppression.code(name)) not in used and (code in ran or code == ALL)
            ]
            yield suppression

    def _silences(self, finding: Finding) -> bool:
        """Whether a finding is silenced; every comment that does so is of use."""
        is_silenced = False
        for comment in self._reaching(finding.problem.span.start):
            naming = comment.codes & {finding.code, ALL}
            comment.used.update(naming)
            is_silenced |= bool(naming)
        return is_silenced

    def _reaching(self, offset: int) -> Iterable[_Comment]:
        yield from self._in_file
        yield from self._in_stage.at(offset)
        yield from self._in_part.at(offset)


def _codes(suppression: Suppression) -> frozenset[str]:
    """Our codes of what a comment names; what BuildKit calls `all` is all of its own checks."""
    codes = frozenset(map(suppression.code, suppression.names))
    if not suppression.is_buildkit or ALL not in codes:
        return codes
    from devcontain.lint.other_linters import BUILDKIT

    return frozenset(suppression.known[check.upper()] for check in BUILDKIT if check.upper() in suppression.known)
