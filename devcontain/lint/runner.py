"""Runs rules over files: one walk through what each file holds, dispatched by kind and name."""

from __future__ import annotations

import os
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from devcontain.errors import UserError
from devcontain.lint.suppress import Suppressions
from devcontain.semantics.build import Build
from devcontain.syntax import dockerfile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from devcontain.lint.rule import Finding, Rule
    from devcontain.semantics.build import Step
    from devcontain.syntax.source import Source


class Outcome(NamedTuple):
    """What linting one file came to."""

    findings: list[Finding]
    suppressed: int = 0
    errors: tuple[UserError, ...] = ()


class Linter:
    """Rules in a dispatch table: kind, then name; a rule without names is asked about each of its kind.

    `codes` tells which rule a comment means: our code by each way to write it.
    """

    def __init__(self, rules: Iterable[Rule], codes: Mapping[str, str]) -> None:
        self.codes = codes
        self.table: dict[str, dict[str, list[Rule]]] = defaultdict(lambda: defaultdict(list))
        for rule in rules:
            for name in rule.on.names or ("",):
                self.table[rule.on.kind][name].append(rule)

    def lint(self, source: Source, kind: str) -> Outcome:
        """Lint a file that has been read; `kind` is `dockerfile` or `devcontainer`."""
        run = _Run(self, source)
        if kind == "devcontainer":
            run.devcontainer()
        else:
            run.dockerfile()
        kept, suppressed = run.suppressions.split(run.findings)
        kept.sort(key=lambda finding: (finding.problem.span, finding.code))
        return Outcome(kept, suppressed, tuple(run.errors))


class _Run:
    def __init__(self, linter: Linter, source: Source) -> None:
        self.table = linter.table
        self.source = source
        self.findings: list[Finding] = []
        self.errors: list[UserError] = []
        self.suppressions = Suppressions(linter.codes)

    def devcontainer(self) -> None:
        from devcontain.workspace import DevContainer

        container = DevContainer(self.source)
        self.ask("devcontainer", "", container)
        self.suppressions.read_json(self.source, container.document.comments)

    def dockerfile(self) -> None:
        build = Build(dockerfile.parse(self.source))
        self.ask("dockerfile", "", build)
        for stage in build.stages:
            self.ask("stage", "", stage)
            for step in stage.steps:
                self.step(step)
        self.suppressions.read_dockerfile(build.dockerfile)

    def step(self, step: Step) -> None:
        self.ask("instruction", step.keyword, step)
        if step.keyword == "RUN":
            commands = self.table["command"]
            for command in step.commands:
                if command.name in commands:
                    self.ask("command", command.name, command)
            for install in step.installs:
                self.ask("install", install.manager, install)

    def ask(self, kind: str, name: str, subject: Any) -> None:
        rules = self.table[kind]
        for key in ("", name) if name else ("",):
            for rule in rules.get(key, ()):
                self.findings += self.answers(rule, subject)

    def answers(self, rule: Rule, subject: Any) -> Iterator[Finding]:
        """A rule's findings; a rule that fails is reported, and the others go on."""
        try:
            for problem in rule.check(subject):
                yield rule.finding(self.source.path, problem)
        except Exception as error:
            if os.environ.get("DEVCONTAIN_TRACEBACK"):
                raise
            self.errors.append(
                UserError(
                    f"{self.source.path}: the rule {rule.code} failed on an error of its own: {error!r}",
                    "please report it, with the file if you can",
                )
            )
