"""Findings one a line."""

from devcontain.lint.outcome import Report
from devcontain.lint.rule import Finding, Fix, Problem
from devcontain.report import FORMATS
from devcontain.syntax.source import Source, Span


def test_lines_and_a_summary():
    sources = {"a/Dockerfile": Source("a/Dockerfile", "FROM a\nRUN b\n"), "b": Source("b", "FROM b\n")}
    findings = (
        Finding("LAY001", "one", "error", "a/Dockerfile", Problem(Span(11, 12), "first", fix=Fix("Mend it", ()))),
        Finding("PIN001", "two", "warning", "b", Problem(Span(0, 4), "second", fix=Fix("Mend it", (), safe=False))),
        Finding("PIN002", "three", "warning", "b", Problem(Span(5, 6), "third")),
    )
    assert list(FORMATS["concise"](Report(findings, sources), color=False)) == [
        "a/Dockerfile:2:5: LAY001 [*] first",
        "b:1:1: PIN001 [u] second",
        "b:1:6: PIN002 third",
        "Found 3 problems (1 error, 2 warnings) in 2 files.",
        "[*] 1 fixable with `--fix`; [u] 1 more with `--fix --unsafe-fixes`.",
    ]
