"""`devcontain init`: read a repository, decide on a dev container, show it, and write it."""

from __future__ import annotations

import json
import sys
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import click

from devcontain.commands.init_output import (
    print_conflicts,
    print_diff,
    print_files,
    print_needed,
    print_next,
    print_notes,
    print_plan,
    print_verdict,
    state,
)
from devcontain.commands.interview import choose_sides, interview
from devcontain.detect import detect
from devcontain.errors import UserError
from devcontain.generate.artifacts import DOCKERIGNORE, artifacts
from devcontain.generate.decide import decide
from devcontain.generate.record import PATH as RECORD
from devcontain.generate.regenerate import File, find_record, record_change, regenerate
from devcontain.generate.wishes import wishes_from
from devcontain.generate.write import write

if TYPE_CHECKING:
    from collections.abc import Set
    from pathlib import Path

    from devcontain.detect.facts import Facts
    from devcontain.generate.artifact import Artifact
    from devcontain.generate.merge import Conflict
    from devcontain.generate.plan import Plan
    from devcontain.generate.record import Record
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
    record = find_record(directory.resolve())
    wishes = wishes.over(wishes_from(record.options, RECORD))
    facts = _facts(directory, wishes, record, templates)
    plan = decide(facts, wishes, templates.services)
    if mode.asks:
        print_plan(plan)
        if not record.files:
            look_again = partial(_facts, directory, record=record, templates=templates)
            wishes = interview(facts, wishes, templates.services, look_again)
            plan = _decided_anew(directory, plan, wishes, record, templates)
    return _Run(directory, plan, wishes, mode, record, artifacts(plan, templates)).go()


def _facts(directory: Path, wishes: Wishes, record: Record, templates: Templates) -> Facts:
    """What is seen; a .dockerignore of ours counts as none, and a clone in a folder of another name keeps its name."""
    facts = detect(directory, wishes.manager, templates.services)
    is_named_by_folder = facts.name == directory.resolve().name
    return replace(
        facts,
        name=record.name if is_named_by_folder and record.name else facts.name,
        has_dockerignore=facts.has_dockerignore and DOCKERIGNORE not in record.files,
    )


def _decided_anew(directory: Path, before: Plan, wishes: Wishes, record: Record, templates: Templates) -> Plan:
    plan = decide(_facts(directory, wishes, record, templates), wishes, templates.services)
    if plan != before:
        click.echo()
        print_plan(plan)
    return plan


class _Run:
    """One run, once everything is decided."""

    def __init__(
        self, directory: Path, plan: Plan, wishes: Wishes, mode: Mode, record: Record, generated: list[Artifact]
    ) -> None:
        self.directory = directory
        self.root = directory.resolve()
        self.plan = plan
        self.mode = mode
        self.record = record
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
            print_notes((*self.plan.notes, *conflicts), self.files)
        elif mode.dry_run:
            print_plan(self.plan)
            print_files(self.files)
        elif mode.check:
            print_verdict(everything)
        else:
            return self._write()
        return int(mode.check and (any(file.change.is_needed for file in everything) or bool(self._conflicting())))

    def _write(self) -> int:
        if not self.mode.asks:
            print_plan(self.plan)
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
        print_next(self.directory, needed)
        return 0

    def _conflicting(self) -> list[File]:
        return [] if self.mode.force or self.mode.keep else [file for file in self.files if file.conflicts]

    def _regenerated(self, taken: Set[Conflict]) -> list[File]:
        return regenerate(self.root, self.generated, self.record, taken, restores=self.mode.force)

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
        return {**self.plan.to_data(), "files": files}
