"""Findings as text, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.report.summary import SEVERITY_COLORS, fix_mark, summary
from devcontain.report.terminal import Style, printable
from devcontain.syntax.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.lint.outcome import Report
    from devcontain.lint.rule import Finding


def render(report: Report, *, color: bool = False, links: bool = False) -> Iterator[str]:
    """The lines `path:row:column: CODE [*] message`, and a summary."""
    style = Style(color, links)
    for finding in report.findings:
        yield _line(finding, report, style)
    yield from summary(report, style)


def _line(finding: Finding, report: Report, style: Style) -> str:
    source = report.sources.get(finding.path, Source(finding.path, ""))
    row, column = source.position(finding.problem.span.start)
    mark = fix_mark(finding, report)
    words = [
        f"{style(printable(finding.path), bold=True)}:{row}:{column}:",
        style.link(style(finding.code, SEVERITY_COLORS[finding.severity], bold=True), finding.url),
        style(mark, "cyan"),
        printable(finding.problem.message),
    ]
    return " ".join(word for word in words if word)
