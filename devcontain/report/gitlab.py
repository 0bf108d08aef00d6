"""Findings as a code quality report, which GitLab shows in merge requests."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devcontain.lint.fingerprint import numbered
from devcontain.report.json import unicode
from devcontain.report.place import path_from_root
from devcontain.syntax.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.lint.outcome import Report
    from devcontain.lint.rule import Finding

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def render(report: Report) -> Iterator[str]:
    """A JSON list with a fingerprint for each finding that stays when lines above it change."""
    from json import dumps

    findings = numbered(report.findings, report.sources)
    yield dumps([_issue(finding, mark, report) for finding, mark in findings], indent=2)


def _issue(finding: Finding, mark: str, report: Report) -> dict[str, Any]:
    from hashlib import sha256

    source = report.sources.get(finding.path, Source(finding.path, ""))
    start, end = source.position(finding.problem.span.start), source.position(finding.problem.span.end)
    path = unicode(path_from_root(finding.path, report))
    return {
        "description": f"{finding.code}: {unicode(finding.problem.message)}",
        "check_name": finding.code,
        "fingerprint": sha256(f"{path}\0{mark}".encode()).hexdigest(),
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": path,
            "positions": {
                "begin": {"line": start.row, "column": start.column},
                "end": {"line": end.row, "column": end.column},
            },
        },
    }
