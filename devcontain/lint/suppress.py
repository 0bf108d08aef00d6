"""Which findings are silenced by comments, and which comments silence nothing."""

from __future__ import annotations

from bisect import bisect_right
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


class Suppressions:
    """The suppressions of a file, found by where they begin to reach; these places do not overlap."""

    def __init__(self, found: Iterable[Suppression], known: Mapping[str, str]) -> None:
        self.comments: list[_Comment] = []
        self._in_file: list[_Comment] = []
        self._in_part: dict[int, list[_Comment]] = defaultdict(list)
        for suppression in found:
            suppression.known = known
            comment = _Comment(suppression, frozenset(map(suppression.code, suppression.names)), set())
            self.comments.append(comment)
            if suppression.reach == (0, len(suppression.source.text)):
                self._in_file.append(comment)
            else:
                self._in_part[suppression.reach.start].append(comment)
        self._starts = sorted(self._in_part)

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
        index = bisect_right(self._starts, offset) - 1
        if index >= 0:
            for comment in self._in_part[self._starts[index]]:
                if offset <= comment.suppression.reach.end:
                    yield comment
