"""Runs rules over files: one walk through what each file holds, dispatched by kind and name."""

from __future__ import annotations

import os
from collections import defaultdict
from typing import TYPE_CHECKING, Any, NamedTuple

from devcontain.errors import UserError
from devcontain.lint.rule import SUPPRESSION
from devcontain.lint.suppress import Suppressions
from devcontain.semantics import suppressions
from devcontain.semantics.build import Build
from devcontain.semantics.settings import NOTHING, Settings
from devcontain.syntax import dockerfile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from devcontain.lint.rule import Finding, Rule
    from devcontain.semantics.build import Step
    from devcontain.semantics.suppressions import Suppression
    from devcontain.syntax.source import Source

UNREADABLE = frozenset(["DKF001", "DEV001"])
"""The codes of findings that say that a file cannot be read to its end."""


class Outcome(NamedTuple):
    """What linting one file came to."""

    findings: list[Finding]
    suppressed: int = 0
    errors: tuple[UserError, ...] = ()


class Linter:
    """Rules in a dispatch table: kind, then name; a rule without names is asked about each of its kind.

    `codes` tells which rule a comment means: our code by each way to write it.
    """

    def __init__(self, rules: Iterable[Rule], codes: Mapping[str, str], settings: Settings = NOTHING) -> None:
        self.rules = tuple(rules)
        self.codes = codes
        self.settings = settings
        self.table: dict[str, dict[str, list[Rule]]] = defaultdict(lambda: defaultdict(list))
        for rule in self.rules:
            for name in rule.on.names or ("",):
                self.table[rule.on.kind][name].append(rule)
        self.asked: dict[tuple[str, str], list[Rule]] = {}
        self.codes_of_files = {rule.code for rule in self.rules if rule.on != SUPPRESSION}

    def rules_for(self, kind: str, name: str) -> list[Rule]:
        """The rules that ask for each of a kind, and those that ask for this name."""
        found = self.asked.get((kind, name))
        if found is None:
            rules = self.table[kind]
            found = self.asked[kind, name] = [*rules.get("", ()), *(rules.get(name, ()) if name else ())]
        return found

    def lint(self, source: Source, kind: str) -> Outcome:
        """Lint a file that has been read; `kind` is `dockerfile` or `devcontainer`."""
        run = _Run(self, source)
        if kind == "devcontainer":
            run.devcontainer()
        else:
            run.dockerfile()
        kept, suppressed = run.remaining()
        kept.sort(key=lambda finding: (finding.problem.span, finding.code))
        return Outcome(kept, suppressed, tuple(run.errors))


class _Run:
    def __init__(self, linter: Linter, source: Source) -> None:
        self.linter = linter
        self.table = linter.table
        self.source = source
        self.findings: list[Finding] = []
        self.errors: list[UserError] = []
        self.suppressions: list[Suppression] = []

    def devcontainer(self) -> None:
        from devcontain.workspace import DevContainer

        container = DevContainer(self.source)
        self.ask("devcontainer", "", container)
        self.suppressions = suppressions.in_json(self.source, container.document.comments)

    def dockerfile(self) -> None:
        build = Build(dockerfile.parse(self.source), self.linter.settings)
        self.ask("dockerfile", "", build)
        for stage in build.stages:
            self.ask("stage", "", stage)
            for step in stage.steps:
                self.step(step)
        self.suppressions = suppressions.in_dockerfile(build.dockerfile)

    def remaining(self) -> tuple[list[Finding], int]:
        """The findings that no comment silences, what there is to say of the comments, and how many are silenced."""
        silencing = Suppressions(self.suppressions, self.linter.codes)
        kept, silenced = silencing.split(self.findings)
        judging = self.table.get("suppression")
        if judging and self.suppressions:
            is_cut_short = self.errors or any(finding.code in UNREADABLE for finding in self.findings)
            ran = set() if is_cut_short else self.linter.codes_of_files
            self.findings = []
            for suppression in silencing.judged(ran):
                self.ask("suppression", "", suppression)
            more, also_silenced = silencing.split(self.findings)
            return kept + more, silenced + also_silenced
        return kept, silenced

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
        """Collect what the rules say of a subject; a rule that fails is reported, and the others go on."""
        for rule in self.linter.rules_for(kind, name):
            try:
                for problem in rule.check(subject):
                    self.findings.append(rule.finding(self.source.path, problem))
            except Exception as error:
                self.note_failure(rule, error)

    def note_failure(self, rule: Rule, error: Exception) -> None:
        if os.environ.get("DEVCONTAIN_TRACEBACK"):
            raise error
        self.errors.append(
            UserError(
                f"{self.source.path}: the rule {rule.code} failed on an error of its own: {error!r}",
                "please report it, with the file if you can",
            )
        )
