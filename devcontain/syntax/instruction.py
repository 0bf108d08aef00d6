"""One instruction: keyword, flags, words, pairs, exec form and heredocs, each with its place in the file."""

from __future__ import annotations

import re
from functools import cache
from typing import Any, NamedTuple

from devcontain.caching import cached_property
from devcontain.pattern import pattern
from devcontain.syntax.source import Span

HOLE = "\0"
"""Stands, character for character, where BuildKit removes text: continuations and the comments among them."""
SPACES = "\t\n\v\f\r \x85\xa0\u1680\u2028\u2029\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
"""Unicode's white space, which is BuildKit's; Python has four control characters more."""

_WORD = pattern(r"[^\s\0](?:[^\s]*[^\s\0])?", re.ASCII)
_BLANK = pattern(rf"[{SPACES}\0]*")
_FLAG = pattern(rf"""[{SPACES}\0]*(--((?:"(?:\\.|[^"\\])*"?|'[^']*'?|\\.?|[^{SPACES}"'\\])*))""")
_DOLLAR = r"\$(?:[@*#?$!-]|(?!\{))|\$\{(?:[@*#?$!-]|\w+)(?:\}|(?::?[-+?]|[#%/])[^}]*+\})"
_WELL_FORMED = pattern(rf"""(?:"(?:{_DOLLAR}|\\.|[^"\\$])*+"|'[^']*'|\\.?|{_DOLLAR}|[^"'\\$])*+""")
_HEREDOC = pattern(r"\d*<<(-?+)([^<]+)")
_QUOTED = pattern(r""""((?:\\.|[^"\\])*)"|'([^']*)'|\\(.)""")
_ESCAPED = pattern(r"""\\(["$\\])""")
_JSON_STRING = pattern(r'"(?:\\.|[^"\\])*"')
_HEREDOC_KEYWORDS = frozenset(["RUN", "COPY", "ADD"])


class Word(NamedTuple):
    """A word with its holes and, in exec form, its quotes and escapes removed."""

    span: Span
    value: str


class Flag(NamedTuple):
    """`--name=value` without quotes; the value of a bare `--name` is empty."""

    name: str
    value: str
    span: Span


class Pair(NamedTuple):
    """`name=value` of an ENV, ARG or LABEL; the value still has its quotes. An ARG's value may be missing."""

    name: str
    value: str | None
    span: Span


class Heredoc(NamedTuple):
    """A here-document: where it is announced, what it contains, and where its closing line ends."""

    name: str
    opening: Span
    content: Span
    end: int


class Opening(NamedTuple):
    """The announcement of a here-document."""

    name: str
    chomp: bool
    span: Span


