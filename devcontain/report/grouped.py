"""Findings as text, one line each, below the name of their file."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from devcontain.report.summary import SEVERITY_COLORS, fix_mark, summary
from devcontain.report.terminal import Style, printable
from devcontain.syntax.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.lint.outcome import Report


def render(report: Report, *, color: bool = False, links: bool = False) -> Iterator[str]:
    """For each file its name and the lines `row:column CODE [*] message`; then a summary."""
    style = Style(color, links)
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        source = report.sources.get(path, Source(path, ""))
        yield style(printable(path), bold=True) + ":"
        lines = []
        for finding in findings:
            position = source.position(finding.problem.span.start)
            code = style.link(style(finding.code, SEVERITY_COLORS[finding.severity], bold=True), finding.url)
            words = (code, style(fix_mark(finding, report), "cyan"), printable(finding.problem.message))
            lines.append((f"{position.row}:{position.column}", " ".join(word for word in words if word)))
        width = max(len(place) for place, _ in lines)
        yield from (f"  {place:<{width}}  {text}" for place, text in lines)
        yield ""
    yield from summary(report, style)
