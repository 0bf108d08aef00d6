"""How often each rule found something."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from devcontain.report.summary import fix_mark

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.lint.outcome import Report


_SOME = "[-]"
"""The mark of a rule whose findings differ in whether, and how safely, they are mended."""


def as_text(report: Report) -> Iterator[str]:
    """A line for each rule, the most frequent first."""
    rows = _rows(report)
    marks: dict[str, set[str]] = {}
    for finding in report.findings:
        marks.setdefault(finding.code, set()).add(fix_mark(finding, report))
    number = max((len(str(count)) for _, count, _ in rows), default=0)
    code = max((len(code) for (code, _), _, _ in rows), default=0)
    for (rule, name), count, _ in rows:
        mark = _SOME if len(marks[rule]) > 1 else "".join(marks[rule])
        yield f"{count:>{number}}  {rule:<{code}}  {mark:<3}  {name}"
    if rows:
        total = sum(count for _, count, _ in rows)
        yield f"Found {total} problem{'s' if total > 1 else ''}."


def as_json(report: Report) -> Iterator[str]:
    """The same as a list."""
    from json import dumps

    yield dumps(
        [{"code": code, "name": name, "count": count, "fixable": fix} for (code, name), count, fix in _rows(report)],
        indent=2,
    )


def _rows(report: Report) -> list[tuple[tuple[str, str], int, int]]:
    """Code and name, how many findings, and how many of these have a fix."""
    counts = Counter((finding.code, finding.name) for finding in report.findings)
    fixes = Counter((finding.code, finding.name) for finding in report.findings if finding.problem.fix)
    return sorted(((rule, count, fixes[rule]) for rule, count in counts.items()), key=lambda row: (-row[1], row[0]))
