"""Fixes are applied until nothing changes, whole or not at all."""

import re

import pytest

from devcontain.lint.fix import MAXIMUM_PASSES, MAXIMUM_TRIES, apply_edits, fix
from devcontain.lint.rule import DOCKERFILE, ERROR, Edit, Fix, Problem, Rule
from devcontain.lint.runner import Linter
from devcontain.rules.dockerfile.syntax_error import check as syntax_error
from devcontain.syntax.source import Source, Span


def replacing(pattern, replacement, code="X001", safe=True):
    """A rule that reports each match and wants it replaced."""

    def check(build):
        for match in re.finditer(pattern, build.dockerfile.source.text):
            edit = Edit(Span(*match.span()), match.expand(replacement))
            yield Problem(edit.span, "", fix=Fix("Replace it", (edit,), safe))

    return Rule(code, (DOCKERFILE,), ERROR, check, (), code)


def fixed(text, *rules, unsafe=False):
    return fix(Linter([*rules, syntax_error], {}), Source("Dockerfile", text), "dockerfile", unsafe=unsafe)


def text_of(text, *rules, unsafe=False):
    return fixed(text, *rules, unsafe=unsafe).source.text


class TestEdits:
    @pytest.mark.parametrize(
        ("edits", "text"),
        [
            ([], "abc"),
            ([Edit(Span(1, 2), "x")], "axc"),
            ([Edit(Span(3, 3), "d"), Edit(Span(0, 0), "_")], "_abcd"),
            ([Edit(Span(0, 1), ""), Edit(Span(2, 3), "xyz")], "bxyz"),
            ([Edit(Span(0, 3), "")], ""),
        ],
    )
    def test_are_applied_at_their_places(self, edits, text):
        assert apply_edits("abc", edits) == text


