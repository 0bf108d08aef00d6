"""Findings as workflow commands, which GitHub shows beside the lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.report.place import path_from_root
from devcontain.report.terminal import printable
from devcontain.syntax.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.lint.outcome import Report
    from devcontain.lint.rule import Finding

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def render(report: Report) -> Iterator[str]:
    """One command a line; nothing in a name or a message ends it or begins another."""
    for finding in report.findings:
        properties = ",".join(f"{name}={_property(value)}" for name, value in _properties(finding, report).items())
        message = _data(printable(f"{finding.code} {finding.problem.message}"))
        yield f"::{_COMMANDS[finding.severity]} {properties}::{message}"


def _properties(finding: Finding, report: Report) -> dict[str, str]:
    source = report.sources.get(finding.path, Source(finding.path, ""))
    start, end = source.position(finding.problem.span.start), source.position(finding.problem.span.end)
    return {
        "title": f"devcontain {finding.code}",
        "file": path_from_root(finding.path, report),
        "line": str(start.row),
        "col": str(start.column),
        "endLine": str(end.row),
        "endColumn": str(end.column),
    }


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    """A value: its line breaks, colons and commas encoded, as GitHub decodes them; other controls spelled out."""
    encoded = _data(text).replace(":", "%3A").replace(",", "%2C")
    return printable(encoded)
