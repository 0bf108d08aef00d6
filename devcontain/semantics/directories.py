"""The directory in which each command of a RUN works, and the absolute paths that its words come to."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.semantics.caches import home_of

if TYPE_CHECKING:
    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command

_HOME = pattern(r"~(?=/|$)|\$HOME\b|\$\{HOME\}")
_UNKNOWN = pattern(r"[$`]")
_REFERENCE = pattern(r"\$(?:(\w+)|\{(\w+)\})")
_MAXIMUM_LENGTH = 1000
_OUTSIDE: tuple[object, ...] = ()


def directory_of(command: Command) -> str | None:
    """The directory in which a command works; nothing where it cannot be known."""
    return _directories(command.step).get(id(command))


def absolute(command: Command, path: str) -> str | None:
    """A path as a command sees it, made absolute; nothing where that cannot be known. Patterns stay."""
    return join(command.step, directory_of(command), path)


def join(step: Step, directory: str | None, path: str) -> str | None:
    """A path below a directory, `~` and `$HOME` being the home of the user in force.

    A variable that the file declares without a value stands for itself: the same name means the same place.
    """
    path = _HOME.sub(lambda _: home_of(step), path, count=1)
    if "$" in path:
        return _named(step, path)
    if not path or _UNKNOWN.search(path) or len(path) + len(directory or "") > _MAXIMUM_LENGTH:
        return None
    if path.startswith("/"):
        return posixpath.normpath(path)
    return None if directory is None else posixpath.normpath(posixpath.join(directory, path))


def _named(step: Step, path: str) -> str | None:
    """A path that begins with a declared variable, as `/$NAME/...`."""
    names = [bare or braced for bare, braced in _REFERENCE.findall(path)]
    declared = step.scope.variables
    if not path.startswith("$") or len(path) > _MAXIMUM_LENGTH or _UNKNOWN.search(_REFERENCE.sub("", path)):
        return None
    if any(declared.get(name, "") is not None for name in names):
        return None
    return posixpath.normpath("/" + _REFERENCE.sub(r"$\1\2", path))


@lru_cache(maxsize=2)
def _directories(step: Step) -> dict[int, str | None]:
    """By the identity of each command. What a subshell or an inner script changes ends with it."""
    found: dict[int, str | None] = {}
    workdir = step.scope.workdir
    start = None if workdir is None else posixpath.normpath(workdir)
    open_shells: list[tuple[tuple[object, ...], str | None]] = [(_OUTSIDE, start)]
    for command in step.commands:
        shell = _shell_of(command)
        while open_shells[-1][0] != shell[: len(open_shells[-1][0])]:
            open_shells.pop()
        current = open_shells[-1][1]
        found[id(command)] = current
        if command.name in ("cd", "pushd"):
            open_shells.append((shell, _target(command, current)))
        elif command.name == "popd":
            open_shells.append((shell, None))
    return found


def _shell_of(command: Command) -> tuple[object, ...]:
    """The subshells and inner scripts that a command stands in, from the outside."""
    nesting: list[object] = [kind for kind in command.context if kind in ("subshell", "substitution")]
    return (id(command.outer), *nesting) if command.outer else tuple(nesting)


def _target(command: Command, current: str | None) -> str | None:
    operands = [value for value in command.values if not value.startswith("-") or value == "-"]
    if not operands:
        return home_of(command.step) if command.name == "cd" else None
    return None if operands[0] == "-" else join(command.step, current, operands[0])
