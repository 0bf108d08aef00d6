"""`devcontain lint`: find the files, lint and fix them, report."""

from __future__ import annotations

import gc
import os
import sys
from collections import Counter, deque
from typing import TYPE_CHECKING

from devcontain.commands.configured import Configured
from devcontain.commands.output import print_error, print_lines, print_note, wants_color, wants_links, write_lines
from devcontain.commands.request import STDIN, Request
from devcontain.errors import UserError
from devcontain.files.kind import kind_of
from devcontain.files.reading import read_source, read_standard_input
from devcontain.files.repository import here, top_of
from devcontain.files.search import Found, search
from devcontain.lint.outcome import Report
from devcontain.lint.rule import SEVERITIES, Finding
from devcontain.report import FORMATS
from devcontain.report.summary import count, preview
from devcontain.rules import all_rules

if TYPE_CHECKING:
    from collections.abc import Iterable

    from devcontain.lint.baseline import Baseline
    from devcontain.lint.shellcheck.program import Program
    from devcontain.syntax.source import Source

_NO_FILES = "no Dockerfile, compose file or devcontainer.json found"


def run(request: Request) -> int:
    """Lint what was asked for; 0 clean, 1 findings (with --diff: changes), 2 something could not be read or done."""
    request.check()
    _collect_rarely()
    work = _Work(request)
    files = work.files()
    if request.show_files or request.show_settings:
        from devcontain.commands.show import file_lines, setting_lines

        work.print(setting_lines(files, work.configured) if request.show_settings else file_lines(files))
        return work.end(0)
    work.lint_all(files)
    return work.finish()


def _collect_rarely() -> None:
    """Look for garbage less often: a file's trees live until it is done, and what has been imported for good."""
    gc.freeze()
    gc.set_threshold(100_000)


