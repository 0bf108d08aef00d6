"""Findings as Checkstyle's XML."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from devcontain.report.xml_text import DECLARATION, tag
from devcontain.syntax.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.lint.outcome import Report


def render(report: Report) -> Iterator[str]:
    """A `file` for each file with findings, an `error` for each of these."""
    yield DECLARATION
    yield '<checkstyle version="4.3">'
    for path, findings in groupby(report.findings, key=lambda finding: finding.path):
        source = report.sources.get(path, Source(path, ""))
        yield f"  <{tag('file', name=path)}>"
        for finding in findings:
            row, column = source.position(finding.problem.span.start)
            attributes = tag(
                "error",
                line=row,
                column=column,
                severity=finding.severity,
                message=finding.problem.message,
                source=f"devcontain.{finding.code}",
            )
            yield f"    <{attributes}/>"
        yield "  </file>"
    yield "</checkstyle>"
