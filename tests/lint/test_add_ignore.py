"""Comments are written so that the findings are silenced, and nothing else changes."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devcontain.lint.add_ignore import add_ignores
from devcontain.lint.rule import DEVCONTAINER, DOCKERFILE, ERROR, Problem, Rule
from devcontain.lint.runner import Linter
from devcontain.lint.select import Selection, choose, known_codes
from devcontain.rules import all_rules
from devcontain.syntax.source import Source, Span


def finding_each(pattern, code, on):
    def check(subject):
        source = subject.dockerfile.source if on == DOCKERFILE else subject.source
        for match in re.finditer(pattern, source.text):
            yield Problem(Span(*match.span()), "")

    return Rule(code, (on,), ERROR, check, (), code)


ALL = Linter(choose(all_rules(), [Selection(("ALL",))]), known_codes(all_rules()))


def silenced(text, kind="dockerfile", reason="", linter=None):
    on = DOCKERFILE if kind == "dockerfile" else DEVCONTAINER
    rules = [finding_each(r"\bb\b", "X001", on), finding_each(r"\bc\b", "X002", on)]
    linter = linter or Linter(rules, {"X001": "X001", "X002": "X002"})
    source = Source("file", text)
    return add_ignores(linter, source, kind, linter.lint(source, kind).findings, reason)


class TestDockerfile:
    @pytest.mark.parametrize(
        ("text", "after"),
        [
            ("FROM a\nRUN b\n", "FROM a\n# devcontain: ignore=X001\nRUN b\n"),
            ("FROM a\nRUN b c\n", "FROM a\n# devcontain: ignore=X001,X002\nRUN b c\n"),
            ("FROM a\nRUN b \\\n  && c\n", "FROM a\n# devcontain: ignore=X001,X002\nRUN b \\\n  && c\n"),
            ("FROM a\n  RUN <<E\nb\nE\n", "FROM a\n  # devcontain: ignore=X001\n  RUN <<E\nb\nE\n"),
            ("FROM b\r\nRUN b\r\n", "# devcontain: ignore=X001\r\nFROM b\r\n# devcontain: ignore=X001\r\nRUN b\r\n"),
            ("\ufeffFROM b", "\ufeff# devcontain: ignore=X001\nFROM b"),
            ("# syntax=x/y\nFROM b\n", "# syntax=x/y\n# devcontain: ignore=X001\nFROM b\n"),
            ("# b\n\nFROM a\n", "# b\n\n# devcontain: ignore-file=X001\nFROM a\n"),
            ("FROM a\n# b\n", "# devcontain: ignore-file=X001\nFROM a\n# b\n"),
            (
                "FROM a\n# devcontain: ignore=X002 why\nRUN b c\n",
                "FROM a\n# devcontain: ignore=X002,X001 why\nRUN b c\n",
            ),
            (
                "FROM a\n# hadolint ignore=X002\nRUN b c\n",
                "FROM a\n# hadolint ignore=X002\n# devcontain: ignore=X001\nRUN b c\n",
            ),
            ("FROM a\n", "FROM a\n"),
        ],
    )
    def test_a_comment_stands_above_the_instruction(self, text, after):
        result = silenced(text)
        assert result.source.text == after
        assert result.outcome.findings == []

    def test_what_is_silenced_is_counted(self):
        assert silenced("FROM a\nRUN b b c\n").counts == {"X001": 2, "X002": 1}

    @pytest.mark.parametrize(
        ("reason", "written"),
        [
            ("old, to be mended", " old, to be mended"),
            (" two\nlines\t\x1b[31m", " two lines [31m"),
            (",X002", " X002"),
            ("", ""),
            ("\\", " \\"),
        ],
    )
    def test_the_reason_is_given_on_the_same_line(self, reason, written):
        result = silenced("FROM a\nRUN b\n", reason=reason)
        assert result.source.text == f"FROM a\n# devcontain: ignore=X001{written}\nRUN b\n"
        assert result.outcome.findings == []


class TestJson:
    @pytest.mark.parametrize(
        ("text", "after"),
        [
            ('{\n  "b": 1\n}\n', '{\n  // devcontain: ignore=X001\n  "b": 1\n}\n'),
            ('{"b": 1}', '// devcontain: ignore=X001\n{"b": 1}'),
            (
                '{\n  "b": "c", // devcontain: ignore=X002 why\n}\n',
                '{\n  "b": "c", // devcontain: ignore=X002,X001 why\n}\n',
            ),
            ('{\n\t"b": "c"\n}', '{\n\t// devcontain: ignore=X001,X002\n\t"b": "c"\n}'),
        ],
    )
    def test_a_comment_stands_above_the_line(self, text, after):
        result = silenced(text, "devcontainer")
        assert result.source.text == after
        assert result.outcome.findings == []


LINES = st.sampled_from(
    [
        "FROM python",
        "RUN apt-get update && apt-get install curl",
        "RUN pip install flask \\",
        "  && cd /x",
        "# note",
        "  # devcontain: ignore=CAC001 why",
        "# hadolint ignore=DL3042",
        "",
        "COPY . .",
        "RUN <<EOF",
        "EOF",
        "ONBUILD RUN pip install x",
        "# syntax=a/b",
        "RUM x",
    ]
)


@given(st.lists(LINES, max_size=12), st.sampled_from(["\n", "\r\n"]), st.booleans(), st.text(max_size=5))
def test_afterwards_all_is_silenced_and_no_comment_is_idle(lines, ending, ends, reason):
    text = ending.join(["FROM python:3.12", *lines]) + (ending if ends else "")
    result = silenced(text, reason=reason, linter=ALL)
    assert {finding.code for finding in result.outcome.findings} <= {"SUP001", "SUP002", "SUP003"}
    written = [line for line in result.source.text.split(ending) if line not in text.split(ending)]
    assert all("# devcontain: ignore" in line for line in written)
