"""A Dockerfile as a build: its stages, and what is in force at each instruction."""

import pytest

from devcontain.semantics.build import Build
from devcontain.semantics.settings import Settings
from devcontain.semantics.variables import expand, expand_known
from devcontain.syntax.dockerfile import parse
from devcontain.syntax.source import Source


def build(text):
    return Build(parse(Source("Dockerfile", text)))


def scope(text):
    """What is in force at the last instruction."""
    return build(text).steps[-1].scope


def bases(text):
    return [stage.base for stage in build(text).stages]


def environment(lines):
    return scope(f"FROM a\n{lines}\nRUN x").environment


class TestStages:
    def test_an_instruction_belongs_to_the_from_above_it(self):
        stages = build("ARG x\nFROM a\nRUN b\nFROM c AS d\nCOPY e f\nRUN g\n").stages
        assert [(stage.name, [step.keyword for step in stage.steps]) for stage in stages] == [
            ("", ["RUN"]),
            ("d", ["COPY", "RUN"]),
        ]

    def test_a_file_without_from_has_no_stage(self):
        assert build("RUN a\nCOPY b c\n").stages == []
        assert build("").steps == []
        assert build("FROM\nRUN x").stages[0].base is None

    def test_a_stage_may_continue_another_by_name(self):
        stages = build("FROM python:3 AS Base\nFROM base AS dev\nFROM dev\nFROM other\n").stages
        assert [stage.parent.name if stage.parent else None for stage in stages] == [None, "Base", "dev", None]
        assert [stage.image.name for stage in stages] == ["python", "python", "python", "other"]
        assert [len(stage.line) for stage in stages] == [1, 2, 3, 1]

    def test_a_name_means_the_stage_above_never_itself(self):
        first, second = build("FROM a AS a\nFROM a AS a\n").stages
        assert first.parent is None
        assert second.parent is first

    def test_a_copy_names_a_stage_by_name_or_number(self):
        made = build("FROM a AS b\nFROM c\n")
        assert made.stage_at("B") is made.stages[0]
        assert made.stage_at("1") is made.stages[1]
        assert made.stage_at("2") is None
        assert made.stage_at("c") is None
        assert made.stage_at("²") is None
        assert made.stage_at("1" * 5000) is None

    def test_which_reach_the_image(self):
        stages = build("FROM a AS one\nFROM b AS two\nFROM one AS three\nCOPY --from=two x y\n").stages
        assert [stage.reaches_image for stage in stages] == [True, False, True]

    def test_ten_thousand_that_continue_each_other(self):
        text = "FROM a AS s0\nRUN x\n" + "".join(f"FROM s{n} AS s{n + 1}\n" for n in range(10_000)) + "RUN y"
        made = build(text)
        assert made.stages[-1].image.name == "a"
        assert made.stages[0].reaches_image

    def test_onbuild_carries_out_what_it_keeps(self):
        [step] = build("FROM a\nONBUILD RUN pip install b\n").steps
        assert (step.keyword, step.written.keyword) == ("RUN", "ONBUILD")
        assert [command.name for command in step.commands] == ["pip"]


class TestGlobalArguments:
    @pytest.mark.parametrize(
        ("text", "base"),
        [
            ("ARG V=3\nFROM python:$V", "python:3"),
            ("ARG V=3\nFROM python:${V}-slim", "python:3-slim"),
            ("ARG V\nFROM python:$V", None),
            ("FROM python:$V", None),
            ("ARG V\nFROM python:${V:-3}", "python:3"),
            ("FROM python:${V:-3}", "python:3"),
            ("FROM ${V:+python:}3", "3"),
            ("ARG A=python\nARG B=$A:3\nFROM $B", "python:3"),
            ('ARG V="3"\nFROM python:${V}', "python:3"),
            ("ARG A=python B=3\nFROM $A:$B", "python:3"),
            ('FROM "python:3"', "python:3"),
            ("FROM --platform=$BUILDPLATFORM python:3", "python:3"),
        ],
    )
    def test_a_from_sees_them(self, text, base):
        assert bases(text) == [base]

    def test_a_from_sees_no_argument_of_a_stage(self):
        assert bases("FROM a\nARG V=3\nFROM python:$V") == ["a", None]

    def test_a_stage_sees_them_only_once_it_declares_them(self):
        text = "ARG V=3\nFROM a\nRUN x\nARG V\nRUN y\nARG V=4\nRUN z\n"
        assert [step.scope.variables.get("V", "no") for step in build(text).steps] == ["no", "no", "3", "3", "4"]

    def test_one_without_a_default_is_there_without_a_value(self):
        assert scope("ARG V\nFROM a\nARG V\nRUN x").arguments == {"V": None}


