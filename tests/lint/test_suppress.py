"""Comments silence findings: on an instruction, in it, or in the whole file."""

import pytest

from devcontain.lint.rule import DEVCONTAINER, ERROR, Problem, Rule, instruction
from devcontain.lint.runner import Linter
from devcontain.lint.select import known_codes
from devcontain.rules import all_rules
from devcontain.syntax.source import Source, Span

CODES = {"X001": "X001", "SOME-RULE": "X001", "DL3042": "X001", "X002": "X002"}


def each_step(step):
    yield Problem(step.written.span, "")


def each_line_of_a_run(step):
    text = step.stage.build.dockerfile.source.text
    start, end = step.written.span
    while start < end:
        newline = text.find("\n", start, end)
        yield Problem(Span(start, end if newline < 0 else newline), "")
        start = end if newline < 0 else newline + 1


def each_property(container):
    for child in container.document.root.children:
        yield Problem(child.span, "")


STEPS = Rule("X001", (instruction(),), ERROR, each_step, ("DL3042",), "some_rule")
LINES = Rule("X001", (instruction("RUN"),), ERROR, each_line_of_a_run, (), "some_rule")
OTHER = Rule("X002", (instruction(),), ERROR, each_step, (), "other_rule")
NEVER = Rule("X002", (instruction("EXPOSE"),), ERROR, each_step, (), "other_rule")
PROPERTIES = Rule("X001", (DEVCONTAINER,), ERROR, each_property, (), "some_rule")


def findings(text, *rules, kind="dockerfile"):
    """The rows that are still reported, and how many findings were silenced."""
    source = Source("file", text)
    outcome = Linter(rules or (STEPS,), CODES).lint(source, kind)
    assert outcome.errors == ()
    return [source.position(finding.problem.span.start).row for finding in outcome.findings], outcome.suppressed


class TestOnAnInstruction:
    @pytest.mark.parametrize(
        "comment",
        [
            "# devcontain: ignore=X001",
            "# devcontain: ignore=X001 because the base image insists",
            "# devcontain: ignore=some-rule",
            "# devcontain: ignore=x001",
            "# devcontain: ignore=DL3042",
            "# devcontain: ignore=X002,X001",
            "# devcontain: ignore=X002 , X001 reason",
            "#devcontain:  ignore = X001",
            "# devcontain: ignore=all",
            "# hadolint ignore=DL3042",
            "# hadolint ignore=DL3000,DL3042",
            "# hadolint ignore=X001",
            "  # devcontain: ignore=X001",
        ],
    )
    def test_a_comment_on_the_line_above(self, comment):
        assert findings(f"FROM a\n{comment}\nRUN b\nRUN c\n") == ([4], 1)

    @pytest.mark.parametrize(
        "comment",
        [
            "# devcontain: ignore=X002",
            "# devcontain: ignore=X00",
            "# devcontain: ignore=",
            "# devcontain ignore=X001",
            "# hadolint: ignore=X001",
            "# ignore=X001",
            "# say devcontain: ignore=X001",
            "# devcontain: ignored=X001",
        ],
    )
    def test_another_comment_silences_nothing(self, comment):
        assert findings(f"FROM a\n{comment}\nRUN b\n") == ([3], 0)

    def test_other_comments_may_stand_between_but_no_blank_line(self):
        assert findings("FROM a\n# devcontain: ignore=X001\n# more\nRUN b\n") == ([], 1)
        assert findings("FROM a\n# devcontain: ignore=X001\n\nRUN b\n") == ([4], 0)

    def test_it_reaches_all_lines_of_the_instruction_and_its_heredocs(self):
        text = "FROM a\n# devcontain: ignore=X001\nRUN b \\\n  && c <<E\nx\nE\nRUN d\n"
        assert findings(text, LINES) == ([7], 4)

    def test_a_comment_inside_the_instruction(self):
        assert findings("FROM a\nRUN b \\\n  # devcontain: ignore=X001\n  && c\nRUN d\n", LINES) == ([5], 3)

    def test_several_comments(self):
        text = "FROM a\n# devcontain: ignore=X001\n# hadolint ignore=X002\nRUN b\n"
        assert findings(text, STEPS, OTHER) == ([], 2)

    def test_only_the_code_that_is_named(self):
        assert findings("FROM a\n# devcontain: ignore=X001\nRUN b\n", STEPS, OTHER) == ([3], 1)

    def test_a_comment_at_the_end_silences_nothing(self):
        assert findings("FROM a\nRUN b\n# devcontain: ignore=X001\n") == ([2], 0)

    def test_what_looks_like_one_in_a_heredoc_is_none(self):
        assert findings("FROM a\nRUN <<E\n# devcontain: ignore=X001\nE\n") == ([2], 0)

    def test_crlf(self):
        assert findings("FROM a\r\n# devcontain: ignore=X001\r\nRUN b\r\n\r\nRUN c\r\n") == ([5], 1)
        assert findings("FROM a\r\n# devcontain: ignore=X001\r\n\r\nRUN b\r\n") == ([4], 0)


