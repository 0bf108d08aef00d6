"""Findings as text with the source, the place marked, and how to mend it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.report.excerpt import excerpt, last_row, line_text
from devcontain.report.summary import SEVERITY_COLORS, fix_mark, summary
from devcontain.report.terminal import Style, printable
from devcontain.syntax.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.lint.outcome import Report
    from devcontain.lint.rule import Finding, Problem
    from devcontain.syntax.source import Span


def render(report: Report, *, color: bool = False, links: bool = False) -> Iterator[str]:
    """A block for each finding, and a summary."""
    style = Style(color, links)
    for finding in report.findings:
        yield from _block(finding, report, style)
        yield ""
    yield from summary(report, style)


class _Page(NamedTuple):
    """What the places of one finding are drawn with."""

    source: Source
    margin: int
    style: Style

    def place(self, span: Span, mark: str, color: str) -> Iterator[str]:
        """Where a span is, the line before it, its first line, and the marks under it."""
        row, column = self.source.position(span.start)
        arrow = self.style("-->", "blue", bold=True)
        yield f"{' ' * self.margin}{arrow} {printable(self.source.path)}:{row}:{column}"
        yield self._gutter()
        if row > 1 and (before := line_text(self.source, row - 1)).strip():
            yield self._gutter(str(row - 1), before)
        line, indent, length = excerpt(self.source, span)
        last = last_row(self.source, span)
        more = f" ... to line {last}" if last > row else ""
        yield self._gutter(str(row), line)
        yield self._gutter("", " " * indent + self.style(mark * length + more, color, bold=True))
        yield self._gutter()

    def footnote(self, label: str, text: str) -> str:
        """A line under the excerpt."""
        equals = self.style("=", "blue", bold=True)
        return f"{' ' * self.margin} {equals} {self.style(label, bold=True)}: {text}"

    def _gutter(self, number: str = "", text: str = "") -> str:
        gutter = self.style(f"{number:>{self.margin}} |", "blue", bold=True)
        return f"{gutter} {text}" if text else gutter


def _block(finding: Finding, report: Report, style: Style) -> Iterator[str]:
    problem = finding.problem
    source = report.sources.get(finding.path, Source(finding.path, ""))
    page = _Page(source, _margin(source, problem), style)
    color = SEVERITY_COLORS[finding.severity]
    heading = (
        style.link(style(finding.code, color, bold=True), finding.url),
        style(fix_mark(finding, report), "cyan"),
        style(printable(problem.message), bold=True),
    )
    yield " ".join(word for word in heading if word)
    yield from page.place(problem.span, "^", color)
    for note in problem.also:
        yield f"{style('note', bold=True)}: {printable(note.message)}"
        yield from page.place(note.span, "-", "blue")
    yield from _footnotes(finding, page)


def _margin(source: Source, problem: Problem) -> int:
    """The width of the largest row number, and a space before it."""
    spans = (problem.span, *(note.span for note in problem.also))
    return 1 + len(str(max(source.position(span.start).row for span in spans)))


def _footnotes(finding: Finding, page: _Page) -> Iterator[str]:
    problem = finding.problem
    if problem.help:
        yield page.footnote("help", printable(problem.help))
    if problem.fix and problem.fix.title != problem.help:
        unsafe = "" if problem.fix.safe else " (unsafe: look at the result)"
        label = "fix" if problem.help else "help"
        yield page.footnote(label, printable(problem.fix.title) + unsafe)
    yield page.footnote("rule", f"{finding.name}   {finding.url}")
