"""Findings for other tools: the shape is a promise."""

import json

from hypothesis import given
from hypothesis import strategies as st

from devcontain.lint.outcome import Report
from devcontain.lint.rule import Edit, Finding, Fix, Problem
from devcontain.report import FORMATS
from devcontain.syntax.source import Source, Span

ANY_TEXT = st.text(st.characters())


def rendered(*findings, text="FROM a\nRUN b\n", path="Dockerfile"):
    return "\n".join(FORMATS["json"](Report(findings, {path: Source(path, text)}, suppressed=3), color=True))


def test_no_findings_are_an_empty_list():
    assert rendered() == "[]"


def test_the_shape():
    edits = (Edit(Span(7, 10), "COPY"), Edit(Span(12, 12), "c"))
    problem = Problem(Span(7, 12), "Say `COPY`", "because", Fix("Replace it", edits, safe=False))
    assert json.loads(rendered(Finding("LAY001", "some-rule", "warning", "Dockerfile", problem))) == [
        {
            "code": "LAY001",
            "name": "some-rule",
            "severity": "warning",
            "message": "Say `COPY`",
            "filename": "Dockerfile",
            "location": {"row": 2, "column": 1},
            "end_location": {"row": 2, "column": 6},
            "fix": {
                "title": "Replace it",
                "applicability": "unsafe",
                "edits": [
                    {"content": "COPY", "location": {"row": 2, "column": 1}, "end_location": {"row": 2, "column": 4}},
                    {"content": "c", "location": {"row": 2, "column": 6}, "end_location": {"row": 2, "column": 6}},
                ],
            },
            "url": "https://github.com/devcontain/devcontain/blob/main/docs/rules.md#some-rule",
        }
    ]


def test_no_fix_is_null():
    [record] = json.loads(rendered(Finding("LAY001", "some-rule", "error", "Dockerfile", Problem(Span(0, 0), "x"))))
    assert record["fix"] is None


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, st.data())
def test_ascii_json_that_every_parser_reads_whatever_the_content(text, message, path, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    fix = Fix(message, (Edit(Span(start, end), message),))
    finding = Finding("X", "x", "error", path, Problem(Span(start, end), message, fix=fix))
    output = rendered(finding, text=text, path=path)
    assert output.isascii()
    [record] = json.loads(output)
    json.dumps(record, ensure_ascii=False).encode()  # fails on half of a surrogate pair


def test_a_fix_that_json_cannot_hold_is_left_out_rather_than_changed():
    fix = Fix("Move it", (Edit(Span(0, 0), "caf\udce9"),))
    finding = Finding("X", "x", "error", "caf\udce9", Problem(Span(0, 0), "x", fix=fix))
    [record] = json.loads(rendered(finding))
    assert record["fix"] is None
    assert record["filename"] == "caf\ufffd"
