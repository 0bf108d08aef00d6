"""What can be said on the command line: every command, option and help text."""

import sys
from pathlib import Path

import click

from devcontain import __version__

_DIRECTORY = click.Path(path_type=Path)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def cli() -> None:
    """Dev containers that open: generate and lint container files for Python repositories."""


@cli.command(short_help="Write a dev container for the repository in DIRECTORY.")
@click.argument("directory", type=_DIRECTORY, default=".")
@click.option("--dry-run", is_flag=True, help="Print the files instead of writing them.")
@click.option("--diff", is_flag=True, help="Print what would change as a diff; write nothing; exit 0.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when the files differ (also with --diff).")
@click.option("--force", is_flag=True, help="Overwrite existing files that differ.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing; take what was found.")
@click.option("--python", metavar="VERSION", help="The Python version, such as 3.12; else what the repository says.")
@click.option(
    "--service", "services", multiple=True, metavar="NAME", help="Add a service, such as postgres (repeatable)."
)
@click.option(
    "--gpu",
    type=click.Choice(["auto", "none", "nvidia"]),
    default="auto",
    show_default=True,
    help="GPU support.",
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json prints the plan with its reasons and writes nothing.",
)
def init(
    directory: Path,
    dry_run: bool,
    diff: bool,
    check: bool,
    force: bool,
    yes: bool,
    python: str | None,
    services: tuple[str, ...],
    gpu: str,
    output_format: str,
) -> None:
    """Read the Python repository in DIRECTORY and write a dev container for it.

    Writes .devcontainer/devcontainer.json, .devcontainer/Dockerfile, a compose.yaml where services are needed and a
    .dockerignore where there is none. Files that exist and differ are shown as a diff and left alone, unless --force is
    given. Nothing of the repository is executed.
    """
    from devcontain.commands import init as command
    from devcontain.generate.plan import Wishes

    wishes = Wishes(python=python, services=services, gpu=gpu)
    mode = command.Mode(dry_run=dry_run, diff=diff, check=check, force=force, yes=yes, output_format=output_format)
    sys.exit(command.run(directory, wishes, mode))


@cli.command(short_help="Check Dockerfiles and dev containers, and fix them.")
@click.argument("paths", nargs=-1, metavar="[PATH]...")
@click.option("--fix", is_flag=True, help="Apply safe fixes to the files.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff, also fixes that need a human look.")
@click.option(
    "--diff", is_flag=True, help="Print what --fix would change as a diff; write nothing; exit 1 if anything."
)
@click.option(
    "--select", multiple=True, metavar="CODES", help="Only these rules: codes, names, prefixes, ALL, hadolint codes."
)
@click.option("--ignore", multiple=True, metavar="CODES", help="All rules but these.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["full", "concise", "json"]),
    default="full",
    show_default=True,
    help="How findings are printed.",
)
@click.option("--stdin-filename", metavar="NAME", help="The name of the file read from standard input (PATH `-`).")
def lint(
    paths: tuple[str, ...],
    fix: bool,
    unsafe_fixes: bool,
    diff: bool,
    select: tuple[str, ...],
    ignore: tuple[str, ...],
    output_format: str,
    stdin_filename: str | None,
) -> None:
    """Check the Dockerfiles and dev-container files among PATHs (default: this directory).

    Directories are searched for Dockerfile, Dockerfile.*, *.Dockerfile, Containerfile and devcontainer.json, leaving
    out what .gitignore names; `-` reads a Dockerfile from standard input. Exit code 0: clean; 1: findings; 2: something
    could not be read or done.
    """
    from devcontain.commands import lint as command

    request = command.Request(
        paths=paths,
        fix=fix,
        unsafe_fixes=unsafe_fixes,
        diff=diff,
        select=select,
        ignore=ignore,
        output_format=output_format,
        stdin_filename=stdin_filename,
    )
    sys.exit(command.run(request))


@cli.command(short_help="Print a rule's page.")
@click.argument("rules", nargs=-1, metavar="[CODE]...")
@click.option("--all", "every", is_flag=True, help="All rules.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "markdown", "json"]),
    default="text",
    show_default=True,
    help="How rules are printed.",
)
def explain(rules: tuple[str, ...], every: bool, output_format: str) -> None:
    """Print the page of each rule CODE (a code, name, prefix or hadolint code): what it finds, why, and examples."""
    from devcontain.commands import explain as command

    sys.exit(command.run(rules, every, output_format))
