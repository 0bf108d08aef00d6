"""ShellCheck's findings: which are wanted, what the program is given and answers, and where its comments stand."""

import json
import os
import re
import subprocess
import sys
import time
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from devcontain.errors import UserError
from devcontain.lint.fix import fix
from devcontain.lint.runner import Linter
from devcontain.lint.select import Selection, known_codes
from devcontain.lint.shellcheck.answer import Comment, Place, Replacement, read_comments
from devcontain.lint.shellcheck.checks import ShellCheck
from devcontain.lint.shellcheck.pages import rule_of
from devcontain.lint.shellcheck.program import Program
from devcontain.lint.shellcheck.wanted import LEFT_OUT, Wanted
from devcontain.rules import all_rules
from devcontain.semantics.build import Build
from devcontain.syntax import dockerfile
from devcontain.syntax.source import Source, Span


def is_installed():
    """Whether there is a ShellCheck that is not too old."""
    try:
        said = subprocess.run([Program().find(), "--version"], capture_output=True, text=True, timeout=60, check=True)
    except UserError:
        return False
    return re.search(r"^version: 0\.[1-9][0-9]", said.stdout, re.MULTILINE) is not None


needs_shellcheck = pytest.mark.skipif(not is_installed(), reason="there is no ShellCheck 0.10")
EVERYTHING = Wanted([Selection(extend=("SC",))])


def selection(select="", extend="", ignore=""):
    return Selection(*(tuple(each.split()) for each in (select, extend, ignore)))


class TestWanted:
    @pytest.mark.parametrize(
        ("selections", "code", "is_wanted"),
        [
            ([], "SC2086", False),
            ([selection(extend="SC")], "SC2086", True),
            ([selection(select="SC")], "SC2086", True),
            ([selection(select="sc2086")], "SC2086", True),
            ([selection(select="SC2086,CAC001")], "SC2086", True),
            ([selection(select="SC2")], "SC3001", False),
            ([selection(select="ALL")], "SC2086", False),
            ([selection(select="ALL SC")], "SC2086", True),
            ([selection(extend="SC", ignore="SC2086")], "SC2086", False),
            ([selection(extend="SC", ignore="SC2086")], "SC2046", True),
            ([selection(extend="SC", ignore="ALL")], "SC2086", True),
            ([selection(extend="SC2086", ignore="SC2")], "SC2086", True),
            ([selection(extend="SC2086", ignore="SC2086")], "SC2086", False),
            ([selection(extend="SC"), selection(select="PIN")], "SC2086", False),
            ([selection(extend="SC"), selection(ignore="SC")], "SC2086", False),
            ([selection(extend="SC"), selection(ignore="PIN")], "SC2086", True),
            ([selection(ignore="SC2086"), selection(extend="SC")], "SC2086", True),
            ([selection(extend="SC")], "SC1091", False),
            ([selection(extend="SC SC1091")], "SC1091", True),
            ([selection(extend="SC")], "CAC001", False),
        ],
    )
    def test_selections_choose_codes_as_they_choose_rules(self, selections, code, is_wanted):
        assert Wanted(selections).has(code) is is_wanted

    @pytest.mark.parametrize("ignored", [["SC2086"], ["SC2"], ["ALL"], ["PIN,SC"]])
    def test_what_is_ignored_in_a_file_does_not_run_whatever_is_selected(self, ignored):
        assert not Wanted([selection(extend="SC SC2086")], ignored).has("SC2086")

    def test_without_a_wanted_code_there_is_nothing_to_do(self):
        assert Wanted([selection(extend="SC")])
        assert not Wanted([selection(select="ALL")])
        assert not Wanted([selection(extend="SC", ignore="SC")])
        assert not Wanted([selection(extend="SC")], ["ALL"])

    def test_severities_are_shellcheck_s_or_the_ones_of_the_narrowest_selector(self):
        wanted = Wanted([selection(extend="SC")], (), {"SC2": "info", "SC2086": "error", "SC3": "off", "PIN": "error"})
        assert wanted.severity("SC2086", "info") == "error"
        assert wanted.severity("SC2046", "warning") == "info"
        assert wanted.severity("SC1000", "error") == "error"
        assert not wanted.has("SC3010")
        assert Wanted([selection(extend="SC")], (), {"ALL": "info"}).severity("SC2086", "error") == "info"