class _Work:
    """What has been found so far."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.from_stdin = request.from_stdin
        self.configured = Configured(request, all_rules())
        self.baseline = _baseline(request)
        self.findings: list[Finding] = []
        self.sources: dict[str, Source] = {}
        self.errors: list[UserError] = []
        self.suppressed = 0
        self.known = 0
        self.fixed: Counter[str] = Counter()
        self.silenced: Counter[str] = Counter()
        self.diffs: list[str] = []
        self.unread: list[Found] = []
        """The files that ShellCheck, where it is wanted, has not been asked about."""

    def files(self) -> list[Found]:
        """The files to lint, without those that are excluded; raises UserError for a wrong configuration."""
        if self.from_stdin:
            name = self.request.stdin_filename or STDIN
            found = [Found(name, kind_of(os.path.basename(name)))]  # noqa: PTH119
        else:
            searched = search(self.request.paths or (".",))
            found = searched.files
            self.errors += searched.errors
        kept = [file for file in found if not self.configured.leaves_out(file.path)]
        if not kept and not self.errors:
            print_note(_NO_FILES if not found else "all files are excluded", label="warning")
        for path in self.configured.found.adopted:
            from devcontain.config.hadolint import KEYS

            print_note(f"devcontain is not configured, so `{path}` counts: its {', '.join(f'`{key}`' for key in KEYS)}")
        return kept

    def lint_all(self, files: list[Found]) -> None:
        """Lint files, and the requirements files that they turn out to read, each once."""
        if not files and self._is_output_taken:
            source = self._read(STDIN)
            self._change(source, source)
        self.unread = [] if self.from_stdin else files
        known = {os.path.realpath(file.path) for file in files if file.kind == "requirements"}
        waiting = deque(files)
        while waiting:
            path, kind = waiting.popleft()
            try:
                read = self.lint(path, kind)
            except UserError as error:
                self._note([error])
                continue
            for other in read:
                if os.path.realpath(other) not in known and not self.configured.leaves_out(other):
                    known.add(os.path.realpath(other))
                    waiting.append(Found(other, "requirements"))

    def lint(self, path: str, kind: str) -> tuple[str, ...]:
        """Lint one file, and change it if that is asked for; the paths of the requirements files that it reads."""
        linter = self.configured.linter(path)
        if linter.shellcheck is not None:
            self._prepare(linter.shellcheck.program)
        source = before = self._read(path)
        if self.request.fix or self.request.diff:
            from devcontain.lint.fix import fix

            source, fixed, outcome = fix(linter, before, kind, unsafe=self.request.unsafe_fixes)
            self.fixed += fixed
        else:
            outcome = linter.lint(before, kind)
        findings = self._new(outcome.findings, source)
        if self.request.add_ignore is not None:
            from devcontain.lint.add_ignore import add_ignores

            source, silenced, outcome = add_ignores(linter, before, kind, findings, self.request.add_ignore)
            self.silenced += silenced
            findings = self._new(outcome.findings, source)
        self._change(before, source)
        self.findings += findings
        self._note(outcome.errors)
        self.suppressed += outcome.suppressed
        self.known += len(outcome.findings) - len(findings)
        self.sources[path] = source
        return () if self.from_stdin else outcome.requirements

    def finish(self) -> int:
        """Report, and say how it ended, which does not depend on the format."""
        if self.request.diff:
            self.print(self.diffs)
            print_lines(preview(self.fixed, self.findings, unsafe=self.request.unsafe_fixes), error=True)
            return self.end(int(bool(self.diffs) and not self.request.exit_zero))
        if self.baseline and self.request.write_baseline:
            write_lines(self.baseline.to_lines(), self.baseline.path)
            print_note(f"wrote {count(self.known, 'finding')} to `{self.baseline.path}`")
            return self.end(0)
        report = Report(
            findings=tuple(self.findings),
            sources=self.sources,
            suppressed=self.suppressed,
            fixed=self.fixed,
            errors=tuple(self.errors),
            unsafe_fixes=self.request.unsafe_fixes,
            silenced=self.silenced,
            known=self.known,
            rules=self.configured.rules_that_run(self.findings),
            root=top_of(here()) or here(),
        )
        self.print(self._lines(report))
        return self.end(0 if self.request.exit_zero else int(any(map(self._fails, self.findings))))

    def end(self, code: int) -> int:
        """Tell what could not be done; if anything, that decides the exit code."""
        for error in self.errors:
            print_error(error.message, error.hint)
        return 2 if self.errors else code

    def print(self, lines: Iterable[str]) -> None:
        """Print to where the user wants it; beside a changed text on standard output, to standard error."""
        if self.request.output_file:
            write_lines(lines, self.request.output_file)
        else:
            print_lines(lines, error=self._is_output_taken)

    def _lines(self, report: Report) -> Iterable[str]:
        if self.request.statistics:
            from devcontain.report import statistics

            return statistics.as_json(report) if self.request.output_format == "json" else statistics.as_text(report)
        color = not self.request.output_file and wants_color(error=self._is_output_taken)
        links = color and wants_links(error=self._is_output_taken)
        return FORMATS[self.request.output_format](report, color=color, links=links)

    @property
    def _is_output_taken(self) -> bool:
        return self.from_stdin and self.request.changes_files

    def _prepare(self, program: Program) -> None:
        """Find ShellCheck, and ask it about all files before the first is linted. Raises UserError."""
        program.find()
        files, self.unread = self.unread, []
        if files:
            from devcontain.commands.scripts import ask_ahead

            ask_ahead(program, files, self.configured)

    def _note(self, errors: Iterable[UserError]) -> None:
        """Keep errors for the end; what is wrong for many files is said once."""
        for error in errors:
            if all(error.message != other.message for other in self.errors):
                self.errors.append(error)

    def _new(self, findings: list[Finding], source: Source) -> list[Finding]:
        """The findings that the baseline does not hold."""
        if self.baseline is None:
            return findings
        if self.request.write_baseline:
            self.baseline.take(findings, source)
        return self.baseline.new(findings, source)

    def _fails(self, finding: Finding) -> bool:
        fail_on = self.configured.config(finding.path).fail_on
        return SEVERITIES.index(finding.severity) >= SEVERITIES.index(fail_on)

    def _read(self, path: str) -> Source:
        if self.from_stdin:
            return read_standard_input(path)
        return read_source(path)

    def _change(self, before: Source, after: Source) -> None:
        if self.request.diff:
            from devcontain.commands.diff import diff

            self.diffs += diff(before, after)
        elif self._is_output_taken:
            sys.stdout.buffer.write(after.text.encode("utf-8", "surrogateescape"))
        elif before.text != after.text:
            from devcontain.files.writing import replace_source

            replace_source(before, after.text)


def _baseline(request: Request) -> Baseline | None:
    if not request.baseline:
        return None
    from devcontain.lint.baseline import Baseline, read_baseline

    if request.write_baseline and not os.path.lexists(request.baseline):
        return Baseline(request.baseline, {})
    return read_baseline(request.baseline)