class Instruction:
    """An instruction as written; `body` is what follows the flags, masked, and begins at `offset`."""

    def __init__(self, start: int, masked: str, escape: str = "\\") -> None:
        self.start = start
        self.masked = masked
        self.escape = escape
        self.heredocs: list[Heredoc] = []
        self.script_text = ""
        head = _WORD.search(masked)
        low, high = head.span() if head else (0, 0)
        self.keyword = masked[low:high].replace(HOLE, "").upper()
        self.keyword_span = Span(start + low, start + high)
        self.flags, cursor = self._read_flags(high)
        blank = _BLANK.match(masked, cursor)
        cursor = blank.end() if blank else cursor
        self.offset = start + cursor
        self.body = masked[cursor:].rstrip(" \t\r\n\v\f\0")

    def _read_flags(self, cursor: int) -> tuple[list[Flag], int]:
        flags: list[Flag] = []
        if "--" not in self.masked or self.keyword == "ONBUILD":
            return flags, cursor
        while match := _FLAG.match(self.masked, cursor):
            cursor = match.end()
            if match[1] == "--":
                break
            name, _, value = _QUOTED.sub(_unquote, match[2].replace(HOLE, "")).partition("=")
            start = self.start + match.start(1)
            flags.append(Flag(name, value, Span(start, start + len(match[1].rstrip(HOLE)))))
        return flags, cursor

    def add_heredocs(self, heredocs: list[Heredoc], text: str) -> None:
        """Attach the here-documents that were read after the instruction."""
        self.heredocs = heredocs
        self.script_text = text[self.line_end : heredocs[-1].end] if heredocs else ""

    @property
    def line_end(self) -> int:
        """Where the instruction proper ends: before its here-documents."""
        return self.start + len(self.masked)

    @property
    def span(self) -> Span:
        """From the keyword to the end of the last line, here-documents included."""
        return Span(self.start, self.heredocs[-1].end if self.heredocs else self.line_end)

    @property
    def script(self) -> str:
        """What a shell is given: the masked body, and here-documents as they stand; it begins at `offset`."""
        return self.masked[self.offset - self.start :] + self.script_text

    def flag(self, name: str) -> Flag | None:
        """The last flag of this name."""
        return next((flag for flag in reversed(self.flags) if flag.name == name), None)

    @cached_property
    def trigger(self) -> Instruction | None:
        """The instruction that an ONBUILD keeps for later."""
        return Instruction(self.offset, self.body, self.escape) if self.keyword == "ONBUILD" and self.body else None

    @cached_property
    def exec_form(self) -> list[Word] | None:
        """The strings of a JSON array; nothing where the body is not one."""
        values = self._array
        if values is None or not all(isinstance(value, str) for value in values):
            return None
        joined = self.body.replace(HOLE, "")
        places = [place for place, character in enumerate(self.body) if character != HOLE]
        spans = (match.span() for match in _JSON_STRING.finditer(joined))
        return [
            Word(self.at(places[start], places[end - 1] + 1), value)
            for (start, end), value in zip(spans, values, strict=True)
        ]

    @property
    def is_mixed_array(self) -> bool:
        """Whether the body is a JSON array in which something is not a string; BuildKit refuses that."""
        return self._array is not None and self.exec_form is None

    @cached_property
    def _array(self) -> list[Any] | None:
        if not self.body.startswith("["):
            return None
        import json

        try:
            values = json.loads(self.body.replace(HOLE, ""), parse_constant=_refuse)
        except (ValueError, RecursionError):
            return None
        return values if isinstance(values, list) else None

    def at(self, start: int, end: int) -> Span:
        """A range of the body as a range of the file."""
        return Span(self.offset + start, self.offset + end)

    @cached_property
    def words(self) -> list[Word]:
        """The body split at white space, or the strings of an exec form."""
        if self.exec_form is not None:
            return self.exec_form
        return [Word(self.at(*match.span()), match[0].replace(HOLE, "")) for match in _WORD.finditer(self.body)]

    @cached_property
    def pairs(self) -> list[Pair]:
        """The names and values of an ENV, LABEL or ARG, also in the legacy form `ENV name value`."""
        words = [match for match in _shell_word(self.escape).finditer(self.body) if match[0].strip(HOLE)]
        name = _WORD.match(self.body)
        if name and "=" not in words[0][0] and self.keyword != "ARG":
            value = self.body[name.end() :].replace(HOLE, "").strip(SPACES)
            return [Pair(name[0].replace(HOLE, ""), value, self.at(0, len(self.body)))]
        return [self._pair(match) for match in words]

    def _pair(self, match: re.Match[str]) -> Pair:
        name, equals, value = match[0].replace(HOLE, "").partition("=")
        return Pair(name, value if equals else None, self.at(*match.span()))


def heredoc_openings(instruction: Instruction) -> list[Opening]:
    """The here-documents that an instruction announces."""
    target = instruction.trigger or instruction
    if target.keyword not in _HEREDOC_KEYWORDS or target.exec_form is not None:
        return []
    if not _WELL_FORMED.fullmatch(target.body):
        return []
    openings = []
    for word in _shell_word("\\").finditer(target.body):
        match = _HEREDOC.fullmatch(word[0].replace(HOLE, ""))
        name = _QUOTED.sub(_unquote, match[2]) if match else ""
        if match and name:
            openings.append(Opening(name, bool(match[1]), target.at(*word.span())))
    return openings


@cache
def _shell_word(escape: str) -> re.Pattern[str]:
    mark = re.escape(escape)
    return re.compile(rf"""(?:"(?:{mark}.|[^"{mark}])*"?|'[^']*'?|{mark}.?|[^{SPACES}"'{mark}])+""")


def _unquote(match: re.Match[str]) -> str:
    double, single, escaped = match.groups()
    return _ESCAPED.sub(r"\1", double) if double is not None else single or escaped or ""


def _refuse(constant: str) -> None:
    raise ValueError(constant)