class TestPages:
    def test_a_code_leads_to_shellcheck_s_own_page(self):
        rule = rule_of("SC2086")
        assert rule.name == "shellcheck"
        assert rule.url == "https://www.shellcheck.net/wiki/SC2086"
        assert rule.url in rule.doc

    def test_codes_that_are_left_out_say_why(self):
        for code, reason in LEFT_OUT.items():
            assert reason in rule_of(code).doc
            assert reason in rule_of("SC").doc
        assert "because" not in rule_of("SC2086").doc
        assert all(reason not in rule_of("SC2086").doc for reason in LEFT_OUT.values())


def answer(**more):
    comment = {
        "file": "0",
        "line": 3,
        "column": 1,
        "endLine": 3,
        "endColumn": 5,
        "level": "style",
        "code": 86,
        "message": "Say \x1b[31mso.",
        "fix": None,
    }
    return json.dumps({"comments": [comment | more]}).encode()


class TestAnswer:
    def test_a_comment(self):
        assert list(read_comments(answer())) == [
            ("0", Comment("SC0086", "info", "Say \x1b[31mso.", Place(3, 1, 3, 5), ()))
        ]

    def test_a_correction(self):
        place = {"line": 3, "column": 2, "endLine": 3, "endColumn": 4}
        parts = [{**place, "replacement": "x", "insertionPoint": "afterEnd", "precedence": 1}]
        [(_, comment)] = read_comments(answer(fix={"replacements": parts}))
        assert comment.replacements == (Replacement(Place(3, 2, 3, 4), "x", True),)

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            b"\xff",
            b"[]",
            b"{}",
            b'{"comments": 1}',
            b'{"comments": [1]}',
            b"[" * 100_000,
            answer(code="2086"),
            answer(code=1.5),
            answer(line=0),
            answer(column=-1),
            answer(endLine=None),
            answer(level="grave"),
            answer(fix={"replacements": [{}]}),
            answer(fix=[]) + b"x",
        ],
    )
    def test_what_shellcheck_does_not_say(self, content):
        with pytest.raises(ValueError, match="no answer"):
            list(read_comments(content))


OLD = answer(line=1, code=1103).decode()


