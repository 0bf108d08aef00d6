"""What can be said on the command line: every command, option and help text."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

import click

from devcontain import __version__

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_PATH = click.Path()


def _complete_rule(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:  # noqa: ARG001
    from click.shell_completion import CompletionItem

    from devcontain.commands.complete import rules_beginning

    return [CompletionItem(text, help=name) for text, name in rules_beginning(incomplete)]


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, "-V", "--version", message="%(prog)s %(version)s")
def cli() -> None:
    """Dev containers that open: generate and lint container files for Python repositories."""


@cli.command(short_help="Write a dev container for the repository in DIRECTORY.")
@click.argument("directory", type=_PATH, default=".")
@click.option("--dry-run", is_flag=True, help="Print the files instead of writing them.")
@click.option("--diff", is_flag=True, help="Print what would change as a diff; write nothing; exit 0.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when the files differ (also with --diff).")
@click.option("--force", is_flag=True, help="Overwrite existing files that differ.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing; take what was found.")
@click.option(
    "--manager",
    type=click.Choice(["uv", "poetry", "pdm", "pipenv", "pip", "conda", "scripts"]),
    help="What installs the dependencies; else the first of these whose files are there.",
)
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
    directory: str,
    dry_run: bool,
    diff: bool,
    check: bool,
    force: bool,
    yes: bool,
    manager: str | None,
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
    from pathlib import Path

    from devcontain.commands import init as command
    from devcontain.generate.plan import Wishes

    wishes = Wishes(python=python, services=services, gpu=gpu, manager=manager)
    mode = command.Mode(dry_run=dry_run, diff=diff, check=check, force=force, yes=yes, output_format=output_format)
    sys.exit(command.run(Path(directory), wishes, mode))


class _WithOptionalValue(click.Command):
    """A command with `--add-ignore[=REASON]`: without `=` it takes no value, so that a path may follow."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give the bare option an empty value."""
        end = args.index("--") if "--" in args else len(args)
        options = [f"{each}=" if each == "--add-ignore" else each for each in args[:end]]
        return super().parse_args(ctx, options + args[end:])


@cli.command(cls=_WithOptionalValue, short_help="Check Dockerfiles and dev containers, and fix them.")
@click.argument("paths", nargs=-1, type=_PATH, metavar="[PATH]...")
@click.option("--fix", is_flag=True, help="Apply safe fixes to the files.")
@click.option("--unsafe-fixes", is_flag=True, help="With --fix or --diff, also fixes that need a human look.")
@click.option(
    "--diff", is_flag=True, help="Print what --fix would change as a diff; write nothing; exit 1 if anything."
)
@click.option(
    "--add-ignore", metavar="[=REASON]", help="Write a comment for each finding that silences it, and says why."
)
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    shell_complete=_complete_rule,
    help="Only these rules: codes, names, prefixes, ALL, hadolint codes.",
)
@click.option(
    "--extend-select", multiple=True, metavar="CODES", shell_complete=_complete_rule, help="These rules as well."
)
@click.option("--ignore", multiple=True, metavar="CODES", shell_complete=_complete_rule, help="All rules but these.")
@click.option("--exclude", multiple=True, metavar="PATTERN", help="Leave out files, by patterns as in a .gitignore.")
@click.option("--force-exclude", is_flag=True, help="Also leave out excluded files that are named.")
@click.option("--config", type=_PATH, metavar="FILE", help="Take this configuration for all files.")
@click.option("--no-config", is_flag=True, help="Take no configuration.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info"]),
    help="The least severity that makes the exit code 1.  [default: warning]",
)
@click.option("--exit-zero", is_flag=True, help="Exit 0 whatever is found.")
@click.option("--baseline", type=_PATH, metavar="FILE", help="Say nothing of the findings that this file holds.")
@click.option("--write-baseline", is_flag=True, help="Put all present findings into the file that --baseline names.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(
        ["full", "concise", "grouped", "json", "json-lines", "sarif", "github", "gitlab", "junit", "checkstyle"]
    ),
    default="full",
    show_default=True,
    help="How findings are printed.",
)
@click.option("-o", "--output-file", type=_PATH, metavar="FILE", help="Write the report to a file.")
@click.option("--statistics", is_flag=True, help="Print only how often each rule found something.")
@click.option("--show-files", is_flag=True, help="Print the files that would be linted.")
@click.option("--show-settings", is_flag=True, help="Print what is configured for the files, and the rules that run.")
@click.option("--stdin-filename", metavar="NAME", help="The name of the file read from standard input (PATH `-`).")
def lint(**options: Any) -> None:
    """Check the Dockerfiles and dev-container files among PATHs (default: this directory).

    Directories are searched for Dockerfile, Dockerfile.*, *.Dockerfile, Containerfile and devcontainer.json, leaving
    out what .gitignore names; `-` reads a Dockerfile from standard input. Exit code 0: clean; 1: findings; 2: something
    could not be read or done.
    """
    from devcontain.commands import lint as command
    from devcontain.commands.request import Request

    sys.exit(command.run(Request(**options)))


@cli.command(short_help="Print a rule's page.")
@click.argument("rules", nargs=-1, metavar="[CODE]...", shell_complete=_complete_rule)
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