class TestInTheWholeFile:
    @pytest.mark.parametrize(
        "comment",
        [
            "# devcontain: ignore-file=X001",
            "# devcontain: ignore-file=X002,some-rule reason",
            "# hadolint global ignore=DL3042",
        ],
    )
    def test_a_comment_anywhere(self, comment):
        assert findings(f"{comment}\nFROM a\nRUN b\nRUN c\n") == ([], 2)
        assert findings(f"FROM a\nRUN b\n{comment}\nRUN c\n") == ([], 2)

    def test_a_comment_at_the_top_parted_from_the_first_instruction(self):
        assert findings("# devcontain: ignore=X001\n\nFROM a\nRUN b\n") == ([], 1)
        assert findings("# devcontain: ignore=X001\nFROM a\nRUN b\n") == ([3], 0)

    @pytest.mark.parametrize(
        ("directive", "found"),
        [
            ("# check=skip=X001", ([], 1)),
            ("# check=skip=some-rule,X002;error=true", ([], 1)),
            ("# check=error=true;skip=X001", ([], 1)),
            ("# check=skip=all", ([3], 0)),
            ("# check=skip=StageNameCasing", ([3], 0)),
            ("# check=error=true", ([3], 0)),
        ],
    )
    def test_the_check_directive(self, directive, found):
        assert findings(f"{directive}\nFROM a\nRUN b\n") == found

    def test_all_of_buildkit_s_checks_are_not_all_rules(self):
        rules = [rule for rule in all_rules() if rule.code in ("DKF026", "PIN004")]
        text = "FROM python:3.12\nENV a b\nRUN pip install flask\n"
        source = Source("Dockerfile", f"# check=skip=all\n{text}")
        outcome = Linter(rules, known_codes(all_rules())).lint(source, "dockerfile")
        assert ([finding.code for finding in outcome.findings], outcome.suppressed) == (["PIN004"], 1)


class TestBuildkitsCommentAboveAnInstruction:
    @pytest.mark.parametrize(
        ("comments", "found"),
        [
            ("# check=skip=X001", ([4], 1)),
            ("#check = skip=X002,X001;error=true // it has to be", ([4], 1)),
            ("# why\n# check=skip=X001\n\n# more", ([7], 1)),
            ("# check=skip=X001\n#", ([4, 5], 0)),
            ("# check=skip=X002 X001", ([3, 4], 0)),
            ("# a check=skip=X001", ([3, 4], 0)),
        ],
    )
    def test_it_reaches_the_next_instruction(self, comments, found):
        assert findings(f"FROM a\n{comments}\nRUN b\nRUN c\n") == found

    def test_not_inside_an_instruction_nor_at_the_end(self):
        assert findings("FROM a\nRUN b \\\n  # check=skip=X001\n  c\n# check=skip=X001\n") == ([2], 0)


class TestHadolintsCommentAboveAStage:
    def test_it_reaches_the_stage_and_no_other(self):
        text = "FROM a\nRUN b\n# hadolint stage ignore=DL3042\nFROM c\nRUN d\nRUN e\nFROM f\nRUN g\n"
        assert findings(text) == ([2, 8], 2)

    def test_others_inside_of_it_count_too(self):
        text = "# hadolint stage ignore=DL3042\nFROM c\n# devcontain: ignore=X002\nRUN d\nRUN e\n"
        assert findings(text, STEPS, OTHER) == ([5], 3)

    def test_it_stands_right_above_a_from(self):
        assert findings("# hadolint stage ignore=DL3042\n\nFROM c\nRUN d\n") == ([4], 0)
        assert findings("FROM c\n# hadolint stage ignore=DL3042\nRUN d\n") == ([3], 0)


class TestInJson:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ('{\n  "a": 1, // devcontain: ignore=X001\n  "b": 2\n}', ([3], 1)),
            ('{\n  // devcontain: ignore=X001 reason\n  "a": 1,\n  "b": 2\n}', ([4], 1)),
            ('{\n  "a": 1, /* other */\n  "b": 2\n}', ([2, 3], 0)),
            ('// devcontain: ignore-file=X001\n{\n  "a": 1,\n  "b": 2\n}', ([], 2)),
            ('{\n  "a": 1,\n  "b": 2 // devcontain: ignore=X002\n}', ([2, 3], 0)),
            ('{"a": "// devcontain: ignore=X001"}', ([1], 0)),
        ],
    )
    def test_a_comment_at_the_end_of_the_line_or_alone_above_it(self, text, found):
        assert findings(text, PROPERTIES, kind="devcontainer") == found


