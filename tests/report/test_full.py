"""Findings as a terminal shows them."""

from re import sub

import pytest

from devcontain.errors import UserError
from devcontain.lint.outcome import Report
from devcontain.lint.rule import Edit, Finding, Fix, Note, Problem
from devcontain.report import FORMATS
from devcontain.syntax.source import Source, Span

DOCKERFILE = """\
FROM python:3.12

COPY requirements.txt .
RUN pip install -r requirements.txt
RUN apt-get update && \\
    apt-get install -y git
"""
URL = "https://github.com/devcontain/devcontain/blob/main/docs/rules.md#pip-cache"


def span(text, part):
    start = text.index(part)
    return Span(start, start + len(part))


def finding(place, message="pip leaves its cache", path="Dockerfile", severity="warning", **more):
    return Finding("CAC001", "pip-cache", severity, path, Problem(place, message, **more))


def fix(safe=True):
    return Fix("Add `--no-cache-dir`", (Edit(Span(0, 0), "x"),), safe)


def report(*findings, text=DOCKERFILE, path="Dockerfile", **more):
    return Report(findings, {path: Source(path, text)}, **more)


def full(*findings, color=False, **more):
    return "\n".join(FORMATS["full"](report(*findings, **more), color=color)) + "\n"


def excerpt(text, part):
    """The line and the marks under it, without the gutter."""
    lines = full(finding(span(text, part)), text=text).splitlines()
    marks = next(number for number, line in enumerate(lines) if "| " in line and "^" in line.partition("| ")[2])
    return [line.partition(" |")[2][1:] for line in lines[marks - 1 : marks + 1]]


class TestBlock:
    def test_a_finding_with_a_fix(self):
        assert (
            full(finding(span(DOCKERFILE, "pip install"), fix=fix()))
            == f"""\
CAC001 [*] pip leaves its cache
  --> Dockerfile:4:5
   |
 3 | COPY requirements.txt .
 4 | RUN pip install -r requirements.txt
   |     ^^^^^^^^^^^
   |
   = help: Add `--no-cache-dir`
   = rule: pip-cache   {URL}

Found 1 problem (1 warning) in 1 file.
[*] 1 fixable with `--fix`.
"""
        )

    def test_help_an_unsafe_fix_and_a_second_place(self):
        problem = finding(
            span(DOCKERFILE, "pip install"),
            help="The cache is never read again",
            fix=fix(safe=False),
            also=(Note(span(DOCKERFILE, "python:3.12"), "this image has pip 24"),),
        )
        assert (
            full(problem)
            == f"""\
CAC001 [u] pip leaves its cache
  --> Dockerfile:4:5
   |
 3 | COPY requirements.txt .
 4 | RUN pip install -r requirements.txt
   |     ^^^^^^^^^^^
   |
note: this image has pip 24
  --> Dockerfile:1:6
   |
 1 | FROM python:3.12
   |      -----------
   |
   = help: The cache is never read again
   = fix: Add `--no-cache-dir` (unsafe: look at the result)
   = rule: pip-cache   {URL}

Found 1 problem (1 warning) in 1 file.
[u] 1 fixable with `--fix --unsafe-fixes`.
"""
        )

    def test_a_span_of_several_lines(self):
        assert excerpt(DOCKERFILE, "apt-get update && \\\n    apt-get install") == [
            "RUN apt-get update && \\",
            "    ^^^^^^^^^^^^^^^^^^^ ... to line 6",
        ]

    def test_a_span_up_to_the_next_line_is_of_one_line(self):
        assert excerpt(DOCKERFILE, "python:3.12\n") == ["FROM python:3.12", "     ^^^^^^^^^^^"]

    def test_an_empty_line_before_is_left_out(self):
        assert " 2 |" not in full(finding(span(DOCKERFILE, "COPY")))

    def test_the_gutter_is_as_wide_as_the_largest_row(self):
        text = "\n" * 99 + "RUN x\n"
        assert """
    --> Dockerfile:100:1
     |
 100 | RUN x
     | ^^^
     |
     = rule:""" in full(finding(span(text, "RUN")), text=text)

    @pytest.mark.parametrize("text", ["", "FROM a", "FROM a\n", "FROM a\r\n"])
    def test_an_empty_span_at_the_end_has_one_mark(self, text):
        lines = full(finding(Span(len(text), len(text))), text=text).splitlines()
        assert sum(line.count("^") for line in lines) == 1

    def test_a_byte_order_mark_is_not_shown(self):
        assert excerpt("\ufeffFROM a\n", "FROM") == ["FROM a", "^^^^"]
        assert excerpt("\ufeffFROM a\n", "\ufeffFROM") == ["FROM a", "^^^^"]

    def test_line_endings_are_not_shown(self):
        assert excerpt("FROM a\r\nRUN b\r\n", "b\r\n") == ["RUN b", "    ^"]


