"""Rules are asked about what they subscribe to, and one that fails does not stop the others."""

import pytest

from devcontain.lint.rule import (
    DEVCONTAINER,
    DOCKERFILE,
    ERROR,
    INFO,
    STAGE,
    WARNING,
    Problem,
    Rule,
    command,
    dockerfile,
    install,
    instruction,
    run,
    stage,
)
from devcontain.lint.runner import Linter
from devcontain.syntax.source import Source, Span

TEXT = """\
FROM a AS one
RUN sudo pip install b && cd c
ONBUILD RUN apt-get update
FROM one
COPY d e
RUN ["curl", "f"]
"""


def asked(on, describe, text=TEXT, kind="dockerfile"):
    """What a rule with this subscription is asked about, in words."""
    seen = []

    def check(subject):
        seen.append(describe(subject))
        return ()

    outcome = Linter([Rule("X001", (on,), ERROR, check, (), "x")], {}).lint(Source("file", text), kind)
    assert outcome == ([], 0, (), ())
    return seen


def name(command):
    return command.name


def keyword(step):
    return step.keyword


class TestSubscriptions:
    @pytest.mark.parametrize(
        ("on", "describe", "seen"),
        [
            (DOCKERFILE, lambda build: len(build.stages), [2]),
            (STAGE, lambda stage: stage.name, ["one", ""]),
            (instruction(), keyword, ["RUN", "RUN", "COPY", "RUN"]),
            (instruction("COPY"), keyword, ["COPY"]),
            (instruction("COPY", "RUN"), keyword, ["RUN", "RUN", "COPY", "RUN"]),
            (run("pip"), keyword, ["RUN"]),
            (run("sudo", "curl"), keyword, ["RUN", "RUN"]),
            (run("wget"), keyword, []),
            (stage("COPY"), lambda stage: stage.name, [""]),
            (stage("sudo", "ONBUILD"), lambda stage: stage.name, ["one"]),
            (dockerfile("curl"), lambda build: len(build.stages), [2]),
            (dockerfile("wget", "ADD"), lambda build: len(build.stages), []),
            (command("pip"), name, ["pip"]),
            (command("curl", "cd", "apt-get"), name, ["cd", "apt-get", "curl"]),
            (install(), lambda install: install.manager, ["pip"]),
            (install("pip"), lambda install: install.manager, ["pip"]),
            (install("uv"), lambda install: install.manager, []),
            (DEVCONTAINER, lambda container: container, []),
        ],
    )
    def test_what_a_rule_sees(self, on, describe, seen):
        assert asked(on, describe) == seen

    @pytest.mark.parametrize(("where", "seen"), [(lambda build: True, ["one", ""]), (lambda build: False, [])])
    def test_a_rule_about_some_builds_only(self, where, seen):
        found = []
        rule = Rule("X001", (STAGE,), ERROR, lambda stage: found.append(stage.name) or (), (), "x", where)
        Linter([rule], {}).lint(Source("file", TEXT), "dockerfile")
        assert found == seen

    def test_a_rule_that_wants_one_of_two_things(self):
        seen = []
        rule = Rule("X001", (run("pip"), instruction("COPY")), ERROR, lambda s: seen.append(s.keyword) or (), (), "x")
        Linter([rule], {}).lint(Source("file", TEXT), "dockerfile")
        assert seen == ["RUN", "COPY"]

    def test_a_devcontainer(self):
        value = '{"image": "a"}'
        assert asked(DEVCONTAINER, lambda container: container.get("image").value, value, "devcontainer") == ["a"]
        assert asked(DOCKERFILE, lambda build: build, value, "devcontainer") == []


def reporting(code, *problems, on=DOCKERFILE, severity=ERROR):
    return Rule(code, (on,), severity, lambda subject: problems, (), f"rules.rule_{code.lower()}")


def lint(*rules, text="FROM a\nRUN b\n"):
    return Linter(rules, {}).lint(Source("Dockerfile", text), "dockerfile")


class TestFindings:
    def test_they_bear_the_rule_and_the_file(self):
        [finding] = lint(reporting("X001", Problem(Span(0, 4), "no", help="yes"))).findings
        assert (finding.code, finding.name, finding.severity, finding.path) == (
            "X001",
            "rule-x001",
            "error",
            "Dockerfile",
        )
        assert (finding.problem.span, finding.problem.message, finding.problem.help) == ((0, 4), "no", "yes")
        assert finding.url.endswith("#rule-x001")

    def test_they_come_in_the_order_of_the_text_then_of_the_codes(self):
        first, second = Problem(Span(0, 4), ""), Problem(Span(7, 10), "")
        found = lint(reporting("X002", second, first), reporting("X001", first, second)).findings
        assert [(finding.problem.span.start, finding.code) for finding in found] == [
            (0, "X001"),
            (0, "X002"),
            (7, "X001"),
            (7, "X002"),
        ]

    def test_a_problem_may_have_a_severity_of_its_own(self):
        problems = Problem(Span(0, 0), ""), Problem(Span(1, 1), "", severity=INFO)
        assert [finding.severity for finding in lint(reporting("X001", *problems, severity=WARNING)).findings] == [
            "warning",
            "info",
        ]


class TestRulesThatFail:
    @staticmethod
    def failing(subject):
        yield Problem(Span(0, 4), "before")
        raise ZeroDivisionError("by zero")

    def test_it_is_reported_and_the_others_go_on(self, monkeypatch):
        monkeypatch.delenv("DEVCONTAIN_TRACEBACK", raising=False)
        outcome = lint(
            Rule("X001", (DOCKERFILE,), ERROR, self.failing, (), "x"), reporting("X002", Problem(Span(7, 10), "after"))
        )
        assert [finding.problem.message for finding in outcome.findings] == ["before", "after"]
        [error] = outcome.errors
        assert error.message == "Dockerfile: the rule X001 failed on an error of its own: ZeroDivisionError('by zero')"
        assert error.hint == "please report it, with the file if you can"

    def test_one_that_fails_when_it_is_called(self):
        outcome = lint(Rule("X001", (DOCKERFILE,), ERROR, lambda build: 1 / 0, (), "x"))
        assert [error.message.partition(" on ")[0] for error in outcome.errors] == ["Dockerfile: the rule X001 failed"]

    def test_whoever_looks_for_the_reason_sees_it(self, monkeypatch):
        monkeypatch.setenv("DEVCONTAIN_TRACEBACK", "1")
        with pytest.raises(ZeroDivisionError):
            lint(Rule("X001", (DOCKERFILE,), ERROR, self.failing, (), "x"))


def test_the_same_file_gives_the_same_findings():
    rules = [reporting("X001", Problem(Span(0, 4), "a")), reporting("X002", Problem(Span(0, 4), "b"))]
    assert lint(*rules) == lint(*reversed(rules))
