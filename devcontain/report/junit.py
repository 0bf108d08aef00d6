"""Findings as JUnit's XML: a suite for each file, a failed test for each finding."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from devcontain.report.xml_text import DECLARATION, tag, xml
from devcontain.syntax.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.lint.outcome import Report
    from devcontain.lint.rule import Finding


def render(report: Report) -> Iterator[str]:
    """The suites; a clean file has one test that passed, what could not be read is an error."""
    by_path = {path: list(found) for path, found in groupby(report.findings, key=lambda finding: finding.path)}
    paths = dict.fromkeys([*report.sources, *by_path])
    count, errors = len(report.findings), len(report.errors)
    tests = sum(max(1, len(by_path.get(path, ()))) for path in paths) + errors
    yield DECLARATION
    yield f"<{tag('testsuites', name='devcontain', tests=tests, failures=count, errors=errors)}>"
    for path in paths:
        yield from _suite(report.sources.get(path, Source(path, "")), by_path.get(path, []))
    if report.errors:
        yield f"  <{tag('testsuite', name='devcontain', tests=errors, failures=0, errors=errors)}>"
        for number, error in enumerate(report.errors, 1):
            yield f"    <{tag('testcase', name=f'error {number}', classname='devcontain')}>"
            yield f"      <{tag('error', message=error.message)}>{xml(error.hint)}</error>"
            yield "    </testcase>"
        yield "  </testsuite>"
    yield "</testsuites>"


def _suite(source: Source, findings: list[Finding]) -> Iterator[str]:
    path = source.path
    yield f"  <{tag('testsuite', name=path, tests=max(1, len(findings)), failures=len(findings), errors=0)}>"
    if not findings:
        yield f"    <{tag('testcase', name='devcontain', classname=path)}/>"
    for finding in findings:
        row, column = source.position(finding.problem.span.start)
        name = f"{finding.code} {row}:{column}"
        message = f"{finding.code} {finding.problem.message}"
        where = f"{path}:{row}:{column} {finding.severity}: {message}"
        yield f"    <{tag('testcase', name=name, classname=path, file=path, line=row)}>"
        yield f"      <{tag('failure', message=message, type=finding.severity)}>{xml(where)}</failure>"
        yield "    </testcase>"
    yield "  </testsuite>"
