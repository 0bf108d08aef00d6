"""What `devcontain init` says: decisions with their reasons, files, differences and conflicts."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

import click

from devcontain.generate.again.record import PATH as RECORD
from devcontain.report.summary import count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from devcontain.generate.again.merge import Conflict
    from devcontain.generate.again.regenerate import File
    from devcontain.generate.plan import Plan

_COLORS = {"+": "green", "-": "red", "@": "cyan", "<": "magenta", "|": "magenta", "=": "magenta", ">": "magenta"}

_VERDICTS = {
    "new": "is missing",
    "changed": "differs",
    "removed": "is not needed any more",
    "conflict": "has a conflict",
}


def state(file: File) -> str:
    """What becomes of a file, in one word."""
    if file.conflicts:
        return "conflict"
    if not file.change.is_needed:
        return "unchanged"
    if file.change.is_removal:
        return "removed"
    return "new" if file.change.is_new else "changed"


def print_plans(plans: Sequence[Plan]) -> None:
    """Each decision with its reason, an empty line between projects, and what is to be noted."""
    for plan in plans:
        if plan is not plans[0]:
            click.echo()
        for decision in plan.decisions:
            reason = click.style(f"({_shown(decision.because)})", dim=True)
            click.echo(f"  {decision.about:<13} {click.style(_shown(decision.choice), bold=True)} {reason}")
    print_notes(notes_of(plans), ())


def notes_of(plans: Sequence[Plan]) -> list[str]:
    """What is to be noted; where there are several projects, about which."""
    if len(plans) == 1:
        return list(plans[0].notes)
    return [f"{plan.layout.place.project}: {note}" for plan in plans for note in plan.notes]


def print_notes(notes: Iterable[str], files: Iterable[File]) -> None:
    """What is worth knowing, to the side."""
    for note in (*notes, *(note for file in files for note in file.notes)):
        click.echo(f"{click.style('note', fg='yellow', bold=True)}: {_shown(note)}", err=True)


def print_needed(needed: list[File]) -> None:
    """The files that are made, changed or taken away."""
    click.echo()
    for file in needed:
        change = file.change
        sign, color = ("-", "red") if change.is_removal else ("+", "green") if change.is_new else ("~", "yellow")
        click.echo(f"  {click.style(sign, fg=color)} {change.path}")


def print_diff(files: Iterable[File]) -> None:
    """What would change, as a patch."""
    for file in files:
        if file.change.is_needed:
            _print_colored(file.change.diff())


def print_conflicts(conflicts: Iterable[Conflict]) -> None:
    """Each conflict as git shows it."""
    for conflict in conflicts:
        click.echo()
        _print_colored(conflict.lines())


def print_files(files: Iterable[File]) -> None:
    """The text of every file."""
    for file in files:
        if file.change.after is not None:
            click.echo(click.style(f"\n==> {file.change.path} <==", bold=True))
            click.echo(file.change.after.decode(errors="backslashreplace"), nl=False)


def print_verdict(files: Sequence[File]) -> None:
    """What is not as it should be; the record of it alone is worth a word only where nothing else is."""
    wrong = [file for file in files if state(file) != "unchanged"]
    told = [file for file in wrong if file.change.path != RECORD] or wrong
    for file in told:
        click.echo(f"{file.change.path} {_VERDICTS[state(file)]}")
    if told:
        many = f"{len(told)} files differ" if len(told) > 1 else "1 file differs"
        click.echo(f"{many} from what devcontain init writes.")


def print_next(directory: Path, needed: list[File], plans: Sequence[Plan]) -> None:
    """What was done, and what to do now."""
    removed = sum(file.change.is_removal for file in needed)
    written = f"Wrote {count(len(needed) - removed, 'file')}"
    click.echo(f"\n{written}, removed {removed}." if removed else f"\n{written}.")
    is_first = any(file.change.path == RECORD and file.change.is_new for file in needed)
    choice, option = ("Reopen in Container", "") if is_first else ("Rebuild Container", " --remove-existing-container")
    which = "" if len(plans) == 1 else f", then one of {', '.join(plan.name for plan in plans)}"
    click.echo(f'Open the folder in VS Code and choose "{choice}"{_shown(which)}, or run:')
    layout = plans[0].layout
    config = directory / layout.configured("devcontainer.json")
    option = option if layout.is_main else f" --config {_shown(shlex.quote(str(config)))}{option}"
    click.echo(f"  devcontainer up --workspace-folder {_shown(shlex.quote(str(directory)))}{option}")


def _print_colored(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(click.style(_shown(line), fg=_COLORS.get(line[:1])))


def _shown(text: str) -> str:
    """Text that cannot steer a terminal: what does not print is spelled out."""
    return "".join(
        letter if letter.isprintable() or letter == "\t" else letter.encode("unicode_escape").decode()
        for letter in text
    )
