"""A rule's docstring to its page: title, reasons, examples. One text for tests, `explain` and the documentation."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern

if TYPE_CHECKING:
    from devcontain.lint.rule import Rule

_FENCE = pattern(r"^```(\w+) (bad|fixed|unsafe|good|beside)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_MARKS = pattern("[«»]")


class Example(NamedTuple):
    """A file that is bad, good, what a bad one becomes, or lies beside the one before; the text has its «marks»."""

    language: str
    role: str
    path: str
    text: str

    @property
    def plain(self) -> str:
        """The text without marks."""
        return _MARKS.sub("", self.text)

    @property
    def spans(self) -> list[tuple[int, int]]:
        """The ranges in marks, in the plain text."""
        places = [match.start() - index for index, match in enumerate(_MARKS.finditer(self.text))]
        return list(zip(places[::2], places[1::2], strict=True))


class Page(NamedTuple):
    """What a rule says about itself."""

    summary: str
    reason: str
    examples: tuple[Example, ...]

    def beside(self, index: int) -> list[Example]:
        """The files that lie beside an example."""
        return list(takewhile(lambda example: example.role == "beside", self.examples[index + 1 :]))

    @property
    def fix(self) -> str | None:
        """`safe` or `unsafe`, from the examples of what a bad file becomes; nothing where there are none."""
        roles = {example.role for example in self.examples}
        return "safe" if "fixed" in roles else "unsafe" if "unsafe" in roles else None


def page_of(rule: Rule) -> Page:
    """The page of a rule."""
    summary, _, rest = rule.doc.strip().partition("\n")
    examples = tuple(Example(match[1], match[2], match[3] or "Dockerfile", match[4]) for match in _FENCE.finditer(rest))
    reason, _, _ = rest.partition("```")
    return Page(summary.strip(), reason.strip(), examples)
