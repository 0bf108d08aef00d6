"""Applies fixes until nothing changes any more; a fix goes in whole or not at all."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from devcontain.lint.runner import UNREADABLE
from devcontain.syntax.source import Source

if TYPE_CHECKING:
    from devcontain.lint.rule import Edit, Finding
    from devcontain.lint.runner import Linter, Outcome

MAXIMUM_PASSES = 10


class Fixed(NamedTuple):
    """The text after fixing, how many problems were fixed by code, and what linting it comes to now."""

    source: Source
    counts: Counter[str]
    outcome: Outcome


def fix(linter: Linter, source: Source, kind: str, *, unsafe: bool) -> Fixed:
    """Fix a file in memory. What would make the file unreadable is not applied."""
    counts: Counter[str] = Counter()
    outcome = linter.lint(source, kind)
    refused: set[tuple[str, str]] = set()
    for _ in range(MAXIMUM_PASSES):
        chosen = [finding for finding in _compatible(outcome.findings, unsafe) if _key(finding) not in refused]
        if not chosen:
            break
        attempt = _attempt(linter, source, kind, outcome, chosen)
        if attempt is None:
            alone = [finding for finding in chosen if _attempt(linter, source, kind, outcome, [finding]) is None]
            refused.update(map(_key, alone or chosen))
            continue
        counts.update(finding.code for finding in chosen)
        source, outcome = attempt
    return Fixed(source, counts, outcome)


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


def _compatible(findings: list[Finding], unsafe: bool) -> list[Finding]:
    """The findings whose fixes may be applied together: none touches a place that another one touches."""
    taken: list[tuple[int, int]] = []
    chosen = []
    for finding in findings:
        solution = finding.problem.fix
        if solution is None or not (solution.safe or unsafe):
            continue
        spans = [edit.span for edit in solution.edits]
        if all(end < low or start > high for start, end in spans for low, high in taken):
            taken += spans
            chosen.append(finding)
    return chosen


def _edits(finding: Finding) -> tuple[Edit, ...]:
    return finding.problem.fix.edits if finding.problem.fix else ()


def _key(finding: Finding) -> tuple[str, str]:
    return finding.code, repr(_edits(finding))


def _faults(outcome: Outcome) -> int:
    return sum(finding.code in UNREADABLE for finding in outcome.findings)
