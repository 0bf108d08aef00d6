"""Git's wildcard patterns, matched without backtracking into an earlier wildcard."""

from __future__ import annotations

import re
from typing import NamedTuple

from devcontain.pattern import pattern

_TOKEN = pattern(r"\\(?s:.)|\*+|\?|/|\[[!^]?+\]?+(?:\[:[a-z]*:\]|\\(?s:.)|[^\]\\])*+\]|[^\\*?/\[]+|(?s:.)")
_MEMBER = pattern(r"\[:([a-z]*):\]|(\\?(?s:.))(?:-(\\?[^\]\\]|\\(?s:.)))?")
_UNFINISHED = ("[", "\\")
_POSIX = {
    "alnum": "0-9A-Za-z",
    "alpha": "A-Za-z",
    "blank": " \\t",
    "cntrl": "\\x00-\\x1f\\x7f",
    "digit": "0-9",
    "graph": "!-~",
    "lower": "a-z",
    "print": " -~",
    "punct": "!-/:-@\\[-`{-~",
    "space": "\\t-\\r ",
    "upper": "A-Z",
    "xdigit": "0-9A-Fa-f",
}


class _Pattern(NamedTuple):
    """A run of literal characters, question marks and classes: as many characters long as it has of these."""

    regex: re.Pattern[str]
    width: int

    def find(self, text: str, start: int, end: int) -> int:
        found = self.regex.search(text, start, end)
        return found.start() if found else -1


class _Literal(NamedTuple):
    """A run of literal characters."""

    text: str
    width: int

    def find(self, text: str, start: int, end: int) -> int:
        return text.find(self.text, start, end)


_Run = _Pattern | _Literal
Segment = tuple[_Run, ...]
"""What matches one name: runs with a `*` between each two."""
DEEP: Segment = ()
"""What matches any number of names: `**`."""


class BadPatternError(ValueError):
    """A pattern that git, too, takes for one that matches nothing."""


def compile_glob(pattern: str) -> tuple[Segment, ...]:
    """The segments of a pattern, which are separated by slashes; raises BadPatternError."""
    segments: list[list[str]] = [[]]
    for match in _TOKEN.finditer(pattern):
        token = match.group()
        if token in _UNFINISHED:
            raise BadPatternError(pattern)
        if token == "/":
            segments.append([])
        else:
            segments[-1].append(token)
    return tuple(_segment(tokens) for tokens in segments)


def literal(segment: Segment) -> str | None:
    """The one name that a segment matches, if it has no wildcard."""
    return segment[0].text if len(segment) == 1 and isinstance(segment[0], _Literal) else None


def matches_name(segment: Segment, name: str) -> bool:
    """Whether a segment matches a whole name; each run is taken where it is first found."""
    first, last = segment[0], segment[-1]
    start, end = first.width, len(name) - last.width
    if len(segment) == 1:
        return end == 0 and first.find(name, 0, start) == 0
    if start > end or first.find(name, 0, start) != 0 or last.find(name, end, len(name)) != end:
        return False
    for run in segment[1:-1]:
        found = run.find(name, start, end)
        if found < 0:
            return False
        start = found + run.width
    return True


def matches_path(segments: tuple[Segment, ...], names: tuple[str, ...]) -> bool:
    """Whether segments match a whole path; a mismatch goes back to the last `**` only."""
    at = name = 0
    deep, resume = -1, 0
    while name < len(names):
        if at < len(segments) and segments[at] == DEEP:
            deep, resume = at, name
            at += 1
        elif at < len(segments) and matches_name(segments[at], names[name]):
            at += 1
            name += 1
        elif deep >= 0:
            resume += 1
            at, name = deep + 1, resume
        else:
            return False
    return at == len(segments)


def _segment(tokens: list[str]) -> Segment:
    if len(tokens) == 1 and tokens[0].startswith("**"):
        return DEEP
    runs: list[list[str]] = [[]]
    for token in tokens:
        if token[0] == "*":
            runs.append([])
        else:
            runs[-1].append(token)
    return tuple(_run(run) for run in runs)


def _run(tokens: list[str]) -> _Run:
    if any(token[0] in "?[" for token in tokens):
        parts = [_regex(token) for token in tokens]
        return _Pattern(re.compile("".join(part for part, _ in parts), re.DOTALL), sum(width for _, width in parts))
    text = "".join(_plain(token) for token in tokens)
    return _Literal(text, len(text))


def _plain(token: str) -> str:
    return token[1:] if token[0] == "\\" else token


def _regex(token: str) -> tuple[str, int]:
    if token == "?":
        return ".", 1
    if token[0] == "[":
        return _class(token), 1
    text = _plain(token)
    return re.escape(text), len(text)


def _class(token: str) -> str:
    negated = token[1] in "!^"
    members = "".join(_member(member) for member in _MEMBER.finditer(token[2 if negated else 1 : -1]))
    return f"[{'^' if negated else ''}{members}]"


def _member(member: re.Match[str]) -> str:
    name, first, last = member.groups()
    if name is not None:
        if name not in _POSIX:
            raise BadPatternError(name)
        return _POSIX[name]
    low, high = first[-1], (last or first)[-1]
    return re.escape(low) if low >= high else f"{re.escape(low)}-{re.escape(high)}"
