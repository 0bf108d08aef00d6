"""Variables in a Dockerfile: what `$X` and `${X:-y}` come to, where that can be known."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping

from devcontain.pattern import pattern

_NAMED = r"\$(?:(?P<bare>\w+)|\{(?P<name>\w+)(?:(?P<modifier>:?[-+?])(?P<word>(?:[^{}$]|\$(?!\{)|\$\{\w+\})*))?\})"
_REFERENCE = pattern(rf"\\(?P<escaped>.)|{_NAMED}")


def _by_escape(text: str) -> dict[str, re.Pattern[str]]:
    """A pattern for each escape character, which stands as ESCAPE in the text."""
    return {escape: pattern(text.replace("ESCAPE", re.escape(escape))) for escape in ("\\", "`")}


_LEXEME = _by_escape(rf"'(?P<single>[^']*)'|\"(?P<double>(?:ESCAPE.|[^\"ESCAPE])*)\"|ESCAPE(?P<escaped>.)|{_NAMED}|\$")
_LEXEME_IN_QUOTES = _by_escape(rf"ESCAPE(?P<escaped>[\"$ESCAPE])|{_NAMED}|\$")


class _History:
    """All values that each variable has had, with the version of the whole at which it got them."""

    def __init__(self) -> None:
        self.newest = 0
        self.values: dict[str, tuple[list[int], list[str | None]]] = {}

    def set(self, name: str, value: str | None) -> None:
        versions, values = self.values.setdefault(name, ([], []))
        versions.append(self.newest)
        values.append(value)


class Variables(Mapping[str, "str | None"]):
    """Variables as they stand at one place of a file; views of later places share what they have in common.

    A variable whose value cannot be known is there with no value.
    """

    __slots__ = ("_history", "_version")

    def __init__(self, history: _History | None = None, version: int = 0) -> None:
        self._history = history or _History()
        self._version = version

    def set(self, pairs: Mapping[str, str | None]) -> Variables:
        """A view of the place after these have been set."""
        if not pairs:
            return self
        history = self._history if self._version == self._history.newest else self._copied()
        history.newest += 1
        for name, value in pairs.items():
            history.set(name, value)
        return Variables(history, history.newest)

    def _copied(self) -> _History:
        history = _History()
        for name, value in self.items():
            history.set(name, value)
        return history

    def __getitem__(self, name: str) -> str | None:
        versions, values = self._history.values[name]
        index = bisect_right(versions, self._version)
        if not index:
            raise KeyError(name)
        return values[index - 1]

    def __iter__(self) -> Iterator[str]:
        return (name for name, (versions, _) in self._history.values.items() if versions[0] <= self._version)

    def __len__(self) -> int:
        return sum(1 for _ in self)


class Layered(Mapping[str, "str | None"]):
    """Two mappings as one; the first wins."""

    __slots__ = ("first", "second")

    def __init__(self, first: Mapping[str, str | None], second: Mapping[str, str | None]) -> None:
        self.first = first
        self.second = second

    def __getitem__(self, name: str) -> str | None:
        try:
            return self.first[name]
        except KeyError:
            return self.second[name]

    def __iter__(self) -> Iterator[str]:
        yield from self.first
        yield from (name for name in self.second if name not in self.first)

    def __len__(self) -> int:
        return sum(1 for _ in self)


_MAXIMUM_LENGTH = 4096
"""A longer value counts as unknown: values that are made of each other would fill any memory."""


class _UnknownError(Exception):
    pass


def expand(text: str, values: Mapping[str, str | None]) -> str | None:
    """The text with its variables replaced; nothing where one of them cannot be known."""
    if "$" not in text:
        return text
    if len(text) > _MAXIMUM_LENGTH:
        return None
    try:
        expanded = _REFERENCE.sub(lambda match: _replace(match, values), text)
    except _UnknownError:
        return None
    return None if "$" in expanded or len(expanded) > _MAXIMUM_LENGTH else expanded


def expand_known(text: str, values: Mapping[str, str | None]) -> str:
    """The text with those variables replaced that are known; the others stay as written."""

    def replace(match: re.Match[str]) -> str:
        try:
            return _replace(match, values)
        except _UnknownError:
            return match[0]

    return _REFERENCE.sub(replace, text) if "$" in text and len(text) <= _MAXIMUM_LENGTH else text


def resolve(text: str, values: Mapping[str, str | None], escape: str = "\\") -> str | None:
    """What BuildKit makes of a word: quotes and escapes removed, and variables replaced except in single quotes.

    Nothing where one of the variables cannot be known.
    """
    if not any(special in text for special in ("$", "'", '"', escape)):
        return text
    if len(text) > _MAXIMUM_LENGTH:
        return None

    def lexeme(match: re.Match[str]) -> str:
        if match["single"] is not None:
            return match["single"]
        if match["double"] is not None:
            return _LEXEME_IN_QUOTES[escape].sub(plain, match["double"])
        return plain(match)

    def plain(match: re.Match[str]) -> str:
        return _value(match, values) if match["escaped"] is None else match["escaped"]

    try:
        resolved = _LEXEME[escape].sub(lexeme, text)
    except _UnknownError:
        return None
    return None if len(resolved) > _MAXIMUM_LENGTH else resolved


def _replace(match: re.Match[str], values: Mapping[str, str | None]) -> str:
    return match[0] if match["escaped"] is not None else _value(match, values)


def _value(match: re.Match[str], values: Mapping[str, str | None]) -> str:
    name = match["bare"] or match["name"]
    value = values.get(name) if name else None
    modifier, word = match["modifier"] or "", match["word"]
    is_there = value is not None if modifier in ("-", "+") else bool(value)
    if modifier.endswith("+"):
        if value is None and name in values:
            raise _UnknownError
        return _expand_word(word, values) if is_there else ""
    if modifier.endswith("-") and not is_there:
        return _expand_word(word, values)
    if value is None:
        raise _UnknownError
    return value


def _expand_word(word: str, values: Mapping[str, str | None]) -> str:
    """The word after `:-` or `:+`, which may name variables itself."""
    return _REFERENCE.sub(lambda match: _replace(match, values), word) if "$" in word else word


def unquote(text: str) -> str:
    """The value of an ENV or ARG without its quotes."""
    if '"' not in text and "'" not in text:
        return text
    return re.sub(r'"((?:\\.|[^"\\])*)"|\'([^\']*)\'', lambda match: match[1] or match[2] or "", text)
