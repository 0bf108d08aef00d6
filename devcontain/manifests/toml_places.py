"""Where the keys and strings of a TOML text stand, table by table."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from devcontain.caching import cached_property
from devcontain.pattern import pattern
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

_HEADER = pattern(r"^[ \t]*\[[ \t]*([\w.\"' \t-]+?)[ \t]*\][ \t]*(?:#.*)?$", re.MULTILINE)
_KEY = pattern(r"^[ \t]*(?:([\w-]+)|\"([^\"\\\n]+)\"|'([^'\n]+)')[ \t]*[=.]", re.MULTILINE)
_STRING = pattern(r"\"([^\"\\\n]*)\"|'([^'\n]*)'")
_COMMENT = pattern(r"(?:^|(?<=\s))#[^\r\n]*")


class TomlPlaces:
    """An index of a TOML text, made once; what is written in an unusual way stands nowhere."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def tables(self) -> list[tuple[str, Span, int]]:
        """The headers: the name without quotes and blanks, where it stands, and where its table ends."""
        found = [(_plain(match[1]), Span(*match.span(1))) for match in _HEADER.finditer(self.text)]
        ends = [*(span.start for _, span in found), len(self.text)]
        return [(name, span, ends[index + 1]) for index, (name, span) in enumerate(found)]

    @cached_property
    def comments(self) -> list[Span]:
        """What looks like a comment."""
        return [Span(*match.span()) for match in _COMMENT.finditer(self.text)]

    def keys(self, table: str) -> dict[str, Span]:
        """The keys of a table and those of the tables right below it."""
        found: dict[str, Span] = {}
        for name, span, end in self.tables:
            if name == table:
                found.update(self._named(_KEY, span.end, end))
            elif name.startswith(f"{table}.") and "." not in (key := name[len(table) + 1 :]):
                found[key] = Span(span.end - len(key), span.end)
        return found

    def strings(self, table: str, key: str) -> dict[str, Span]:
        """The strings that stand in a table from a key on."""
        for name, span, end in self.tables:
            if name == table and (place := dict(self._named(_KEY, span.end, end)).get(key)):
                found: dict[str, Span] = {}
                for text, where in self._named(_STRING, place.end, end):
                    if not self._is_comment(where.start):
                        found.setdefault(text, where)
                return found
        return {}

    def _named(self, regex: re.Pattern[str], start: int, end: int) -> Iterator[tuple[str, Span]]:
        for match in regex.finditer(self.text, start, end):
            group = match.lastindex or 0
            yield match[group], Span(*match.span(group))

    def _is_comment(self, offset: int) -> bool:
        index = bisect_right(self.comments, offset, key=lambda span: span.start) - 1
        return index >= 0 and offset < self.comments[index].end


def _plain(name: str) -> str:
    return "".join(part for part in name if part not in "\"' \t")
