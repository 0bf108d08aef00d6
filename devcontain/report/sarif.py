"""Findings as SARIF 2.1.0, as GitHub's code scanning takes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from devcontain.lint.fingerprint import numbered
from devcontain.report.json import unicode
from devcontain.report.line_hash import line_hashes
from devcontain.report.place import uri
from devcontain.report.sarif_rules import LEVELS, descriptor
from devcontain.syntax.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from devcontain.errors import UserError
    from devcontain.lint.outcome import Report
    from devcontain.lint.rule import Edit, Finding, Fix
    from devcontain.syntax.source import Span

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_HOME = "https://github.com/devcontain/devcontain"
_MOST_PLACES = 100


def render(report: Report) -> Iterator[str]:
    """One log of one run: every rule that ran, so that what is mended is closed, and every finding."""
    from json import dumps

    from devcontain import __version__

    driver = {
        "name": "devcontain",
        "version": __version__,
        "semanticVersion": __version__,
        "informationUri": _HOME,
        "rules": [descriptor(rule) for rule in report.rules],
    }
    run = {
        "tool": {"driver": driver},
        "automationDetails": {"id": "devcontain/lint/"},
        "invocations": [
            {
                "executionSuccessful": not report.errors,
                "toolExecutionNotifications": [_notification(error) for error in report.errors],
            }
        ],
        "columnKind": "unicodeCodePoints",
        "results": list(_results(report)),
    }
    yield dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2)


def _results(report: Report) -> Iterator[dict[str, Any]]:
    indexes = {rule.code: index for index, rule in enumerate(report.rules)}
    hashes: dict[str, list[str]] = {}
    for finding, mark in numbered(report.findings, report.sources):
        source = report.sources.get(finding.path, Source(finding.path, ""))
        if finding.path not in hashes:
            hashes[finding.path] = line_hashes(unicode(source.text))
        yield _result(finding, source, report, indexes) | {
            "partialFingerprints": {
                "primaryLocationLineHash": hashes[finding.path][source.position(finding.problem.span.start).row - 1],
                "devcontain/v1": mark,
            }
        }


def _result(finding: Finding, source: Source, report: Report, indexes: Mapping[str, int]) -> dict[str, Any]:
    problem = finding.problem
    artifact = {"uri": uri(finding.path, report)}
    result: dict[str, Any] = {"ruleId": finding.code}
    if finding.code in indexes:
        result["ruleIndex"] = indexes[finding.code]
    help_ = f" Help: {problem.help}." if problem.help else ""
    result |= {
        "level": LEVELS[finding.severity],
        "message": {"text": unicode(f"{problem.message}.{help_}")},
        "locations": [_location(artifact, source, problem.span)],
    }
    if problem.also:
        result["relatedLocations"] = [
            _location(artifact, source, note.span) | {"id": number, "message": {"text": unicode(f"{note.message}.")}}
            for number, note in enumerate(problem.also[:_MOST_PLACES], 1)
        ]
    if problem.fix and all(unicode(edit.text) == edit.text for edit in problem.fix.edits):
        result["fixes"] = [_fix(problem.fix, artifact, source)]
    return result


def _location(artifact: dict[str, str], source: Source, span: Span) -> dict[str, Any]:
    return {"physicalLocation": {"artifactLocation": artifact, "region": _region(source, span)}}


def _region(source: Source, span: Span) -> dict[str, int]:
    start, end = source.position(span.start), source.position(span.end)
    return {"startLine": start.row, "startColumn": start.column, "endLine": end.row, "endColumn": end.column}


def _fix(fix: Fix, artifact: dict[str, str], source: Source) -> dict[str, Any]:
    changes = [_replacement(source, edit) for edit in fix.edits]
    return {
        "description": {"text": unicode(f"{fix.title}.")},
        "artifactChanges": [{"artifactLocation": artifact, "replacements": changes}],
    }


def _replacement(source: Source, edit: Edit) -> dict[str, Any]:
    replacement: dict[str, Any] = {"deletedRegion": _region(source, edit.span)}
    if edit.text:
        replacement["insertedContent"] = {"text": edit.text}
    return replacement


def _notification(error: UserError) -> dict[str, Any]:
    return {"level": "error", "message": {"text": unicode(f"{error.message}. {error.hint}".strip())}}
