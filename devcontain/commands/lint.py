"""`devcontain lint`: find the files, lint and fix them, report."""

from __future__ import annotations

import os
import sys
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from devcontain.commands.output import print_lines, wants_color
from devcontain.errors import UserError
from devcontain.files.kind import kind_of
from devcontain.files.reading import read_source
from devcontain.files.search import search
from devcontain.files.writing import replace_source
from devcontain.lint.fix import fix
from devcontain.lint.outcome import Report
from devcontain.lint.rule import INFO, Finding
from devcontain.lint.runner import Linter
from devcontain.lint.select import choose, known_codes
from devcontain.report import FORMATS
from devcontain.report.terminal import printable
from devcontain.rules import all_rules
from devcontain.syntax.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

STDIN = "-"


class Request(NamedTuple):
    """What the command line asks for."""

    paths: tuple[str, ...] = ()
    fix: bool = False
    unsafe_fixes: bool = False
    diff: bool = False
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    output_format: str = "full"
    stdin_filename: str | None = None


def run(request: Request) -> int:
    """Lint what was asked for; 0 clean, 1 findings (with --diff: changes), 2 something could not be read or done."""
    work = _Work(request)
    for path, kind in work.files():
        try:
            work.lint(path, kind)
        except UserError as error:
            work.errors.append(error)
    return work.finish()


class _Work:
    """What has been found so far."""

    def __init__(self, request: Request) -> None:
        rules = all_rules()
        self.request = request
        self.linter = Linter(choose(rules, request.select, request.ignore), known_codes(rules))
        self.findings: list[Finding] = []
        self.sources: dict[str, Source] = {}
        self.errors: list[UserError] = []
        self.suppressed = 0
        self.fixed: Counter[str] = Counter()
        self.diffs: list[str] = []

    def files(self) -> Iterator[tuple[str, str]]:
        paths = self.request.paths or (".",)
        if STDIN in paths:
            if len(paths) > 1:
                raise UserError("`-` cannot stand beside other paths", "lint standard input in a run of its own")
            name = self.request.stdin_filename or STDIN
            yield name, kind_of(os.path.basename(name))  # noqa: PTH119
            return
        found = search(paths)
        self.errors += found.errors
        if not found.files and not found.errors:
            print_lines(["warning: no Dockerfile and no devcontainer.json found"], error=True)
        yield from found.files

    def lint(self, path: str, kind: str) -> None:
        before = self.read(path)
        changing = self.request.fix or self.request.diff
        if changing:
            fixed = fix(self.linter, before, kind, unsafe=self.request.unsafe_fixes)
            source, outcome = fixed.source, fixed.outcome
            self.change(before, source)
            self.fixed += fixed.counts
        else:
            source, outcome = before, self.linter.lint(before, kind)
        self.findings += outcome.findings
        self.errors += outcome.errors
        self.suppressed += outcome.suppressed
        self.sources[path] = source

    @property
    def from_stdin(self) -> bool:
        return STDIN in self.request.paths

    def read(self, path: str) -> Source:
        if self.from_stdin:
            return Source(path, sys.stdin.buffer.read().decode("utf-8", "surrogateescape"))
        return read_source(path)

    def change(self, before: Source, after: Source) -> None:
        if self.request.diff:
            if before.text != after.text:
                self.diffs += _diff(before, after)
        elif self.from_stdin:
            sys.stdout.buffer.write(after.text.encode("utf-8", "surrogateescape"))
        elif before.text != after.text:
            replace_source(before, after.text)

    def finish(self) -> int:
        if self.request.diff:
            print_lines(self.diffs)
            self.complain()
            return 2 if self.errors else int(bool(self.diffs))
        report = Report(
            findings=tuple(self.findings),
            sources=self.sources,
            suppressed=self.suppressed,
            fixed=self.fixed,
            errors=tuple(self.errors),
            unsafe_fixes=self.request.unsafe_fixes,
        )
        to_error = self.from_stdin and self.request.fix
        lines = FORMATS[self.request.output_format](report, color=wants_color(error=to_error))
        print_lines(lines, error=to_error)
        self.complain()
        return 2 if self.errors else int(any(finding.severity != INFO for finding in self.findings))

    def complain(self) -> None:
        for error in self.errors:
            print_lines([f"error: {error.message}"] + ([f"hint: {error.hint}"] if error.hint else []), error=True)


def _diff(before: Source, after: Source) -> list[str]:
    from difflib import unified_diff

    lines = unified_diff(before.text.split("\n"), after.text.split("\n"), before.path, after.path, lineterm="")
    return ["\t".join(printable(part) for part in line.removesuffix("\r").split("\t")) for line in lines]
