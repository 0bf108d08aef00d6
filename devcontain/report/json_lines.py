"""Findings as JSON, one line each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.report.json import record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.lint.outcome import Report


def render(report: Report) -> Iterator[str]:
    """What the format `json` has in a list, one a line."""
    from json import dumps

    yield from (dumps(record(finding, report)) for finding in report.findings)
