"""What a RUN removes again: files by their absolute paths, which may hold patterns."""

from __future__ import annotations

from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, NamedTuple

from devcontain.semantics.caches import meant_by, searched
from devcontain.semantics.directories import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command

_PATTERN = frozenset("*?[")
_REMOVERS = frozenset(["rm", "unlink", "shred", "mv", "find"])
_MAXIMUM_PATTERNS = 50
_MAXIMUM_DEPTH = 50


class Removal(NamedTuple):
    """A command that removes, and what: nothing where the path cannot be known."""

    command: Command
    path: str | None


_FILTERS = ("-name", "-iname", "-path", "-ipath", "-regex", "-type", "-size", "-mtime", "-perm", "-not", "!", "-empty")


def removals_of(step: Step) -> Iterator[Removal]:
    """The files that a RUN removes, or moves away, in order."""
    if step.vocabulary.isdisjoint(_REMOVERS):
        return
    for command in step.commands:
        if command.name == "find":
            yield from _found(command)
        for operand in _operands(command):
            for path in meant_by(command, operand):
                yield Removal(command, absolute(command, path))


def _found(command: Command) -> Iterator[Removal]:
    """What `find` removes: a whole directory, or a selection of which nothing is known."""
    if command.has_flag("-delete") or (command.has_flag("-exec", "-execdir") and "rm" in command.values):
        for path in searched(command):
            yield Removal(command, None if command.has_flag(*_FILTERS) else absolute(command, path))


def _operands(command: Command) -> list[str]:
    if command.name not in _REMOVERS:
        return []
    operands = [value for value in command.values if not value.startswith("-")]
    if command.name in ("rm", "unlink", "shred"):
        return operands
    return operands[:-1] if command.name == "mv" else []


def removes(pattern: str, path: str) -> bool:
    """Whether removing a pattern takes a path away, or a directory above it."""
    wanted, given = pattern.split("/"), path.split("/")
    if len(wanted) > len(given):
        return False
    return all(one == other or fnmatchcase(other, one) for one, other in zip(wanted, given, strict=False))


class Removed:
    """What a RUN removes, asked by path."""

    def __init__(self, step: Step) -> None:
        self.paths: set[str] = set()
        self.patterns: list[str] = []
        self.is_unknown = False
        for removal in removals_of(step):
            if removal.path is None:
                self.is_unknown = True
            elif is_pattern(removal.path):
                self.patterns.append(removal.path)
            else:
                self.paths.add(removal.path)
        if len(self.patterns) > _MAXIMUM_PATTERNS:
            self.is_unknown = True

    def has(self, path: str) -> bool:
        """Whether a path is removed, or may be: what cannot be known counts."""
        if self.is_unknown or not self.paths.isdisjoint(ancestors(path)):
            return True
        return any(removes(pattern, path) for pattern in self.patterns)


def is_pattern(path: str) -> bool:
    """Whether a path may mean several files."""
    return not _PATTERN.isdisjoint(path)


def ancestors(path: str) -> list[str]:
    """A path and the directories above it, nearest first, without the root."""
    found: list[str] = []
    while path not in ("/", "") and len(found) < _MAXIMUM_DEPTH:
        found.append(path)
        path = path.rpartition("/")[0]
    return found