class TestEnvironment:
    @pytest.mark.parametrize(
        ("lines", "found"),
        [
            ("ENV a=1 b=2", {"a": "1", "b": "2"}),
            ("ENV a one two", {"a": "one two"}),
            ("ENV a=\"x y\" b='z w' c=$u", {"a": "x y", "b": "z w", "c": None}),
            ("ENV a=1\nENV b=$a/x c=${a}y", {"a": "1", "b": "1/x", "c": "1y"}),
            ("ENV a=1\nENV a=2 b=$a", {"a": "2", "b": "1"}),
            ("ENV PATH=/x:$PATH", {"PATH": None}),
            ("ARG v=1\nENV a=$v", {"a": "1"}),
            ("ENV a=", {"a": ""}),
        ],
    )
    def test_env_sets_it(self, lines, found):
        assert environment(lines) == found

    def test_it_is_not_in_force_before_its_instruction(self):
        first, _, last = build("FROM a\nRUN x\nENV b=1\nRUN y\n").steps
        assert (first.scope.environment, last.scope.environment) == ({}, {"b": "1"})

    def test_a_stage_inherits_it_and_the_arguments(self):
        text = 'FROM a AS b\nENV c=1\nARG d=2\nUSER e\nWORKDIR /f\nSHELL ["/bin/bash", "-c"]\nFROM b\nRUN x\n'
        found = scope(text)
        assert found.variables == {"c": "1", "d": "2"}
        assert (found.user, found.workdir, found.shell) == ("e", "/f", ("/bin/bash", "-c"))

    def test_a_stage_without_instructions_hands_it_on(self):
        assert scope("FROM a AS b\nENV c=1\nFROM b AS d\nFROM d\nRUN x\n").environment == {"c": "1"}

    def test_another_image_starts_afresh(self):
        found = scope("FROM a AS b\nENV c=1\nUSER d\nWORKDIR /e\nFROM f\nRUN x\n")
        assert (found.variables, found.user, found.workdir) == ({}, "", "/")

    def test_env_wins_over_arg(self):
        assert scope("FROM a\nENV x=1\nARG x=2\nRUN y").variables == {"x": "1"}

    def test_onbuild_changes_nothing_here(self):
        assert environment("ONBUILD ENV a=1") == {}


class TestUserAndWorkdir:
    @pytest.mark.parametrize(
        ("lines", "user"),
        [("", ""), ("USER app", "app"), ("USER app:app", "app:app"), ("ARG u=app\nUSER $u", "app"), ("USER $u", "$u")],
    )
    def test_user(self, lines, user):
        assert scope(f"FROM a\n{lines}\nRUN x").user == user

    @pytest.mark.parametrize(
        ("lines", "workdir"),
        [
            ("", "/"),
            ("WORKDIR /a", "/a"),
            ("WORKDIR /a\nWORKDIR b/c", "/a/b/c"),
            ("WORKDIR a", "/a"),
            ("WORKDIR /a/\nWORKDIR /b", "/b"),
            ("ENV d=/a\nWORKDIR $d/b", "/a/b"),
            ("WORKDIR $d", None),
            ("WORKDIR $d\nWORKDIR a", None),
            ("WORKDIR $d\nWORKDIR /a", "/a"),
            ('WORKDIR "/a b"', "/a b"),
        ],
    )
    def test_workdir(self, lines, workdir):
        assert scope(f"FROM a\n{lines}\nRUN x").workdir == workdir

    def test_shell(self):
        assert scope("FROM a\nRUN x").shell == ("/bin/sh", "-c")
        assert scope('FROM a\nSHELL ["powershell", "-Command"]\nRUN x').shell == ("powershell", "-Command")


class TestVariables:
    @pytest.mark.parametrize(
        ("text", "expanded"),
        [
            ("a", "a"), ("$x", "1"), ("${x}", "1"), ("a${x}b$x", "a1b1"), ("${x:-2}", "1"), ("${x-2}", "1"),
            ("${n:-2}", "2"), ("${n-2}", "2"), ("${n:-}", ""), ("${x:+3}", "3"), ("${n:+3}", ""), ("${x:?no}", "1"),
            ("${e:-2}", "2"), ("$n", None), ("$u", None), ("${u:-2}", "2"), ("$", None), ("${", None),
            ("${x%%1}", None),
            ("${x:-${n}}", "1"), ("${n:-${x}}", "1"), ("${x:+=${x}$e}", "=1"), ("${n:+=${n}}", ""), ("$x$n", None),
            ("${n:-${n}}", None), ("${x:+$n}", None), ("${u:+3}", None), ("${n:-${e:-${x}}}", None),
        ],
    )  # fmt: skip
    def test_what_they_come_to(self, text, expanded):
        assert expand(text, {"x": "1", "e": "", "u": None}) == expanded

    def test_only_the_known_ones(self):
        assert expand_known("$x $n ${x}y ${n:-2} $(z)", {"x": "1"}) == "1 $n 1y 2 $(z)"

    def test_a_thousand_defaults_in_each_other_cost_no_recursion(self):
        assert expand("${x:-" * 1000 + "}" * 1000, {}) is None


class TestTarget:
    TEXT = "FROM a AS Base\nFROM base AS runtime\nFROM runtime AS test\n"

    @pytest.mark.parametrize(
        ("target", "stages"),
        [("", [0, 1, 2]), ("runtime", [0, 1]), ("BASE", [0]), ("other", [0, 1, 2])],
    )
    def test_the_stage_that_is_named_is_built_else_the_last(self, target, stages):
        made = Build(parse(Source("Dockerfile", self.TEXT)), Settings(target=target))
        assert sorted(stage.index for stage in made.final_stages) == stages
        assert made.target is made.stages[stages[-1]]

    def test_a_file_without_stages_has_none(self):
        assert build("RUN a\n").target is None
