"""A Dockerfile as a build: its stages, what each is built from, and what is in force at each instruction."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING, NamedTuple

from devcontain.caching import cached_property
from devcontain.semantics.settings import NOTHING, Settings
from devcontain.semantics.variables import Layered, Variables, expand, resolve
from devcontain.syntax import image

if TYPE_CHECKING:
    from collections.abc import Mapping

    from devcontain.semantics.commands import Command
    from devcontain.semantics.gpu.stages import GpuStage
    from devcontain.semantics.images import ImageUse
    from devcontain.semantics.installs import Install
    from devcontain.syntax.dockerfile import Dockerfile
    from devcontain.syntax.image import ImageReference
    from devcontain.syntax.instruction import Instruction, Pair

POSIX_SHELL = ("/bin/sh", "-c")
_LONGEST_PATH = 4096
"""In characters; Linux knows none that is longer."""


class Scope(NamedTuple):
    """What is in force at an instruction; a variable whose value cannot be known is there without one."""

    environment: Variables = Variables()
    arguments: Variables = Variables()
    user: str = ""
    workdir: str | None = "/"
    shell: tuple[str, ...] = POSIX_SHELL

    @property
    def variables(self) -> Mapping[str, str | None]:
        """ARG and ENV together; ENV wins."""
        return Layered(self.environment, self.arguments)

    def expand(self, text: str) -> str | None:
        """The text with its variables replaced; nothing where one of them cannot be known."""
        return expand(text, self.variables) if "$" in text else text

    def resolve(self, word: str) -> str | None:
        """What BuildKit makes of a word that may have quotes, escapes and variables; nothing where one is unknown."""
        return resolve(word, self.variables)


class Step:
    """An instruction at its place in a stage.

    For an ONBUILD, `instruction` is the one that it keeps for later; `written` is always what stands there.
    """

    def __init__(self, instruction: Instruction, stage: Stage, scope: Scope) -> None:
        self.written = instruction
        self.instruction = (instruction.trigger or instruction) if instruction.keyword == "ONBUILD" else instruction
        self.keyword = self.instruction.keyword
        self.stage = stage
        self.index = len(stage.steps)
        self.scope = scope

    @cached_property
    def commands(self) -> list[Command]:
        """The shell commands of a RUN, behind their wrappers."""
        if self.keyword != "RUN":
            return []
        from devcontain.semantics.commands import commands_of

        return commands_of(self)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The names of the commands, and of what wraps them."""
        return frozenset([name for command in self.commands for name in (command.name, *command.wrappers)])

    @cached_property
    def installs(self) -> list[Install]:
        """What the commands install."""
        if self.keyword != "RUN":
            return []
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
        self.scope = Scope()
        self.origin: Stage = self.parent.origin if self.parent else self

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The keywords of the instructions, and the names of the commands and of what wraps them."""
        keywords = [keyword for step in self.steps for keyword in (step.keyword, step.written.keyword)]
        return frozenset(keywords).union(*[step.vocabulary for step in self.steps if step.keyword == "RUN"])

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
        return image.parse(self.origin.base) if self.origin.base else None

    @cached_property
    def gpu(self) -> GpuStage | None:
        """What it does with GPU software; nothing where the file says nothing of GPUs."""
        from devcontain.semantics.gpu import stages

        return stages.read(self)

    @property
    def reaches_image(self) -> bool:
        """Whether its layers are in the image that the last stage makes."""
        return self in self.build.final_stages


class Build:
    """The stages of a Dockerfile; instructions before the first FROM belong to none."""

    def __init__(self, dockerfile: Dockerfile, settings: Settings = NOTHING) -> None:
        self.dockerfile = dockerfile
        self.settings = settings
        self.stages: list[Stage] = []
        self.names: dict[str, Stage] = {}
        self.arguments = Variables()
        self._read()

    @property
    def target(self) -> Stage | None:
        """The stage that is built: the one that the user names, else the last one."""
        return self.stage_named(self.settings.target) or (self.stages[-1] if self.stages else None)

    @cached_property
    def final_stages(self) -> frozenset[Stage]:
        """The stage that is built, and those that it continues."""
        return frozenset(self.target.line) if self.target else frozenset()

    @cached_property
    def is_dev_container(self) -> bool:
        """Whether it makes a dev container: the user says so, or it lies in a `.devcontainer` folder."""
        said = self.settings.dev_container
        path = os.path.abspath(self.dockerfile.source.path)  # noqa: PTH100
        return ".devcontainer" in path.split(os.sep)[:-1] if said is None else said  # noqa: PTH206

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """The keywords of the instructions, and the names of the commands and of what wraps them."""
        keywords = frozenset([instruction.keyword for instruction in self.dockerfile.instructions])
        return keywords.union(*[stage.vocabulary for stage in self.stages])

    @cached_property
    def image_uses(self) -> list[ImageUse]:
        """The uses of images whose name can be known."""
        from devcontain.semantics.images import image_uses

        return list(image_uses(self))

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
        return resolve(text, self.arguments)

    def _read(self) -> None:
        scope = Scope()
        for instruction in self.dockerfile.instructions:
            if instruction.keyword == "FROM":
                stage = Stage(self, len(self.stages), instruction)
                self.stages.append(stage)
                if stage.name:
                    self.names[stage.name.lower()] = stage
                scope = stage.scope = _initial_scope(stage)
            elif self.stages:
                stage = self.stages[-1]
                stage.steps.append(Step(instruction, stage, scope))
                scope = _after(instruction, scope, self.arguments)
            elif instruction.keyword == "ARG":
                self.arguments = _declare(instruction, Scope(arguments=self.arguments), self.arguments)


def _initial_scope(stage: Stage) -> Scope:
    """What the last instruction of the stage that it continues leaves in force, its ARGs included."""
    parent = stage.parent
    if parent is None:
        return Scope()
    if not parent.steps:
        return parent.scope
    last = parent.steps[-1]
    return _after(last.written, last.scope, stage.build.arguments)


def _after(instruction: Instruction, scope: Scope, arguments: Variables) -> Scope:
    match instruction.keyword:
        case "ENV":
            escape = instruction.escape
            pairs = {pair.name: _value(pair, scope.variables, escape) for pair in instruction.pairs}
            return scope._replace(environment=scope.environment.set(pairs))
        case "ARG":
            return scope._replace(arguments=_declare(instruction, scope, arguments))
        case "USER":
            return scope._replace(user=scope.resolve(instruction.body) or instruction.body)
        case "WORKDIR":
            return scope._replace(
                workdir=_join(scope.workdir, resolve(instruction.body, scope.variables, instruction.escape))
            )
        case "SHELL":
            return scope._replace(shell=tuple(word.value for word in instruction.words))
    return scope


def _value(pair: Pair, variables: Mapping[str, str | None], escape: str) -> str | None:
    return None if pair.value is None else resolve(pair.value, variables, escape)


def _declare(instruction: Instruction, scope: Scope, outer: Variables) -> Variables:
    """Add ARGs; one without a default takes that of the same name before the first FROM."""
    for pair in instruction.pairs:
        value = outer.get(pair.name) if pair.value is None else _value(pair, scope.variables, instruction.escape)
        scope = scope._replace(arguments=scope.arguments.set({pair.name: value}))
    return scope.arguments


def _join(workdir: str | None, path: str | None) -> str | None:
    if path is None or path.startswith("/"):
        return path
    if workdir is None or len(workdir) + len(path) > _LONGEST_PATH:
        return None
    return f"{workdir.rstrip('/')}/{path}"