class TestFixing:
    def test_all_that_can_be_is_fixed_and_counted(self):
        result = fixed("FROM a\nRUN b b\n", replacing("b", "c"), replacing("a", "d", "X002"))
        assert result.source.text == "FROM d\nRUN c c\n"
        assert result.counts == {"X001": 2, "X002": 1}
        assert result.outcome.findings == []

    def test_it_goes_on_until_nothing_changes(self):
        result = fixed("FROM a\nRUN b\n", replacing("b", "c"), replacing("c", "d", "X002"))
        assert (result.source.text, result.counts) == ("FROM a\nRUN d\n", {"X001": 1, "X002": 1})

    def test_it_may_take_several_steps(self):
        result = fixed("FROM a\nRUN bbbb\n", replacing("bb", "b"))
        assert (result.source.text, result.counts["X001"]) == ("FROM a\nRUN b\n", 3)

    @pytest.mark.parametrize("rules", [[replacing("b+$", r"\g<0>b")], [replacing("b$", "c"), replacing("c$", "b")]])
    def test_what_never_ends_is_not_done(self, rules):
        result = fixed("FROM a\nRUN b\n", *rules, replacing("a", "d", "X002"))
        assert (result.source.text, result.counts) == ("FROM d\nRUN b\n", {"X002": 1})
        assert [finding.code for finding in result.outcome.findings] == ["X001"]

    def test_many_that_do_harm_are_not_all_tried(self):
        linted = []

        def check(build):
            linted.append(build)
            for match in re.finditer("RUN", build.dockerfile.source.text):
                edit = Edit(Span(*match.span()), "RUM")
                yield Problem(edit.span, "", fix=Fix("Break it", (edit,)))

        text = "FROM a\n" + "RUN b\n" * 1000
        breaking = Rule("X002", (DOCKERFILE,), ERROR, check, (), "breaking")
        assert text_of(text, breaking) == text
        assert len(linted) < MAXIMUM_TRIES + MAXIMUM_PASSES

    def test_what_changes_nothing_is_not_done(self):
        result = fixed("FROM a\nRUN b\n", replacing("b", "b"))
        assert (result.source.text, result.counts) == ("FROM a\nRUN b\n", {})
        assert len(result.outcome.findings) == 1

    def test_of_two_that_touch_the_second_waits(self):
        result = fixed("FROM a\nRUN bc\n", replacing("b", "x"), replacing("(?<=b)c|(?<=x)c", "y", "X002"))
        assert (result.source.text, result.counts) == ("FROM a\nRUN xy\n", {"X001": 1, "X002": 1})

    @pytest.mark.parametrize("text", ["FROM a\nRUN bc\n", "FROM a\nRUN b c\n"])
    def test_and_is_judged_anew(self, text):
        assert text_of(text, replacing("b", "x"), replacing("(?<=b) ?c", "y", "X002")) == text.replace("b", "x")

    def test_also_of_one_that_begins_before_the_other(self):
        def check(build):
            if "RUN b" in build.dockerfile.source.text:
                yield Problem(Span(0, 4), "", fix=Fix("The word", (Edit(Span(11, 12), "c"),)))
                yield Problem(Span(5, 6), "", fix=Fix("The instruction", (Edit(Span(7, 12), "CMD d"),)))

        assert text_of("FROM a\nRUN b\n", Rule("X001", (DOCKERFILE,), ERROR, check, (), "both")) == "FROM a\nRUN c\n"

    def test_the_edits_of_one_fix_go_in_together_or_not_at_all(self):
        def check(build):
            text = build.dockerfile.source.text
            if text.startswith("FROM a\n"):
                edits = (Edit(Span(5, 6), "x"), Edit(Span(11, 12), "y"))
                yield Problem(Span(0, 4), "", fix=Fix("Both", edits))

        both = Rule("X002", (DOCKERFILE,), ERROR, check, (), "both")
        assert text_of("FROM a\nRUN b\n", both) == "FROM x\nRUN y\n"
        result = fixed("FROM a\nRUN b\n", replacing("b", "c"), both)
        assert (result.source.text, result.counts) == ("FROM x\nRUN y\n", {"X002": 1})

    def test_what_would_break_the_file_is_refused(self):
        result = fixed("FROM a\nRUN b\n", replacing("RUN", "RUM"))
        assert (result.source.text, result.counts) == ("FROM a\nRUN b\n", {})

    def test_one_that_breaks_the_file_leaves_its_place_to_others(self):
        result = fixed("FROM a\nRUN b\n", replacing("RUN", "RUM"), replacing("RUN b", "RUN c", "X002"))
        assert result.source.text == "FROM a\nRUN c\n"

    def test_one_that_breaks_the_file_does_not_hinder_the_others(self):
        result = fixed("FROM a\nRUN b\n", replacing("RUN", "RUM"), replacing("b", "c", "X002"))
        assert result.source.text == "FROM a\nRUN c\n"

    def test_a_silenced_finding_is_not_fixed(self):
        text = "FROM a\n# devcontain: ignore=X001\nRUN b\n"
        assert text_of(text, replacing("b", "c")) == text


class TestUnsafe:
    def test_it_is_left_unless_asked_for(self):
        rule = replacing("b", "c", safe=False)
        assert text_of("FROM a\nRUN b\n", rule) == "FROM a\nRUN b\n"
        assert text_of("FROM a\nRUN b\n", rule, unsafe=True) == "FROM a\nRUN c\n"

    def test_what_is_left_is_still_reported(self):
        assert len(fixed("FROM a\nRUN b\n", replacing("b", "c", safe=False)).outcome.findings) == 1


@pytest.mark.parametrize(
    "text",
    [
        "FROM a\r\nRUN b \\\r\n  && b\r\n",
        "\ufeffFROM a\nRUN b\n",
        "FROM a\nRUN b # caf\udce9\n",
        "FROM a\nRUN b",
        "FROM a\nRUN b\x85\u2028\x0c\n",
    ],
)
def test_all_else_stays_as_it_is(text):
    assert text_of(text, replacing(r"\bb\b", "c")) == re.sub(r"\bb\b", "c", text)
