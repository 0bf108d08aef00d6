"""What git would leave out: the patterns of .gitignore files, read without calling git."""

from __future__ import annotations

from typing import NamedTuple

from devcontain.files.glob import DEEP, BadPatternError, Segment, compile_glob, literal, matches_name, matches_path

_LONGEST = 4096


class _Line(NamedTuple):
    """One pattern: the later in its file, the stronger."""

    order: int
    segments: tuple[Segment, ...]
    anchored: bool
    ignores: bool
    directories_only: bool


class IgnoreFile:
    """The patterns of one file, for paths given as names from the file's own directory on."""

    def __init__(self, text: str) -> None:
        self._by_name: dict[str, list[_Line]] = {}
        self._others: list[_Line] = []
        for order, line in enumerate(text.removeprefix("\ufeff").split("\n")):
            self._add(order, _without_end(line))
        self._others.reverse()

    def verdict(self, names: tuple[str, ...], is_directory: bool) -> bool | None:
        """True if the path is ignored, False if it is asked for again by `!`, None if no pattern speaks of it."""
        name = names[-1]
        by_name = [line for line in self._by_name.get(name, ()) if is_directory or not line.directories_only]
        order = by_name[-1].order if by_name else -1
        for line in self._others:
            if line.order < order:
                break
            if (is_directory or not line.directories_only) and _matches(line, names):
                return line.ignores
        return by_name[-1].ignores if by_name else None

    def _add(self, order: int, pattern: str) -> None:
        line = _line(order, pattern)
        if line is None:
            return
        name = None if line.anchored else literal(line.segments[0])
        if name is None:
            self._others.append(line)
        else:
            self._by_name.setdefault(name, []).append(line)


def _without_end(line: str) -> str:
    """A line without its carriage return and without spaces that no backslash keeps."""
    line = line.removesuffix("\r")
    bare = line.rstrip(" ")
    backslashes = len(bare) - len(bare.rstrip("\\"))
    return bare + " " if backslashes % 2 and bare != line else bare


def _line(order: int, pattern: str) -> _Line | None:
    if pattern.startswith("#") or len(pattern) > _LONGEST:
        return None
    ignores = not pattern.startswith("!")
    path = pattern if ignores else pattern[1:]
    directories_only = path.endswith("/")
    path = path[:-1] if directories_only else path
    anchored = "/" in path
    path = path.removeprefix("/")
    if not path:
        return None
    try:
        segments = compile_glob(path)
    except BadPatternError:
        return None
    return _Line(order, _complete(segments), anchored, ignores, directories_only)


def _complete(segments: tuple[Segment, ...]) -> tuple[Segment, ...]:
    """A `**` at the end stands for what is inside, so for one name at least."""
    return (*segments, *compile_glob("*")) if segments[-1] == DEEP else segments


def _matches(line: _Line, names: tuple[str, ...]) -> bool:
    if line.anchored:
        return matches_path(line.segments, names)
    return matches_name(line.segments[-1], names[-1])
