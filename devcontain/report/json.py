"""Findings as a JSON list, for other tools."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devcontain.syntax.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.lint.outcome import Report
    from devcontain.lint.rule import Edit, Finding, Fix
    from devcontain.syntax.source import Span

_REPLACEMENT = "\ufffd"


def render(report: Report) -> Iterator[str]:
    """The list in ASCII, a finding a line; what is no Unicode, such as a stray byte in a file name, becomes U+FFFD."""
    from json import dumps

    lines = [dumps(record(finding, report)) for finding in report.findings]
    yield "[\n  " + ",\n  ".join(lines) + "\n]" if lines else "[]"


def record(finding: Finding, report: Report) -> dict[str, Any]:
    """A finding as data."""
    problem = finding.problem
    source = report.sources.get(finding.path, Source(finding.path, ""))
    return {
        "code": finding.code,
        "name": finding.name,
        "severity": finding.severity,
        "message": unicode(problem.message),
        "filename": unicode(finding.path),
        **_place(source, problem.span),
        "fix": _fix(source, problem.fix),
        "url": finding.url,
    }


def _place(source: Source, span: Span) -> dict[str, Any]:
    start, end = source.position(span.start), source.position(span.end)
    return {
        "location": {"row": start.row, "column": start.column},
        "end_location": {"row": end.row, "column": end.column},
    }


def _fix(source: Source, fix: Fix | None) -> dict[str, Any] | None:
    """The fix, unless an edit holds what JSON cannot: applied with a replacement, it would change the file's bytes."""
    if fix is None or any(unicode(edit.text) != edit.text for edit in fix.edits):
        return None
    return {
        "title": unicode(fix.title),
        "applicability": "safe" if fix.safe else "unsafe",
        "edits": [_edit(source, edit) for edit in fix.edits],
    }


def _edit(source: Source, edit: Edit) -> dict[str, Any]:
    return {"content": edit.text, **_place(source, edit.span)}


def unicode(text: str) -> str:
    """The text with every half of a surrogate pair, which stands for a stray byte, replaced."""
    if text.isascii():
        return text
    return "".join(_REPLACEMENT if "\ud800" <= character <= "\udfff" else character for character in text)
