"""Findings for other tools: each reads what is meant, whatever stands in names and files."""

import json
import re
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from devcontain.errors import UserError
from devcontain.lint.outcome import Report
from devcontain.lint.rule import Edit, Finding, Fix, Problem
from devcontain.report import FORMATS, statistics
from devcontain.syntax.source import Source, Span

TEXT = "FROM a\nRUN b b\n"
ANY_TEXT = st.text(st.characters())


def finding(start, end, code="CAC001", severity="warning", path="Dockerfile", message="no `b`", **more):
    return Finding(code, "pip-cache", severity, path, Problem(Span(start, end), message, **more))


FIRST = finding(11, 12, fix=Fix("Say `c`", (Edit(Span(11, 12), "c"),)))
SECOND = finding(13, 14, severity="error")
OTHER = finding(0, 4, "PIN001", "info", "web/Dockerfile")


def rendered(name, *findings, text=TEXT, **more):
    sources = {each.path: Source(each.path, text) for each in findings}
    return "\n".join(FORMATS[name](Report(findings, sources, **more)))


def test_the_command_line_offers_all():
    from devcontain.cli import lint

    [option] = [each for each in lint.params if each.name == "output_format"]
    assert list(option.type.choices) == list(FORMATS)


class TestGrouped:
    def test_the_shape(self):
        assert rendered("grouped", FIRST, SECOND, OTHER) == (
            "Dockerfile:\n"
            "  2:5  CAC001 [*] no `b`\n"
            "  2:7  CAC001 no `b`\n"
            "\n"
            "web/Dockerfile:\n"
            "  1:1  PIN001 no `b`\n"
            "\n"
            "Found 3 problems (1 error, 1 warning, 1 note) in 2 files.\n"
            "[*] 1 fixable with `--fix`."
        )

    def test_nothing(self):
        assert rendered("grouped") == "All checks passed!"


class TestJsonLines:
    def test_each_line_is_what_json_has_in_its_list(self):
        lines = rendered("json-lines", FIRST, SECOND).splitlines()
        assert [json.loads(line) for line in lines] == json.loads(rendered("json", FIRST, SECOND))

    def test_nothing(self):
        assert rendered("json-lines") == ""


class TestGitHub:
    def test_the_shape(self):
        assert rendered("github", FIRST, SECOND, OTHER).splitlines() == [
            "::warning title=devcontain CAC001,file=Dockerfile,line=2,col=5,endLine=2,endColumn=6::CAC001 no `b`",
            "::error title=devcontain CAC001,file=Dockerfile,line=2,col=7,endLine=2,endColumn=8::CAC001 no `b`",
            "::notice title=devcontain PIN001,file=web/Dockerfile,line=1,col=1,endLine=1,endColumn=5::PIN001 no `b`",
        ]

    def test_a_name_or_a_message_forges_no_command(self):
        evil = finding(0, 4, path="a,line=9::x\n::error::pwn%0A.Dockerfile", message="50%\r\n::error::x")
        assert rendered("github", evil) == (
            "::warning title=devcontain CAC001,"
            "file=a%2Cline=9%3A%3Ax%0A%3A%3Aerror%3A%3Apwn%250A.Dockerfile,"
            "line=1,col=1,endLine=1,endColumn=5::CAC001 50%25\\r\\n::error::x"
        )


class TestGitLab:
    def test_the_shape(self):
        [issue] = json.loads(rendered("gitlab", SECOND))
        assert re.fullmatch("[0-9a-f]{64}", issue.pop("fingerprint"))
        assert issue == {
            "description": "CAC001: no `b`",
            "check_name": "CAC001",
            "severity": "major",
            "location": {
                "path": "Dockerfile",
                "positions": {"begin": {"line": 2, "column": 7}, "end": {"line": 2, "column": 8}},
            },
        }

    def test_fingerprints_stay_when_lines_move_and_differ_within_a_log(self):
        def marks(text, *findings):
            return [issue["fingerprint"] for issue in json.loads(rendered("gitlab", *findings, text=text))]

        before = marks(TEXT, FIRST, SECOND)
        assert len(set(before)) == 2
        assert marks("# more\n" + TEXT, finding(18, 19), finding(20, 21)) == before


