"""The last lines of a report: how much was found, what can be fixed, what was hidden."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from devcontain.lint.outcome import Report
    from devcontain.lint.rule import Finding, Severity
    from devcontain.report.terminal import Style

SAFE, UNSAFE = "[*]", "[u]"
_NOUNS: dict[Severity, str] = {"error": "error", "warning": "warning", "info": "note"}
SEVERITY_COLORS = {"error": "red", "warning": "yellow", "info": "blue", "off": "blue"}


def fix_mark(finding: Finding, report: Report) -> str:
    """The mark of what `--fix` would mend, of what it would mend only with `--unsafe-fixes`, or nothing."""
    fix = finding.problem.fix
    if fix is None:
        return ""
    return SAFE if fix.safe or report.unsafe_fixes else UNSAFE


def summary(report: Report, style: Style) -> Iterator[str]:
    """The lines, without their ends."""
    if report.fixed:
        yield f"Fixed {_by_code(report.fixed)}."
    if report.silenced:
        yield f"Silenced {_by_code(report.silenced)} with comments."
    if report.findings:
        yield _found(report)
        yield from _fixable(report, style)
    elif not report.errors:
        yield style("All checks passed!", "green", bold=True)
    if report.suppressed:
        yield f"{report.suppressed} suppressed by {'a comment' if report.suppressed == 1 else 'comments'}."
    if report.known:
        yield f"{report.known} known from the baseline."


def preview(fixed: Mapping[str, int], left: Iterable[Finding], *, unsafe: bool) -> Iterator[str]:
    """What a diff comes to: what would be fixed, and what would be only with another option."""
    more = 0 if unsafe else sum(finding.problem.fix is not None for finding in left)
    if fixed:
        yield f"Would fix {_by_code(fixed)}{f'; {more} more with `--unsafe-fixes`' if more else ''}."
    elif more:
        yield f"Would fix nothing; {count(more, 'problem')} with `--unsafe-fixes`."


def _found(report: Report) -> str:
    severities = Counter(finding.severity for finding in report.findings)
    counted = ", ".join(count(severities[name], noun) for name, noun in _NOUNS.items() if severities[name])
    files = len({finding.path for finding in report.findings})
    return f"Found {count(len(report.findings), 'problem')} ({counted}) in {count(files, 'file')}."


def _by_code(counts: Mapping[str, int]) -> str:
    codes = ", ".join(f"{number} {code}" for code, number in sorted(counts.items()))
    return f"{count(sum(counts.values()), 'problem')} ({codes})"


def _fixable(report: Report, style: Style) -> Iterator[str]:
    fixes = [finding.problem.fix for finding in report.findings if finding.problem.fix]
    safe = sum(fix.safe for fix in fixes)
    unsafe = len(fixes) - safe
    if not fixes:
        return
    if unsafe and report.unsafe_fixes:
        yield f"{style(SAFE, 'cyan')} {len(fixes)} fixable with `--fix --unsafe-fixes`."
    elif not unsafe:
        yield f"{style(SAFE, 'cyan')} {safe} fixable with `--fix`."
    elif not safe:
        yield f"{style(UNSAFE, 'cyan')} {unsafe} fixable with `--fix --unsafe-fixes`."
    else:
        more = f"{style(UNSAFE, 'cyan')} {unsafe} more with `--fix --unsafe-fixes`."
        yield f"{style(SAFE, 'cyan')} {safe} fixable with `--fix`; {more}"


def count(number: int, noun: str) -> str:
    """A number of things in words."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