def test_ten_thousand_codes_are_no_matter():
    codes = ",".join(f"Y{number}" for number in range(10_000))
    assert findings(f"FROM a\n# devcontain: ignore={codes},X001\nRUN b\n") == ([], 1)


def said(text, *rules, kind="dockerfile"):
    """What is said of comments: the code, and the text it stands at."""
    about = [rule for rule in all_rules() if rule.code.startswith("SUP")]
    source = Source("file", text)
    outcome = Linter([*(rules or (STEPS,)), *about], CODES | known_codes(about)).lint(source, kind)
    found = [(finding.code, source.slice(finding.problem.span)) for finding in outcome.findings]
    return [each for each in found if each[0].startswith("SUP")]


class TestWhatIsSaidOfComments:
    @pytest.mark.parametrize(
        "comment",
        [
            "# devcontain: ignore=X001 why",
            "# devcontain: ignore=SOME-rule, X001 why",
            "# devcontain: ignore=ALL why",
            "# hadolint ignore=DL3042",
            "# hadolint ignore=X002,DL9999,SC2086",
            "# devcontain: ignore=X001,SC2086 why",
            "# devcontain: this was written by devcontain init",
            "# devcontain ignores this",
        ],
    )
    def test_nothing_where_all_is_well(self, comment):
        assert said(f"FROM a\n{comment}\nRUN b\n") == []

    @pytest.mark.parametrize(
        ("comment", "found"),
        [
            ("# devcontain: ignore=X002,X001 why", [("SUP001", "X002")]),
            ("# devcontain: ignore=x001, dl3042 why", []),
            ("# devcontain: ignore=Y1,X001 why", [("SUP002", "Y1")]),
            ("# devcontain: ignore=X001", [("SUP003", "# devcontain: ignore=X001")]),
            ("# devcontain: ignore=X001 -- .", [("SUP003", "# devcontain: ignore=X001 -- .")]),
            ("# devcontain: ignore", [("SUP002", "# devcontain: ignore")]),
            ("# devcontain: ignore X001", [("SUP002", "# devcontain: ignore X001")]),
            ("# devcontain ignore=X001", [("SUP002", "# devcontain ignore=X001")]),
            ("#devcontain:ignored=X001", [("SUP002", "#devcontain:ignored=X001")]),
        ],
    )
    def test_above_an_instruction(self, comment, found):
        assert said(f"FROM a\n{comment}\nRUN b\n", STEPS, NEVER) == found

    def test_one_that_reaches_nothing(self):
        assert said("FROM a\nRUN b\n# devcontain: ignore=X001 why\n") == [("SUP001", "X001")]
        assert said("FROM a\n# devcontain: ignore=X001 why\n\nRUN b\n") == [("SUP001", "X001")]

    def test_only_rules_that_ran_are_judged(self):
        assert said("FROM a\n# devcontain: ignore=X002 why\nRUN b\n", STEPS) == []

    def test_nothing_is_judged_in_a_file_that_cannot_be_read(self):
        text = "FROM a\nRUN b\n# devcontain: ignore=X001 why\nRUM\n"
        syntax = next(rule for rule in all_rules() if rule.code == "DKF001")
        assert said(text, NEVER, syntax) == []

    def test_it_can_be_silenced_itself(self):
        text = "# devcontain: ignore-file=SUP001 why\nFROM a\n# devcontain: ignore=X001 why\n\nRUN b\n"
        assert said(text) == []

    def test_ten_thousand_names_are_one_finding(self):
        codes = ",".join(f"Y{number}" for number in range(10_000))
        assert [code for code, _ in said(f"FROM a\n# devcontain: ignore={codes} why\nRUN b\n")] == ["SUP002"]

    def test_in_json(self):
        text = '{\n  "a": 1, // devcontain: ignore=X002 why\n  "b": 2 // devcontain: ignore=X001 why\n}'
        assert said(text, PROPERTIES, NEVER, kind="devcontainer") == [("SUP001", "X002")]

    def test_a_thousand_comments_take_no_longer_than_their_number(self):
        text = "FROM a\n" + "# devcontain: ignore=X001 why\nRUN b\n\n" * 3000
        assert said(text) == []