class TestXml:
    def test_checkstyle(self):
        root = ElementTree.fromstring(rendered("checkstyle", FIRST, SECOND, OTHER))
        assert [file.get("name") for file in root] == ["Dockerfile", "web/Dockerfile"]
        assert root[0][1].attrib == {
            "line": "2",
            "column": "7",
            "severity": "error",
            "message": "no `b`",
            "source": "devcontain.CAC001",
        }

    def test_junit(self):
        text = rendered("junit", FIRST, OTHER, errors=(UserError("`x` does not exist", "check it"),))
        root = ElementTree.fromstring(text)
        assert root.attrib == {"name": "devcontain", "tests": "3", "failures": "2", "errors": "1"}
        assert [suite.get("name") for suite in root] == ["Dockerfile", "web/Dockerfile", "devcontain"]
        [case] = root[0]
        assert case.attrib == {"name": "CAC001 2:5", "classname": "Dockerfile", "file": "Dockerfile", "line": "2"}
        assert case[0].attrib == {"message": "CAC001 no `b`", "type": "warning"}
        assert case[0].text == "Dockerfile:2:5 warning: CAC001 no `b`"
        assert root[2][0][0].get("message") == "`x` does not exist"

    def test_a_clean_file_is_a_test_that_passed(self):
        root = ElementTree.fromstring("\n".join(FORMATS["junit"](Report(sources={"a": Source("a", "")}))))
        assert root.attrib == {"name": "devcontain", "tests": "1", "failures": "0", "errors": "0"}
        assert [(case.tag, len(case)) for case in root[0]] == [("testcase", 0)]

    def test_nothing(self):
        assert len(ElementTree.fromstring(rendered("checkstyle"))) == 0
        assert ElementTree.fromstring(rendered("junit")).get("tests") == "0"

    @given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
    def test_any_text_can_stand_in_it(self, message, path, hint):
        error = UserError(message, hint)
        for name in ("checkstyle", "junit"):
            text = rendered(name, finding(0, 4, path=path, message=message), errors=(error,))
            assert text.isascii()
            assert "error" in {each.tag for each in ElementTree.fromstring(text).iter()}

    def test_markup_stays_text(self):
        evil = "<a b='\"'>&amp;]]>\x1b\ufffe\ud800é😀"
        root = ElementTree.fromstring(rendered("checkstyle", finding(0, 4, path=evil, message=evil)))
        assert root[0].get("name") == "<a b='\"'>&amp;]]>\\x1b\\ufffe\\ud800é😀"
        assert root[0][0].get("message") == root[0].get("name")


class TestStatistics:
    def report(self, *findings):
        return Report(findings)

    def test_text(self):
        assert list(statistics.as_text(self.report(SECOND, FIRST, OTHER))) == [
            "2  CAC001  [-]  pip-cache",
            "1  PIN001       pip-cache",
            "Found 3 problems.",
        ]
        assert list(statistics.as_text(self.report())) == []

    def test_json(self):
        [text] = statistics.as_json(self.report(SECOND, FIRST))
        assert json.loads(text) == [{"code": "CAC001", "name": "pip-cache", "count": 2, "fixable": 1}]


@pytest.mark.parametrize("name", ["json", "json-lines", "gitlab", "sarif"])
@given(ANY_TEXT, ANY_TEXT, ANY_TEXT, st.data())
def test_json_is_ascii_that_every_parser_reads(name, text, message, path, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    problem = Problem(Span(start, end), message, help=path, fix=Fix(message, (Edit(Span(start, end), text),)))
    output = rendered(name, Finding("CAC001", "pip-cache", "error", path, problem), text=text)
    assert output.isascii()
    json.dumps(json.loads(output), ensure_ascii=False).encode()  # fails on half of a surrogate pair


@pytest.mark.parametrize("name", ["full", "concise", "grouped"])
def test_links(name):
    report = Report((FIRST,), {"Dockerfile": Source("Dockerfile", TEXT)})
    link = f"\x1b]8;;{FIRST.url}\x1b\\CAC001\x1b]8;;\x1b\\"
    linked, plain = ("\n".join(FORMATS[name](report, links=links)) for links in (True, False))
    assert link in linked
    assert linked.replace(link, "CAC001") == plain
