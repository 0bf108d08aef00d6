"""`devcontain init`: read a repository, decide on a dev container, show it, and write it."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import click

from devcontain.commands.init_output import (
    notes_of,
    print_conflicts,
    print_diff,
    print_files,
    print_needed,
    print_next,
    print_notes,
    print_plans,
    print_verdict,
    state,
)
from devcontain.commands.interview import choose_sides, interview
from devcontain.commands.progress import Progress
from devcontain.detect.survey import Asked, survey
from devcontain.errors import UserError
from devcontain.generate.adopt.former import NOTHING, Former, find_former, with_former, with_python
from devcontain.generate.again.record import PATH as RECORD
from devcontain.generate.again.regenerate import File, find_record, record_change, regenerate
from devcontain.generate.artifacts import all_artifacts, dockerignore_path
from devcontain.generate.decide import decide
from devcontain.generate.python.interpreter import decisive
from devcontain.generate.wishes import wishes_from
from devcontain.generate.write import write
from devcontain.manifests.repository import Repository

if TYPE_CHECKING:
    from collections.abc import Set
    from pathlib import Path

    from devcontain.detect.facts import Facts
    from devcontain.generate.again.merge import Conflict
    from devcontain.generate.again.record import Record
    from devcontain.generate.artifact import Artifact
    from devcontain.generate.plan import Plan
    from devcontain.generate.templates import Templates
    from devcontain.generate.wishes import Wishes


class Mode(NamedTuple):
    """How far to go, and how to say it."""

    dry_run: bool = False
    diff: bool = False
    check: bool = False
    force: bool = False
    keep: bool = False
    yes: bool = False
    output_format: str = "text"

    @property
    def only_looks(self) -> bool:
        """Whether nothing is written."""
        return self.dry_run or self.diff or self.check or self.output_format == "json"

    @property
    def asks(self) -> bool:
        """Whether there is somebody to ask."""
        return not (self.only_looks or self.yes) and sys.stdin.isatty() and sys.stdout.isatty()


def run(directory: Path, wishes: Wishes, mode: Mode, templates: Templates) -> int:
    """Exit code 0: done or nothing to do; 1: files differ and were left alone."""
    if mode.force and mode.keep:
        raise UserError("--force and --keep contradict each other", "give one of them")
    if both := set(wishes.services) & set(wishes.without):
        raise UserError(f"--service and --without both name {', '.join(sorted(both))}", "give one of them")
    record = find_record(directory.resolve())
    wishes = wishes.over(wishes_from(record.options, RECORD))
    former = NOTHING if record.files else find_former(Repository(directory)) or NOTHING
    wishes = with_former(wishes, former, templates.services)
    facts = _facts(directory, wishes, record, former, templates)
    plans = _decided(facts, wishes, templates)
    if mode.asks:
        print_plans(plans)
        if not record.files:
            look_again = partial(_facts, directory, record=record, former=former, templates=templates)
            facts, wishes = interview(facts, wishes, templates.services, look_again)
            plans = _decided_anew(plans, facts, wishes, templates)
    generated = all_artifacts(plans, templates)
    wishes = _remembering(wishes, facts, former, generated)
    return _Run(directory, plans, wishes, mode, record, former, generated).go()


def _remembering(wishes: Wishes, facts: list[Facts], former: Former, generated: list[Artifact]) -> Wishes:
    """The wishes with the Python that was chosen for what a file says that is replaced, since it will be forgotten."""
    request = decisive(facts[0]) if wishes.python is None and len(facts) == 1 else None
    if request is None or not request.gives_way:
        return wishes
    is_replaced = request is former.python or request.evidence.path in {artifact.path for artifact in generated}
    return wishes._replace(python=request.version) if is_replaced else wishes


def _facts(directory: Path, wishes: Wishes, record: Record, former: Former, templates: Templates) -> list[Facts]:
    """What is seen; a .dockerignore of ours counts as none, and a clone in a folder of another name keeps its name."""
    asked = Asked(wishes.manager, wishes.project, wishes.projects)
    with Progress() as progress:
        found = survey(directory, asked, templates.services, progress.count)
    return [_remembered(facts, directory, record, former) for facts in found]


def _remembered(facts: Facts, directory: Path, record: Record, former: Former) -> Facts:
    is_named_by_folder = facts.name == directory.resolve().name and facts.place.directory in {".", facts.place.opened}
    return replace(
        facts,
        name=record.name if is_named_by_folder and record.name else facts.name,
        python=facts.python if facts.dependencies.brings_python else with_python(facts.python, former),
        has_dockerignore=facts.has_dockerignore and dockerignore_path(facts) not in record.files,
    )


def _decided(facts: list[Facts], wishes: Wishes, templates: Templates) -> list[Plan]:
    return [decide(each, wishes, templates.services) for each in facts]


def _decided_anew(before: list[Plan], facts: list[Facts], wishes: Wishes, templates: Templates) -> list[Plan]:
    plans = _decided(facts, wishes, templates)
    if plans != before:
        click.echo()
        print_plans(plans)
    return plans


class _Run:
    """One run, once everything is decided."""

    def __init__(
        self,
        directory: Path,
        plans: list[Plan],
        wishes: Wishes,
        mode: Mode,
        record: Record,
        former: Former,
        generated: list[Artifact],
    ) -> None:
        self.directory = directory
        self.root = directory.resolve()
        self.plans = plans
        self.mode = mode
        self.record = record
        self.former = former
        self.generated = generated
        self.files = self._regenerated(frozenset())
        self.conflicts = [conflict for file in self.files for conflict in file.conflicts]
        if mode.force and self.conflicts:
            self.files = self._regenerated(frozenset(self.conflicts))
        self.record_file = File(record_change(self.root, wishes.to_options(), generated))

    def go(self) -> int:
        """Look or write, and the exit code."""
        mode, everything = self.mode, [*self.files, self.record_file]
        if mode.output_format == "json":
            click.echo(json.dumps(self._data(everything), indent=2))
        elif mode.diff:
            print_diff(everything)
            conflicts = (f"{file.change.path} has a conflict, which this leaves out" for file in self._conflicting())
            print_notes((*notes_of(self.plans), *conflicts), self.files)
        elif mode.dry_run:
            print_plans(self.plans)
            print_files(self.files)
        elif mode.check:
            print_verdict(everything)
        else:
            return self._write()
        return int(mode.check and (any(file.change.is_needed for file in everything) or bool(self._conflicting())))

    def _write(self) -> int:
        if not self.mode.asks:
            print_plans(self.plans)
        print_notes((), self.files)
        if self.conflicts and not (self.mode.force or self.mode.keep):
            print_conflicts(self.conflicts)
            if not self.mode.asks:
                return self._give_up_on_conflicts()
            self.files = self._regenerated(choose_sides(self.conflicts))
        foreign = [file for file in self.files if file.is_foreign and file.change.is_needed]
        if self.mode.keep:
            self.files = [file for file in self.files if file not in foreign]
            foreign = []
        return self._write_needed(foreign)

    def _write_needed(self, foreign: list[File]) -> int:
        needed = [file for file in (*self.files, self.record_file) if file.change.is_needed]
        if not needed:
            click.echo("\nNothing to do: the files are as devcontain writes them, but for what you changed.")
            return 0
        if foreign and not self.mode.force:
            print_diff(foreign)
        print_needed(needed)
        if not self._consents(foreign):
            return self._leave_alone(foreign)
        write(self.root, [file.change for file in needed])
        print_next(self.directory, needed, self.plans)
        return 0

    def _conflicting(self) -> list[File]:
        return [] if self.mode.force or self.mode.keep else [file for file in self.files if file.conflicts]

    def _regenerated(self, taken: Set[Conflict]) -> list[File]:
        restores = self.mode.force
        return regenerate(self.root, self.generated, self.record, taken, former=self.former, restores=restores)

    def _consents(self, foreign: list[File]) -> bool:
        """Whether to go ahead: asked at a terminal; elsewhere yes, unless a file of somebody else's would change."""
        is_harmless = self.mode.force or not foreign
        if self.mode.asks:
            question = "Write these files?" if is_harmless else "Change what is not devcontain's as shown?"
            return click.confirm(question, default=is_harmless)
        return is_harmless

    def _leave_alone(self, foreign: list[File]) -> int:
        if foreign:
            names = ", ".join(file.change.path for file in foreign)
            reason = f"{names} would be changed, which devcontain did not write"
            hint = "--force changes that as shown, --keep leaves it as it is and writes the rest"
            click.echo(f"Nothing was written: {reason}; {hint}.", err=True)
        else:
            click.echo("Nothing was written.", err=True)
        return 1

    def _give_up_on_conflicts(self) -> int:
        many = "1 conflict" if len(self.conflicts) == 1 else f"{len(self.conflicts)} conflicts"
        hint = "--keep keeps your side of each, --force takes devcontain's, a terminal asks about each"
        click.echo(f"Nothing was written: {many}; {hint}.", err=True)
        return 1

    def _data(self, everything: list[File]) -> dict[str, object]:
        files = [{"path": file.change.path, "state": state(file)} for file in everything]
        plans = [plan.to_data() for plan in self.plans]
        return {**(plans[0] if len(plans) == 1 else {"projects": plans}), "files": files}
