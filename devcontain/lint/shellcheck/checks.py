"""ShellCheck's comments on the scripts of a Dockerfile as findings of ours, at the characters of the file."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from devcontain.lint.rule import Edit, Fix, Problem
from devcontain.lint.shellcheck.pages import rule_of
from devcontain.pattern import pattern
from devcontain.semantics.scripts import scripts_of
from devcontain.syntax.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.lint.rule import Finding
    from devcontain.lint.shellcheck.answer import Comment, Place, Replacement
    from devcontain.lint.shellcheck.program import Program
    from devcontain.lint.shellcheck.wanted import Wanted
    from devcontain.semantics.build import Build
    from devcontain.semantics.scripts import Script

_LONGEST = 32 * 1024
"""A longer script is not given to ShellCheck: its time and memory grow with the square of a chain's length."""
_HEAD = "# shellcheck shell={}\n{}\n"
_HEAD_ROWS = 2
_LONGEST_SHOWN = 60
_LEADING_COMMENTS = pattern(r"\s*(?:#[^\n]*\n\s*)*")
_DISABLE = pattern(r"(?m)^[ \t]*#[ \t]*shellcheck[ \t](?:[^#\n]*[ \t])?(disable=[\w,-]+)")


class ShellCheck:
    """The codes that are wanted, and the program that is asked."""

    def __init__(self, wanted: Wanted, program: Program) -> None:
        self.wanted = wanted
        self.program = program

    def texts(self, build: Build) -> list[str]:
        """What it is given of a Dockerfile."""
        return [_given(script) for script in _short_scripts(build)]

    def findings(self, build: Build) -> Iterator[Finding]:
        """What it says of a Dockerfile. Raises UserError where it has failed."""
        scripts = list(_short_scripts(build))
        self.program.ask(map(_given, scripts))
        path = build.dockerfile.source.path
        for script in scripts:
            lines = Source(path, script.text)
            for comment in self.program.comments(_given(script)):
                if comment.place.row > _HEAD_ROWS and self.wanted.has(comment.code):
                    rule = rule_of(comment.code, self.wanted.severity(comment.code, comment.severity))
                    yield rule.finding(path, _problem(script, lines, comment))


def _short_scripts(build: Build) -> Iterator[Script]:
    return (script for script in scripts_of(build) if len(script.text) <= _LONGEST)


def _given(script: Script) -> str:
    """The script below two lines that say what it cannot: its shell, what that starts with, and what ENV and ARG set.

    A variable counts as a word that needs no quotes: whoever sets it in the same file may mean it to be split. What a
    script disables at its top is disabled in all of it, although our line comes before.
    """
    comments = _LEADING_COMMENTS.match(script.text)
    directives = [script.shell.language, *(_DISABLE.findall(comments[0]) if comments else ())]
    settings = [f"set -o {option}" for option in sorted(script.shell.options)]
    if script.variables:
        settings.append(f"export {' '.join(f'{name}=1' for name in script.variables)}")
    return _HEAD.format(" ".join(directives), "; ".join(settings)) + script.text + "\n"


def _problem(script: Script, lines: Source, comment: Comment) -> Problem:
    start, end = _range(lines, comment.place)
    message = comment.message
    if message.endswith(".") and not message.endswith(".."):
        message = message[:-1]
    if start == end < len(script.text) and script.text[start] != "\n":
        end += 1  # a place is shown by the character that stands there
    return Problem(script.span(start, end), message, fix=_fix(script, lines, comment))


def _range(lines: Source, place: Place) -> tuple[int, int]:
    start, end = _offset(lines, place.row, place.column), _offset(lines, place.end_row, place.end_column)
    return start, max(start, end)


def _offset(lines: Source, row: int, column: int) -> int:
    """The offset of a row and column of what was given; a place behind the end is the end."""
    row -= _HEAD_ROWS
    starts = lines.line_starts
    return min(starts[row - 1] + column - 1, len(lines.text)) if row <= len(starts) else len(lines.text)


def _fix(script: Script, lines: Source, comment: Comment) -> Fix | None:
    """ShellCheck's correction, if each part of it stands in one piece in the file and none touches another."""
    edits = [_edit(script, lines, each) for each in comment.replacements]
    edits.sort(key=lambda edit: edit.span if edit else Span(0, 0))
    if not edits or None in edits:
        return None
    sound = tuple(edit for edit in edits if edit is not None)
    if any(one.span.end >= other.span.start for one, other in pairwise(sound)):
        return None
    return Fix(_title(script, lines, comment), sound, safe=False)


def _edit(script: Script, lines: Source, replacement: Replacement) -> Edit | None:
    if replacement.place.row <= _HEAD_ROWS or "\n" in replacement.text:
        return None
    start, end = _range(lines, replacement.place)
    if start == end:
        place = script.before(start) if replacement.belongs_to_next else script.after(start)
        return Edit(Span(place, place), replacement.text)
    span = script.span(start, end)
    return Edit(span, replacement.text) if span.end - span.start == end - start else None


def _title(script: Script, lines: Source, comment: Comment) -> str:
    """What stands there afterwards, if that is short."""
    parts = sorted((*_range(lines, each.place), each.text) for each in comment.replacements)
    result, position = "", parts[0][0]
    for start, end, text in parts:
        result += script.text[position:start] + text
        position = end
    is_short = len(result) <= _LONGEST_SHOWN and "\n" not in result and result.strip()
    return f"Write `{result}`" if is_short else "Take ShellCheck's correction"