class TestWidth:
    def test_tabs_are_expanded(self):
        assert excerpt("RUN\tpip\tinstall", "install") == ["RUN pip install", "        ^^^^^^^"]
        assert excerpt("RUN\tpip\tinstall", "\tinstall") == ["RUN pip install", "       ^^^^^^^^"]

    def test_wide_and_combining_characters(self):
        assert excerpt("RUN 日本 pip", "pip") == ["RUN 日本 pip", "         ^^^"]
        assert excerpt("RUN e\u0301 pip", "pip") == ["RUN e\u0301 pip", "      ^^^"]
        assert excerpt("RUN 日本 pip", "日本") == ["RUN 日本 pip", "    ^^^^"]

    def test_what_is_escaped_is_as_wide_as_its_escape(self):
        assert excerpt("RUN \x1b[31m pip", "pip") == ["RUN \\x1b[31m pip", "             ^^^"]
        assert excerpt("RUN \x1b pip", "\x1b") == ["RUN \\x1b pip", "    ^^^^"]

    @pytest.mark.parametrize("before", [0, 100, 5000])
    def test_long_lines_are_cropped_around_the_span(self, before):
        text = "x" * before + " pip install " + "y" * 5000
        line, marks = excerpt(text, "pip install")
        assert len(line) <= 126
        assert line[marks.index("^") : marks.rindex("^") + 1] == "pip install"
        assert line.startswith("...") is (before > 40)
        assert line.endswith("...")

    def test_a_long_span_is_marked_as_far_as_it_is_shown(self):
        line, marks = excerpt("RUN " + "y" * 5000, "y" * 5000)
        assert len(marks) <= len(line)
        assert len(line) <= 126


class TestSummary:
    def test_all_is_well(self):
        assert full() == "All checks passed!\n"
        assert full(suppressed=1) == "All checks passed!\n1 suppressed by a comment.\n"

    def test_all_is_not_well_if_something_could_not_be_read(self):
        assert full(errors=(UserError("`x` does not exist"),)) == "\n"

    def test_counts(self):
        place = Span(0, 4)
        findings = [finding(place, severity=severity) for severity in ("error", "error", "warning", "info")]
        findings[0] = finding(place, severity="error", path="other", fix=fix())
        findings[1] = finding(place, severity="error", fix=fix(safe=False))
        text = full(*findings, suppressed=4, fixed={"PIN001": 1, "CAC001": 2})
        assert text.endswith("""
Fixed 3 problems (2 CAC001, 1 PIN001).
Found 4 problems (2 errors, 1 warning, 1 note) in 2 files.
[*] 1 fixable with `--fix`; [u] 1 more with `--fix --unsafe-fixes`.
4 suppressed by comments.
""")

    def test_unsafe_fixes_are_as_good_as_others_once_asked_for(self):
        findings = [finding(Span(0, 4), fix=fix()), finding(Span(0, 4), fix=fix(safe=False))]
        text = full(*findings, unsafe_fixes=True)
        assert "[u]" not in text
        assert text.endswith("[*] 2 fixable with `--fix --unsafe-fixes`.\n")


class TestHostile:
    EVIL = "\x00\x07\x1b]0;t\x07\x7f\x85\x9b\u2028\u2029\u202e\u2066\u200b\ud800\udce9\U000e0001\n::error::\r"

    def text(self, **more):
        evil = self.EVIL
        source = f"RUN {evil}\nRUN x"
        note = Note(Span(0, 3), evil)
        problem = finding(Span(0, 3), evil, f"{evil}/Dockerfile", help=evil, fix=Fix(evil, ()), also=(note,))
        result = report(problem, text=source, path=f"{evil}/Dockerfile")
        return {name: list(render(result, **more)) for name, render in FORMATS.items()}

    def test_nothing_but_printable_characters_comes_out(self):
        for name, lines in self.text(color=False).items():
            assert all(line.isprintable() for text in lines for line in text.split("\n")), name
            assert "\n".join(lines).encode()

    def test_no_line_is_forged(self):
        formats = self.text(color=False)
        assert len(formats["concise"]) == 3
        assert [name for name, lines in formats.items() for line in lines if line.startswith("::")] == ["github"]

    def test_it_is_shown_escaped(self):
        heading = self.text(color=False)["full"][0]
        assert (
            "\\x00\\x07\\x1b]0;t\\x07\\x7f\\x85\\x9b\\u2028\\u2029\\u202e\\u2066\\u200b\\ud800\\xe9\\U000e0001\\n"
            in heading
        )

    def test_colours_are_ours_alone(self):
        for name in ("full", "concise"):
            lines = [sub(r"\x1b\[[0-9;]+m", "", line) for line in self.text(color=True)[name]]
            assert lines == self.text(color=False)[name]


def test_colours_change_nothing_else():
    findings = [
        finding(span(DOCKERFILE, "pip install"), severity=severity, fix=fix()) for severity in ("error", "info")
    ]
    coloured = full(*findings, color=True)
    assert "\x1b[1;31mCAC001\x1b[0m" in coloured
    assert sub(r"\x1b\[[0-9;]+m", "", coloured) == full(*findings)
