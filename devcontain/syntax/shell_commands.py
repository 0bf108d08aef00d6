"""A simple command of a shell script."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from devcontain.syntax.shell_words import Word


class Redirect(NamedTuple):
    """A redirection; a here-document's content has a span once it has been read."""

    operator: str
    target: Word | None
    span: Span
    content: Span | None = None


class SimpleCommand:
    """Words, assignments before them and redirections; `before` and `after` are the operators around it."""

    __slots__ = ("after", "assignments", "before", "context", "redirects", "span", "words")

    def __init__(self, start: int, before: str, context: tuple[str, ...]) -> None:
        self.words: list[Word] = []
        self.assignments: list[Word] = []
        self.redirects: list[Redirect] = []
        self.before = before
        self.after = ""
        self.context = context
        self.span = Span(start, start)

    @property
    def name(self) -> str:
        """The first word's value; empty for a lone assignment or redirection."""
        return self.words[0].value if self.words else ""

    @property
    def is_empty(self) -> bool:
        """Whether nothing of it has been read."""
        return not (self.words or self.assignments or self.redirects)

    def end(self, operator: str) -> None:
        """Close it with the operator that follows; its span then holds all its parts."""
        self.after = operator
        if self.words and not self.redirects:
            self.span = Span(self.span.start, self.words[-1].span.end)
            return
        parts: list[Word | Redirect] = [*self.words[-1:], *self.assignments[-1:], *self.redirects]
        self.span = Span(self.span.start, max((part.span.end for part in parts), default=self.span.start))
