"""Runs rules over files: one walk through what each file holds, dispatched by kind and name."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, NamedTuple

from devcontain.errors import UserError
from devcontain.lint.dispatch import Dispatches
from devcontain.lint.rule import SUPPRESSION
from devcontain.lint.suppress import Suppressions
from devcontain.semantics import suppressions
from devcontain.semantics.build import Build
from devcontain.semantics.settings import NOTHING, Settings
from devcontain.syntax import dockerfile

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from devcontain.lint.rule import Finding, Rule
    from devcontain.lint.shellcheck.checks import ShellCheck
    from devcontain.semantics.build import Step
    from devcontain.semantics.installs import Install
    from devcontain.semantics.suppressions import Suppression
    from devcontain.syntax.source import Source

UNREADABLE = frozenset(["DKF001", "DEV001", "CMP001", "SC1072", "SC1073"])
"""The codes of findings that say that a file, or a script in it, cannot be read to its end."""
_MAXIMUM_BELOW = 2
_SETUP = ("setup.py", "setup.cfg")


class Outcome(NamedTuple):
    """What linting one file came to."""

    findings: list[Finding]
    suppressed: int = 0
    errors: tuple[UserError, ...] = ()
    requirements: tuple[str, ...] = ()
    """The paths of the dependency files that it reads, which are worth a look too."""


class Linter:
    """Rules, and how they are asked; `codes` tells which rule a comment means: our code by each way to write it."""

    def __init__(
        self,
        rules: Iterable[Rule],
        codes: Mapping[str, str],
        settings: Settings = NOTHING,
        shellcheck: ShellCheck | None = None,
    ) -> None:
        self.rules = tuple(rules)
        self.codes = codes
        self.settings = settings
        self.shellcheck = shellcheck
        self.dispatches = Dispatches(self.rules)
        self.codes_of_files = {rule.code for rule in self.rules if SUPPRESSION not in rule.on}

    def lint(self, source: Source, kind: str) -> Outcome:
        """Lint a file that has been read; `kind` is `dockerfile`, `devcontainer`, `compose` or `requirements`."""
        run = _Run(self, source)
        if kind == "devcontainer":
            run.devcontainer()
        elif kind == "compose":
            run.compose()
        elif kind == "requirements":
            run.requirements()
        else:
            run.dockerfile()
        kept, suppressed = run.remaining()
        kept.sort(key=lambda finding: (finding.problem.span, finding.code))
        return Outcome(kept, suppressed, tuple(run.errors), tuple(run.read))


class _Run:
    def __init__(self, linter: Linter, source: Source) -> None:
        self.linter = linter
        self.dispatch = linter.dispatches.all
        self.source = source
        self.findings: list[Finding] = []
        self.errors: list[UserError] = []
        self.suppressions: list[Suppression] = []
        self.read: list[str] = []
        self.reading: list[Install] = []

    def devcontainer(self) -> None:
        from devcontain.workspace import DevContainer

        container = DevContainer(self.source, self.linter.settings)
        self.ask("devcontainer", "", container)
        self.suppressions = suppressions.in_json(self.source, container.document.comments)

    def compose(self) -> None:
        from devcontain.semantics.compose import Compose

        compose = Compose(self.source, self.linter.settings)
        self.ask("compose", "", compose)
        self.suppressions = suppressions.in_json(self.source, compose.document.comments)

    def requirements(self) -> None:
        from devcontain.workspace import dependency_file, included

        file = dependency_file(self.source)
        self.ask("requirements", "", file)
        self.suppressions = suppressions.in_json(self.source, file.comments)
        self.read = included(file)

    def dockerfile(self) -> None:
        build = Build(dockerfile.parse(self.source), self.linter.settings)
        self.dispatch = self.linter.dispatches.for_build(build)
        self.ask("dockerfile", build.vocabulary, build)
        for stage in build.stages:
            self.ask("stage", stage.vocabulary, stage)
            for step in stage.steps:
                self.step(step)
        self.suppressions = suppressions.in_dockerfile(build.dockerfile)
        if self.linter.shellcheck is not None:
            self.ask_shellcheck(build, self.linter.shellcheck)
        if self.reading and self.dispatch.by_kind.get("requirements"):
            self.read = _dependency_files(build, self.reading)

    def remaining(self) -> tuple[list[Finding], int]:
        """The findings that no comment silences, what there is to say of the comments, and how many are silenced."""
        silencing = Suppressions(self.suppressions, self.linter.codes)
        kept, silenced = silencing.split(self.findings)
        judging = self.dispatch.by_kind.get("suppression")
        if judging and self.suppressions:
            is_cut_short = self.errors or any(finding.code in UNREADABLE for finding in self.findings)
            ran = set() if is_cut_short else self.codes_that_ran()
            self.findings = []
            for suppression in silencing.judged(ran):
                self.ask("suppression", "", suppression)
            more, also_silenced = silencing.split(self.findings)
            return kept + more, silenced + also_silenced
        return kept, silenced

    def ask_shellcheck(self, build: Build, shellcheck: ShellCheck) -> None:
        try:
            self.findings += shellcheck.findings(build)
        except UserError as error:
            self.errors.append(error)

    def codes_that_ran(self) -> set[str]:
        """The codes of the rules that were asked, and of ShellCheck's those that comments name."""
        shellcheck = self.linter.shellcheck
        if shellcheck is None:
            return self.linter.codes_of_files
        named = {each.code(name) for each in self.suppressions for name in each.names}
        return self.linter.codes_of_files.union(filter(shellcheck.wanted.has, named))

    def step(self, step: Step) -> None:
        self.ask("instruction", step.keyword, step)
        if step.keyword == "RUN":
            self.ask("run", step.vocabulary, step)
            if not step.vocabulary.isdisjoint(self.dispatch.commands):
                for command in step.commands:
                    self.ask("command", command.name, command)
            for install in step.installs:
                self.ask("install", install.manager, install)
                if install.manifests or install.default_manifests or install.needs_source:
                    self.reading.append(install)

    def ask(self, kind: str, names: str | frozenset[str], subject: Any) -> None:
        """Collect what the rules say of a subject; a rule that fails is reported, and the others go on."""
        for rule in self.dispatch.rules_for(kind, names):
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


def _dependency_files(build: Build, installs: list[Install]) -> list[str]:
    """Where the dependency files are that a build installs; a dev container takes what its project wants today."""
    from devcontain.semantics.context_files import PROJECT, dependency_files
    from devcontain.semantics.copies import named_sources
    from devcontain.workspace import files_in_context

    names = [] if build.is_dev_container else dependency_files(installs)
    # A project that has only the other two is no part of one above it.
    others = [name.replace(PROJECT, other) for name in names if name.endswith(PROJECT) for other in _SETUP]
    copied = [*names, *others, *named_sources(build)] if names else []
    dockerfile = build.dockerfile.source.path
    paths = files_in_context(dockerfile, copied, names) if names else []
    return [path for path in paths if not path.endswith(PROJECT) or _is_near(dockerfile, path)]


def _is_near(dockerfile: str, project: str) -> bool:
    """Whether a Dockerfile lies in a project's directory or little below it; further down it is another's."""
    above = os.path.relpath(os.path.dirname(project) or ".", os.path.dirname(dockerfile) or ".")  # noqa: PTH120
    return above.count(os.pardir) <= _MAXIMUM_BELOW