@pytest.fixture
def pretend(tmp_path, monkeypatch):
    """Put a program of this text where ShellCheck is looked for, and nothing else."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    monkeypatch.setenv("PATH", "/usr/bin:/bin")

    def write(text):
        path = tmp_path / "shellcheck"
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        return str(path)

    return write


@pytest.mark.skipif(os.name == "nt", reason="the pretended programs are shell scripts")
class TestProgram:
    def test_it_stands_beside_our_python(self, pretend):
        path = pretend("true")
        assert Program().find() == path

    def test_or_on_the_path_unless_that_leads_into_the_linted_directory(self, pretend, tmp_path, monkeypatch):
        path = pretend("true")
        monkeypatch.setattr(sys, "executable", "/nowhere/python")
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("PATH", f".:{os.pathsep}")
        with pytest.raises(UserError):
            Program().find()
        monkeypatch.setenv("PATH", f".:{tmp_path}")
        assert Program().find() == path

    def test_it_says_how_to_install_it(self, pretend, monkeypatch, tmp_path):
        monkeypatch.setenv("PATH", str(tmp_path))
        with pytest.raises(UserError) as caught:
            Program().find()
        assert (caught.value.message, caught.value.hint) == (
            "codes of ShellCheck (SC) are selected, but it is not installed",
            "run `pip install 'devcontain[shellcheck]'`",
        )

    @pytest.mark.parametrize(
        ("text", "message"),
        [
            ("echo '{}'", "ShellCheck answered what cannot be understood"),
            ("echo no >&2; exit 2", "ShellCheck ended with 2: no"),
            ('echo \'{"comments": [{"file": "7"}]}\'', "ShellCheck answered what cannot be understood"),
            ("kill -9 $$", "ShellCheck ended with -9: "),
            (f"echo '{OLD}'", "ShellCheck is older than 0.10, and does not know Alpine's shell"),
        ],
    )
    def test_where_it_fails_each_script_has_the_error(self, pretend, text, message):
        pretend(text)
        program = Program()
        program.ask(["a", "b"])
        for script in ("a", "b"):
            with pytest.raises(UserError) as caught:
                program.comments(script)
            assert caught.value.message == message

    def test_where_it_cannot_be_run(self, pretend, tmp_path):
        (tmp_path / "shellcheck").write_bytes(b"\x7fELF")
        (tmp_path / "shellcheck").chmod(0o755)
        with pytest.raises(UserError, match=r"ShellCheck cannot be run: Exec format error"):
            Program().comments("a")

    def test_it_is_not_waited_for_longer_than_a_time(self, pretend, monkeypatch):
        pretend("exec sleep 60")
        monkeypatch.setattr("devcontain.lint.shellcheck.program._SECONDS", 0.1)
        with pytest.raises(UserError, match=r"ShellCheck takes longer than 0.1 seconds"):
            Program().comments("a")

    def test_many_scripts_are_asked_about_in_few_calls_and_each_once(self, pretend, tmp_path):
        pretend(f"echo $# >> {tmp_path}/calls\necho '{{\"comments\": []}}'")
        program = Program()
        program.ask([*map(str, range(300)), *map(str, range(300))])
        program.ask(map(str, range(300)))
        calls = (tmp_path / "calls").read_text().split()
        assert len(calls) <= 8
        assert sum(map(int, calls)) == 300 + 3 * len(calls)

    def test_nothing_of_the_user_s_own_reaches_it(self, pretend, monkeypatch):
        pretend('test -z "$SHELLCHECK_OPTS" && test "$1" = --norc && echo \'{"comments": []}\'')
        monkeypatch.setenv("SHELLCHECK_OPTS", "--exclude=SC2086")
        assert Program().comments("a") == ()

    def test_interrupted_it_leaves_no_process_behind(self, pretend, monkeypatch, tmp_path):
        pretend(f"echo $$ >> {tmp_path}/calls\nexec sleep 60")

        def interrupt(*_):
            while not (tmp_path / "calls").exists() or not (tmp_path / "calls").read_text().strip():
                time.sleep(0.01)
            raise KeyboardInterrupt

        monkeypatch.setattr("devcontain.lint.shellcheck.program._Call.answers", interrupt)
        with pytest.raises(KeyboardInterrupt):
            Program().comments("a")
        number = int((tmp_path / "calls").read_text().split()[0])
        with pytest.raises(ProcessLookupError):
            os.kill(number, 0)


class Answers:
    """A program that says of each script what it was told."""

    def __init__(self, *comments):
        self.said = comments

    def ask(self, texts):
        self.asked = list(texts)

    def comments(self, text):
        return self.said


def commented(text, *comments):
    shellcheck = ShellCheck(EVERYTHING, Answers(*comments))
    return list(shellcheck.findings(Build(dockerfile.parse(Source("Dockerfile", text)))))


def comment(place, message="x", replacements=(), code="SC2086"):
    parts = tuple(Replacement(Place(*part[:4]), *part[4:]) for part in replacements)
    return Comment(code, "warning", message, Place(*place), parts)


class TestFindings:
    TEXT = "FROM a\nRUN ab \\\n  # why\n  cd\n"

    @pytest.mark.parametrize(
        ("place", "part"),
        [
            ((3, 1, 3, 3), "ab"),
            ((3, 6, 3, 8), "cd"),
            ((3, 1, 3, 8), "ab \\\n  # why\n  cd"),
            ((3, 6, 3, 6), "c"),
            ((3, 8, 3, 8), ""),
            ((3, 99, 4, 1), ""),
            ((9, 1, 9, 1), ""),
            ((3, 6, 3, 2), "c"),
        ],
    )
    def test_a_comment_stands_where_it_is_meant(self, place, part):
        [finding] = commented(self.TEXT, comment(place))
        assert self.TEXT[slice(*finding.problem.span)] == part

    def test_what_it_says_of_our_own_lines_is_not_for_the_user(self):
        assert commented(self.TEXT, comment((1, 1, 1, 2)), comment((2, 1, 2, 2))) == []

    @pytest.mark.parametrize(("said", "message"), [("A b.", "A b"), ("A b..", "A b.."), ("A `b`", "A `b`")])
    def test_a_message_ends_like_ours(self, said, message):
        assert commented(self.TEXT, comment((3, 1, 3, 2), said))[0].problem.message == message

    def fix(self, *replacements):
        [finding] = commented(self.TEXT, comment((3, 1, 3, 2), replacements=replacements))
        return finding.problem.fix

    def test_a_correction_is_an_unsafe_fix(self):
        fix = self.fix((3, 6, 3, 6, '"', True), (3, 8, 3, 8, '"', False))
        assert not fix.safe
        assert fix.title == 'Write `"cd"`'
        assert [self.TEXT[: edit.span.start][-2:] + edit.text for edit in fix.edits] == ['  "', 'cd"']

    def test_an_insertion_belongs_to_the_side_that_it_is_said_to(self):
        [before] = self.fix((3, 4, 3, 4, "x", False)).edits
        [after] = self.fix((3, 4, 3, 4, "x", True)).edits
        assert self.TEXT[: before.span.start].endswith("RUN ab ")
        assert self.TEXT[: after.span.start].endswith("# why\n")

    def test_a_long_correction_is_not_shown(self):
        assert self.fix((3, 1, 3, 2, "x" * 61, True)).title == "Take ShellCheck's correction"

    @pytest.mark.parametrize(
        "replacements",
        [
            [(3, 1, 3, 8, "x", True)],
            [(2, 1, 3, 1, "x", True)],
            [(3, 1, 3, 2, "x\ny", True)],
            [(3, 1, 3, 2, "x", True), (3, 2, 3, 2, "y", True)],
            [(3, 1, 3, 2, "x", True), (3, 1, 3, 2, "x", True)],
        ],
    )
    def test_none_where_it_would_touch_a_continuation_a_line_or_itself(self, replacements):
        assert self.fix(*replacements) is None

    def test_a_script_that_is_too_long_is_not_asked_about(self):
        assert commented(f"FROM a\nRUN {'a' * 40_000}\n", comment((3, 1, 3, 2))) == []


def lint(text, wanted=EVERYTHING, rules=()):
    linter = Linter(rules, known_codes(all_rules()), shellcheck=ShellCheck(wanted, PROGRAM))
    source = Source("Dockerfile", text)
    return linter, source, linter.lint(source, "dockerfile")


def found(text, **options):
    _, source, outcome = lint(text, **options)
    assert outcome.errors == ()
    return [(finding.code, source.slice(finding.problem.span)) for finding in outcome.findings]


PROGRAM = Program()


@needs_shellcheck
class TestRealFindings:
    @pytest.mark.parametrize(
        ("text", "findings"),
        [
            ("FROM a\nRUN cat $x é \\\n # no\n\t&& rm $Y\n", [("SC2086", "$x"), ("SC2154", "$x"), ("SC2086", "$Y")]),
            ("FROM a\r\nRUN cat a \\\r\n  && rm $Y\r\n", [("SC2086", "$Y")]),
            ("FROM a\nARG x\nENV Y=1\nRUN cat $x && rm $Y\n", []),
            ("FROM debian\nRUN <<E\ncd a\nrm $Y\nE\n", [("SC2164", "cd a"), ("SC2086", "$Y")]),
            ("FROM debian\nRUN <<E\n#!/bin/bash -e\ncd a\n[[ b ]]\nE\n", [("SC2078", "b")]),
            ('FROM a\nSHELL ["bash", "-e", "-c"]\nRUN cd a; source b\n', []),
            ("FROM alpine\nRUN [[ $A = 1 ]] && source b\n", []),
            ("FROM debian\nRUN source b\n", [("SC3046", "source b")]),
            ("FROM fedora\nRUN source b\n", []),
            ("FROM a\nRUN . ./b && pip install c[dd] && echo 'export $A' >> .bashrc\n", []),
            ("FROM a\nRUN <<E\nrm $X\n# shellcheck disable=SC2086\nrm $Y\nE\n", [("SC2086", "$X")]),
            ("FROM a\nENV A=1\nRUN <<E\n# shellcheck disable=SC2086\nrm $A $Y\nrm $Z\nE\n", []),
            ("FROM a\nRUN if a; then b\n", [("SC1046", "i"), ("SC1073", "i"), ("SC1047", ""), ("SC1072", "")]),
            ("FROM a\nRUN echo \udcff $Y\n", [("SC2086", "$Y")]),
        ],
    )
    def test_they_stand_at_the_exact_characters(self, text, findings):
        assert found(text) == findings

    def test_shellcheck_grades_them(self):
        *_, outcome = lint('FROM debian\nRUN source b; rm $Y; cd a; c=`b`; echo "$c"\n')
        assert {finding.code: finding.severity for finding in outcome.findings} == {
            "SC3046": "error",
            "SC2086": "info",
            "SC2164": "warning",
            "SC2006": "info",
        }

    def test_its_corrections_are_unsafe_fixes(self):
        linter, source, _ = lint("FROM a\nRUN cat $Y \\\n  && rm $Z\n")
        assert fix(linter, source, "dockerfile", unsafe=False).source == source
        fixed = fix(linter, source, "dockerfile", unsafe=True)
        assert fixed.source.text == 'FROM a\nRUN cat "$Y" \\\n  && rm "$Z"\n'
        assert fixed.counts == {"SC2086": 2}

    @pytest.mark.parametrize(
        "comment",
        [
            "# devcontain: ignore=SC2086 why",
            "# hadolint ignore=SC2086",
            "# hadolint ignore=SC2046,SC2086",
            "# shellcheck disable=SC2086",
            "# shellcheck disable=SC2046,2086 # why",
            "# shellcheck shell=sh disable=SC2086",
        ],
    )
    def test_a_comment_silences_them(self, comment):
        assert found(f"FROM a\n{comment}\nRUN rm $Y\nRUN rm $Z\n") == [("SC2086", "$Z")]
        assert found(f"FROM a\nRUN a \\\n{comment}\n  && rm $Y\n") == []

    @pytest.mark.parametrize(
        "comment",
        ["# shellcheck disable=SC2046", "# shellcheck source=x", "# shellcheck", "# shellcheck disable=SC20860"],
    )
    def test_another_comment_does_not(self, comment):
        assert found(f"FROM a\n{comment}\nRUN rm $Y\n") == [("SC2086", "$Y")]

    def test_a_comment_that_silences_nothing_is_reported(self):
        rules = [rule for rule in all_rules() if rule.code == "SUP001"]
        text = "FROM a\n# devcontain: ignore=SC2086,SC2046,CAC001 why\nRUN rm $Y\n"
        assert found(text, rules=rules) == [("SUP001", "SC2046")]
        assert found(text, rules=rules, wanted=Wanted([Selection(extend=("SC3",))])) == []

    def test_but_not_where_a_script_cannot_be_read(self):
        rules = [rule for rule in all_rules() if rule.code == "SUP001"]
        text = "FROM a\n# devcontain: ignore=SC2086 why\nRUN a\nRUN if b\n"
        assert "SUP001" not in {code for code, _ in found(text, rules=rules)}


LINE = st.lists(
    st.sampled_from(
        [
            "rm $X",
            "cat `ls`",
            "é“$b\t$c",
            "echo 'a'",
            "\t",
            "cd /x;",
            "&&",
            "for f in $(ls)",
            "\\\n",
            "\\\n# c\n",
            "\\\r\n \t",
        ]
    ),
    min_size=1,
    max_size=8,
).map(" ".join)
HOLES = re.compile(r"\\\r?\n(?:[ \t]*#[^\n]*\n)*")


@needs_shellcheck
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINE, min_size=1, max_size=3), st.booleans())
def test_what_is_marked_is_what_stands_at_shellcheck_s_own_row_and_column(lines, is_heredoc):
    body = "<<E\n" + "\n".join(line.replace("\\\n", "").replace("\\\r\n", "") for line in lines) + "\nE\n"
    text = "FROM a\n" + (f"RUN {body}" if is_heredoc else "".join(f"RUN a {line} z\n" for line in lines))
    given_to_it = []
    program = SimpleNamespace(
        ask=lambda texts: None, comments=lambda text: given_to_it.append(text) or comments_on(text)
    )
    findings = list(ShellCheck(Wanted([Selection(extend=("SC", *LEFT_OUT))]), program).findings(build_of(text)))
    meant = [part for each in given_to_it for comment in comments_on(each) for part in quoted(each, comment.place)]
    marked = [HOLES.sub("", text[slice(*finding.problem.span)]) for finding in findings]
    assert marked == meant


def build_of(text):
    return Build(dockerfile.parse(Source("Dockerfile", text)))


def comments_on(text):
    return [comment for comment in PROGRAM.comments(text) if comment.place.row > 2]


def quoted(text, place):
    """The text at rows and columns; where that is empty, the character that follows."""
    rows = text.removesuffix("\n").split("\n")
    starts = [sum(len(row) + 1 for row in rows[:number]) for number in range(len(rows) + 1)]
    length = len(text) - 1
    start = min(starts[min(place.row, len(starts)) - 1] + place.column - 1, length)
    end = min(starts[min(place.end_row, len(starts)) - 1] + place.end_column - 1, length)
    yield text[start : max(start, end)] or text[start : min(start + 1, length)].strip("\n")


def test_spans_are_spans():
    [finding] = commented("FROM a\nRUN b\n", comment((3, 1, 3, 2)))
    assert isinstance(finding.problem.span, Span)
    assert finding.url == "https://www.shellcheck.net/wiki/SC2086"
