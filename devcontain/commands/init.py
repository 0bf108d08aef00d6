"""`devcontain init`: read a repository, decide on a dev container, show it, and write it."""

import json
import shlex
import sys
from pathlib import Path
from typing import NamedTuple

import click

from devcontain.detect import detect
from devcontain.generate.artifacts import artifacts
from devcontain.generate.change import Change, compare
from devcontain.generate.decide import decide
from devcontain.generate.plan import Plan, Wishes
from devcontain.generate.write import write


class Mode(NamedTuple):
    """How far to go, and how to say it."""

    dry_run: bool = False
    diff: bool = False
    check: bool = False
    force: bool = False
    yes: bool = False
    output_format: str = "text"


def run(directory: Path, wishes: Wishes, mode: Mode) -> int:
    """Exit code 0: done or nothing to do; 1: files differ and were left alone."""
    plan = decide(detect(directory, wishes.manager), wishes)
    changes = compare(directory.resolve(), artifacts(plan))
    needed = [change for change in changes if change.is_needed]
    if mode.output_format == "json":
        click.echo(json.dumps(_data(plan, changes), indent=2))
    elif mode.diff:
        _print_diff(needed)
    elif mode.dry_run:
        _print_plan(plan)
        _print_files(changes)
    elif mode.check:
        _print_verdict(needed)
    else:
        return _write(directory, plan, needed, mode)
    return int(mode.check and bool(needed))


def _write(directory: Path, plan: Plan, needed: list[Change], mode: Mode) -> int:
    _print_plan(plan)
    if not needed:
        click.echo("\nNothing to do: the files are as devcontain writes them.")
        return 0
    differing = [change for change in needed if not change.is_new]
    if differing and not mode.force:
        _print_diff(differing)
    _print_needed(needed)
    if not _consents(differing, mode):
        return _leave_alone(differing)
    write(directory.resolve(), needed)
    _print_next(directory, needed)
    return 0


def _consents(differing: list[Change], mode: Mode) -> bool:
    """Whether to go ahead: asked at a terminal; elsewhere yes, unless a file that differs would be lost."""
    is_terminal = sys.stdin.isatty() and sys.stdout.isatty()
    if is_terminal and not mode.yes:
        question = "Overwrite what differs?" if differing and not mode.force else "Write these files?"
        return click.confirm(question, default=not differing or mode.force)
    return mode.force or not differing


def _leave_alone(differing: list[Change]) -> int:
    if differing:
        names = ", ".join(change.artifact.path for change in differing)
        click.echo(f"Nothing was written: {names} would be overwritten; --force does that.", err=True)
    else:
        click.echo("Nothing was written.", err=True)
    return 1


def _data(plan: Plan, changes: list[Change]) -> dict[str, object]:
    files = [{"path": change.artifact.path, "state": _state(change)} for change in changes]
    return {**plan.to_data(), "files": files}


def _state(change: Change) -> str:
    if not change.is_needed:
        return "unchanged"
    return "new" if change.is_new else "changed"


def _print_plan(plan: Plan) -> None:
    for decision in plan.decisions:
        reason = click.style(f"({_shown(decision.because)})", dim=True)
        click.echo(f"  {decision.about:<13} {click.style(_shown(decision.choice), bold=True)} {reason}")
    for note in plan.notes:
        click.echo(f"{click.style('note', fg='yellow', bold=True)}: {_shown(note)}", err=True)


def _print_needed(needed: list[Change]) -> None:
    click.echo()
    for change in needed:
        sign = click.style("+", fg="green") if change.is_new else click.style("~", fg="yellow")
        click.echo(f"  {sign} {change.artifact.path}")


def _print_diff(changes: list[Change]) -> None:
    for change in changes:
        for line in change.diff():
            click.echo(click.style(_shown(line), fg={"+": "green", "-": "red", "@": "cyan"}.get(line[:1])))


def _print_files(changes: list[Change]) -> None:
    for change in changes:
        click.echo(click.style(f"\n==> {change.artifact.path} <==", bold=True))
        click.echo(change.artifact.text, nl=False)


def _print_verdict(needed: list[Change]) -> None:
    for change in needed:
        click.echo(f"{change.artifact.path} {'is missing' if change.is_new else 'differs'}")
    if needed:
        click.echo(
            f"{len(needed)} {'files differ' if len(needed) > 1 else 'file differs'} from what devcontain init writes."
        )


def _print_next(directory: Path, needed: list[Change]) -> None:
    click.echo(f"\nWrote {len(needed)} {'files' if len(needed) > 1 else 'file'}.")
    click.echo('Open the folder in VS Code and choose "Reopen in Container", or run:')
    click.echo(f"  devcontainer up --workspace-folder {_shown(shlex.quote(str(directory)))}")


def _shown(text: str) -> str:
    """Text that cannot steer a terminal: what does not print is spelled out."""
    return "".join(
        letter if letter.isprintable() or letter == "\t" else letter.encode("unicode_escape").decode()
        for letter in text
    )
