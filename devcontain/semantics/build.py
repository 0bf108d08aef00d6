"""A Dockerfile as a build: its stages, what each is built from, and what is in force at each instruction."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from devcontain.semantics.variables import expand, unquote
from devcontain.syntax import image

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command
    from devcontain.semantics.installs import Install
    from devcontain.syntax.dockerfile import Dockerfile
    from devcontain.syntax.image import ImageReference
    from devcontain.syntax.instruction import Instruction, Pair

POSIX_SHELL = ("/bin/sh", "-c")


class Scope(NamedTuple):
    """What is in force at an instruction; a variable whose value cannot be known is there without one."""

    environment: dict[str, str | None]
    arguments: dict[str, str | None]
    user: str = ""
    workdir: str | None = "/"
    shell: tuple[str, ...] = POSIX_SHELL

    @property
    def variables(self) -> dict[str, str | None]:
        """ARG and ENV together; ENV wins."""
        return {**self.arguments, **self.environment} if self.arguments else self.environment

    def expand(self, text: str) -> str | None:
        """The text with its variables replaced; nothing where one of them cannot be known."""
        return expand(text, self.variables) if "$" in text else text


class Step:
    """An instruction at its place in a stage."""

    def __init__(self, instruction: Instruction, stage: Stage, scope: Scope) -> None:
        self.written = instruction
        self.stage = stage
        self.index = len(stage.steps)
        self.scope = scope

    @property
    def instruction(self) -> Instruction:
        """What is carried out: for an ONBUILD, the instruction that it keeps for later."""
        return self.written.trigger or self.written

    @property
    def keyword(self) -> str:
        """The keyword of what is carried out."""
        return self.instruction.keyword

    @cached_property
    def commands(self) -> list[Command]:
        """The shell commands of a RUN, behind their wrappers."""
        from devcontain.semantics.commands import commands_of

        return commands_of(self) if self.keyword == "RUN" else []

    @cached_property
    def installs(self) -> list[Install]:
        """What the commands install."""
        from devcontain.semantics.installs import installs_of

        return installs_of(self.commands)


class Stage:
    """A FROM and what follows; `parent` is the stage it continues, `image` the image where that can be known."""

    def __init__(self, build: Build, index: int, start: Instruction) -> None:
        self.build = build
        self.index = index
        self.instruction = start
        self.steps: list[Step] = []
        words = start.words
        self.reference = words[0] if words else None
        self.name = words[2].value if len(words) >= 3 and words[1].value.lower() == "as" else ""
        self.base = build.expand_global(words[0].value) if words else None
        self.parent = build.stage_named(self.base) if self.base else None

    @cached_property
    def line(self) -> tuple[Stage, ...]:
        """The stage itself, and those that it continues, nearest first."""
        stages = [self]
        while stages[-1].parent is not None:
            stages.append(stages[-1].parent)
        return tuple(stages)

    @cached_property
    def image(self) -> ImageReference | None:
        """The image that the stage, or the stage it continues, starts from."""
        origin = self.line[-1]
        return image.parse(origin.base) if origin.base else None

    @property
    def reaches_image(self) -> bool:
        """Whether its layers are in the image that the last stage makes."""
        return self in self.build.final_stages


class Build:
    """The stages of a Dockerfile; instructions before the first FROM belong to none."""

    def __init__(self, dockerfile: Dockerfile) -> None:
        self.dockerfile = dockerfile
        self.stages: list[Stage] = []
        self.names: dict[str, Stage] = {}
        self.arguments: dict[str, str | None] = {}
        self._read()

    @cached_property
    def final_stages(self) -> frozenset[Stage]:
        """The last stage and those that it continues."""
        return frozenset(self.stages[-1].line) if self.stages else frozenset()

    @cached_property
    def steps(self) -> list[Step]:
        """All steps, in order."""
        return [step for stage in self.stages for step in stage.steps]

    def stage_named(self, name: str) -> Stage | None:
        """The last stage of this name so far; names do not mind their case."""
        return self.names.get(name.lower())

    def stage_at(self, reference: str) -> Stage | None:
        """The stage that a `--from` means: a name or an index."""
        if re.fullmatch(r"[0-9]{1,9}", reference) and int(reference) < len(self.stages):
            return self.stages[int(reference)]
        return self.stage_named(reference)

    def expand_global(self, text: str) -> str | None:
        """Expand with the ARGs before the first FROM, the only ones that a FROM sees."""
        return expand(unquote(text), self.arguments)

    def _read(self) -> None:
        scope = Scope({}, {})
        for instruction in self.dockerfile.instructions:
            if instruction.keyword == "FROM":
                stage = Stage(self, len(self.stages), instruction)
                self.stages.append(stage)
                if stage.name:
                    self.names[stage.name.lower()] = stage
                scope = _initial_scope(stage)
            elif self.stages:
                stage = self.stages[-1]
                stage.steps.append(Step(instruction, stage, scope))
                scope = _after(instruction, scope, self.arguments)
            elif instruction.keyword == "ARG":
                self.arguments = _declare(instruction.pairs, self.arguments, self.arguments, {})


def _initial_scope(stage: Stage) -> Scope:
    """What the last instruction of the stage that it continues leaves in force; ARGs end with their stage."""
    parent = stage.parent
    while parent is not None:
        if parent.steps:
            last = parent.steps[-1]
            return _after(last.written, last.scope, stage.build.arguments)._replace(arguments={})
        parent = parent.parent
    return Scope({}, {})


def _after(instruction: Instruction, scope: Scope, arguments: dict[str, str | None]) -> Scope:
    match instruction.keyword:
        case "ENV":
            pairs = {pair.name: _value(pair, scope.variables) for pair in instruction.pairs}
            return scope._replace(environment={**scope.environment, **pairs})
        case "ARG":
            return scope._replace(arguments=_declare(instruction.pairs, scope.arguments, arguments, scope.environment))
        case "USER":
            return scope._replace(user=scope.expand(instruction.body) or instruction.body)
        case "WORKDIR":
            return scope._replace(workdir=_join(scope.workdir, scope.expand(unquote(instruction.body))))
        case "SHELL":
            return scope._replace(shell=tuple(word.value for word in instruction.words))
    return scope


def _value(pair: Pair, variables: dict[str, str | None]) -> str | None:
    return None if pair.value is None else expand(unquote(pair.value), variables)


def _declare(
    pairs: list[Pair],
    arguments: dict[str, str | None],
    outer: dict[str, str | None],
    environment: dict[str, str | None],
) -> dict[str, str | None]:
    """Add ARGs; one without a default takes that of the same name before the first FROM."""
    declared = dict(arguments)
    for pair in pairs:
        known = {**declared, **environment}
        declared[pair.name] = outer.get(pair.name) if pair.value is None else _value(pair, known)
    return declared


def _join(workdir: str | None, path: str | None) -> str | None:
    if path is None or path.startswith("/"):
        return path
    return None if workdir is None else f"{workdir.rstrip('/')}/{path}"
