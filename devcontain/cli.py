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
@click.option("--check", is_flag=True, help="Write nothing; exit 1 when something would change (also with --diff).")
@click.option("--keep", is_flag=True, help="Your side wherever it and devcontain's contradict each other.")
@click.option("--force", is_flag=True, help="devcontain's side there; also bring back files that were deleted.")
@click.option("-y", "--yes", is_flag=True, help="Ask nothing; take what was found.")
@click.option(
    "--manager",
    type=click.Choice(["auto", "uv", "poetry", "pdm", "pipenv", "pixi", "pip", "conda", "scripts"]),
    help="What installs the dependencies; else the first of these whose files are there.",
)
@click.option("--python", metavar="VERSION", help="The Python version, such as 3.12; else what the repository says.")
@click.option(
    "--base",
    metavar="IMAGE",
    help="The image: devcontainers, python, slim, or a reference; else devcontainers, or python where there is none.",
)
@click.option(
    "--service", "services", multiple=True, metavar="NAME", help="Add a service, such as postgres (repeatable)."
)
@click.option("--without", multiple=True, metavar="NAME", help="Leave out a service that was found (repeatable).")
@click.option("--gpu", type=click.Choice(["auto", "none", "nvidia", "amd"]), help="GPU support.  [default: auto]")
@click.option("--compose/--no-compose", default=None, help="A compose.yaml; else where there are services.")
@click.option(
    "--production/--no-production", default=None, help="A lean Dockerfile for the application at the root as well."
)
@click.option("--project", multiple=True, metavar="PATH", help="Only this one of several projects (repeatable).")
@click.option(
    "--projects",
    type=click.Choice(["auto", "each", "together"]),
    help="A configuration for each of several projects, or one that has all together.  [default: each]",
)
@click.option(
    "--aws/--no-aws", default=None, help="The AWS CLI, and your ~/.aws in the dev container, where it can only be read."
)
@click.option("--templates", type=_PATH, metavar="DIR", help="Templates and services that go before devcontain's.")
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="json prints the plan with its reasons and writes nothing.",
)
def init(directory: str, templates: str | None, **options: Any) -> None:
    """Read the Python repository in DIRECTORY and write a dev container for it.

    Writes .devcontainer/devcontainer.json, .devcontainer/Dockerfile, a compose.yaml where services are needed and a
    .dockerignore where there is none. Run again after the repository has changed, it keeps what you edited; options
    are remembered, and the word `auto` forgets one. Files that devcontain did not write are shown as a diff and left
    alone. Nothing of the repository is executed.
    """
    from pathlib import Path

    from devcontain.commands import init as command
    from devcontain.commands.templates import choose_templates
    from devcontain.generate.wishes import Wishes

    wishes = Wishes(**{name: options[name] for name in Wishes._fields})
    mode = command.Mode(**{name: options[name] for name in command.Mode._fields})
    sys.exit(command.run(Path(directory), wishes, mode, choose_templates(Path(directory), templates)))


class _WithOptionalValue(click.Command):
    """A command with `--add-ignore[=REASON]`: without `=` it takes no value, so that a path may follow."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give the bare option an empty value."""
        end = args.index("--") if "--" in args else len(args)
        options = [f"{each}=" if each == "--add-ignore" else each for each in args[:end]]
        return super().parse_args(ctx, options + args[end:])


@cli.command(cls=_WithOptionalValue, short_help="Check Dockerfiles, compose files and dev containers, and fix them.")
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
    help="Only these rules: codes, names, prefixes, ALL, hadolint's or BuildKit's codes.",
)
@click.option(
    "--extend-select", multiple=True, metavar="CODES", shell_complete=_complete_rule, help="These rules as well."
)
@click.option("--ignore", multiple=True, metavar="CODES", shell_complete=_complete_rule, help="These rules do not run.")
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
@click.option("--stdin-filename", metavar="NAME", help="Read standard input, a file of this name.")
def lint(**options: Any) -> None:
    """Check the Dockerfiles, compose files and dev containers among PATHs (default: this directory).

    Directories are searched for Dockerfile, Dockerfile.*, *.Dockerfile, Containerfile, compose.yaml,
    docker-compose.*.yml and their like, and devcontainer.json, leaving out what .gitignore names. The dependency files
    that a Dockerfile installs are checked with it. `-` reads a Dockerfile from standard input. Exit code 0: clean;
    1: findings; 2: something could not be read or done.
    """
    from devcontain.commands import lint as command
    from devcontain.commands.request import Request

    sys.exit(command.run(Request(**options)))


@cli.command(short_help="Print a rule's page.")
@click.argument("rules", nargs=-1, metavar="[CODE]...", shell_complete=_complete_rule)
@click.option("--all", "every", is_flag=True, help="All rules, a line for each as text.")
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
