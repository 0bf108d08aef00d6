"""Applies fixes until nothing changes any more; a fix goes in whole or not at all."""

from __future__ import annotations

from bisect import bisect_right, insort
from collections import Counter
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from devcontain.lint.runner import UNREADABLE
from devcontain.syntax.source import Source

if TYPE_CHECKING:
    from devcontain.lint.rule import Edit, Finding
    from devcontain.lint.runner import Linter, Outcome
    from devcontain.syntax.source import Span

MAXIMUM_PASSES = 10
MAXIMUM_TRIES = 20
"""How often a fix is tried alone, to see which ones do harm; each try lints the file."""


class Fixed(NamedTuple):
    """The text after fixing, how many problems were fixed by code, and what linting it comes to now."""

    source: Source
    counts: Counter[str]
    outcome: Outcome


def fix(linter: Linter, source: Source, kind: str, *, unsafe: bool) -> Fixed:
    """Fix a file in memory. Fixes that would make it unreadable, or that would never end, are not applied."""
    endless: set[str] = set()
    while True:
        fixed, left = _fix(linter, source, kind, unsafe, endless)
        if not left:
            return fixed
        endless |= left


def _fix(linter: Linter, source: Source, kind: str, unsafe: bool, endless: set[str]) -> tuple[Fixed, set[str]]:
    """The file as it is after the last pass, and the codes of what is still to be fixed then."""
    counts: Counter[str] = Counter()
    outcome = linter.lint(source, kind)
    refused: set[tuple[str, str]] = set()
    tries = MAXIMUM_TRIES
    for _ in range(MAXIMUM_PASSES):
        chosen = _compatible([one for one in outcome.findings if one.code not in endless], unsafe, refused)
        if not chosen:
            return Fixed(source, counts, outcome), set()
        attempt = _attempt(linter, source, kind, outcome, chosen)
        if attempt is None:
            tried, bad = chosen[:tries], chosen[tries:]
            tries -= len(tried)
            bad += [finding for finding in tried if _attempt(linter, source, kind, outcome, [finding]) is None]
            refused.update(map(_key, bad or chosen))
            continue
        counts.update(finding.code for finding in chosen)
        source, outcome = attempt
    return Fixed(source, counts, outcome), {finding.code for finding in chosen}


def _attempt(
    linter: Linter, source: Source, kind: str, outcome: Outcome, findings: list[Finding]
) -> tuple[Source, Outcome] | None:
    """The file with these findings fixed and linted; nothing where that changes nothing, or makes it unreadable."""
    changed = Source(source.path, apply_edits(source.text, [edit for finding in findings for edit in _edits(finding)]))
    after = linter.lint(changed, kind)
    return None if changed.text == source.text or _faults(after) > _faults(outcome) else (changed, after)


def apply_edits(text: str, edits: list[Edit]) -> str:
    """The text with edits applied that do not overlap."""
    parts: list[str] = []
    position = 0
    for span, replacement in sorted(edits, key=lambda edit: edit.span):
        parts += [text[position : span.start], replacement]
        position = span.end
    return "".join([*parts, text[position:]])


def _compatible(findings: list[Finding], unsafe: bool, refused: set[tuple[str, str]]) -> list[Finding]:
    """The findings whose fixes may be applied together: none touches a place that another one touches."""
    taken: list[Span] = []
    chosen = []
    for finding in findings:
        solution = finding.problem.fix
        if solution is None or not (solution.safe or unsafe) or (refused and _key(finding) in refused):
            continue
        spans = [edit.span for edit in solution.edits]
        if not any(_touches(taken, span) for span in spans):
            chosen.append(finding)
            for span in spans:
                insort(taken, span)
    return chosen


def _touches(taken: list[Span], span: Span) -> bool:
    """Whether a span overlaps one of these or begins or ends with it; they are in order, and do not overlap."""
    before = bisect_right(taken, span.end, key=itemgetter(0))
    return before > 0 and taken[before - 1].end >= span.start


def _edits(finding: Finding) -> tuple[Edit, ...]:
    return finding.problem.fix.edits if finding.problem.fix else ()


def _key(finding: Finding) -> tuple[str, str]:
    return finding.code, repr(_edits(finding))


def _faults(outcome: Outcome) -> int:
    return sum(finding.code in UNREADABLE for finding in outcome.findings)
