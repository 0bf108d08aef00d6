"""What the command line asks of `devcontain lint`."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.errors import UserError
from devcontain.lint.select import names_in
from devcontain.report import FORMATS

if TYPE_CHECKING:
    from devcontain.lint.rule import Severity

STDIN = "-"


class Request(NamedTuple):
    """The arguments and options, by their names."""

    paths: tuple[str, ...] = ()
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    add_ignore: str | None = None
    """The reason to give; nothing where no comments are to be written."""
    select: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    force_exclude: bool = False
    config: str | None = None
    no_config: bool = False
    fail_on: Severity | None = None
    exit_zero: bool = False
    baseline: str | None = None
    write_baseline: bool = False
    output_format: str = "full"
    output_file: str | None = None
    statistics: bool = False
    show_files: bool = False
    show_settings: bool = False
    stdin_filename: str | None = None

    @property
    def from_stdin(self) -> bool:
        """Whether standard input is linted: it is named, or given a name."""
        return STDIN in self.paths or self.stdin_filename is not None

    @property
    def changes_files(self) -> bool:
        """Whether files are written anew; --diff only shows it."""
        return (self.fix and not self.diff) or self.add_ignore is not None

    def check(self) -> None:
        """Raise UserError for options that contradict each other."""
        if (self.fix or self.diff) and self.add_ignore is not None:
            raise UserError("--add-ignore cannot go together with --fix or --diff", "run them one after the other")
        if self.write_baseline and not self.baseline:
            raise UserError("--write-baseline needs the name of the file", "give it with --baseline FILE")
        if self.write_baseline and (self.diff or self.add_ignore is not None):
            other = "--diff" if self.diff else "--add-ignore"
            raise UserError(f"--write-baseline cannot go together with {other}", "run them one after the other")
        if self.config and self.no_config:
            raise UserError("--config and --no-config contradict each other", "give one of them")
        if self.statistics and not (self.output_format == "json" or FORMATS[self.output_format].is_for_people):
            raise UserError("statistics are text or JSON", "leave --format out, or say --format json")
        if self.from_stdin and self.paths not in ((), (STDIN,)):
            named = "`-`" if STDIN in self.paths else "--stdin-filename"
            raise UserError(f"{named} cannot stand beside other paths", "lint standard input in a run of its own")
        self._check_rules()

    def _check_rules(self) -> None:
        said = {"--select": self.select, "--extend-select": self.extend_select, "--ignore": self.ignore}
        for option, selectors in said.items():
            if selectors and not names_in(selectors):
                raise UserError(f"{option} names no rule", "name one, such as `CAC001`, or leave the option out")
