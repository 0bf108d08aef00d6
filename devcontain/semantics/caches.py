"""What a RUN leaves behind: where a user's files are, what is removed again, which variables are in force."""

from __future__ import annotations

from bisect import bisect
from functools import lru_cache
from itertools import takewhile
from operator import itemgetter
from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.semantics.build import POSIX_SHELL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command

_HOME = pattern(r"^~(?=/|$)|\$HOME\b|\$\{HOME\}")
_BRACES = pattern(r"\{([^{}]*,[^{}]*)\}")
_REMOVERS = frozenset(["rm", "find"])
_TAILS = ("/", "/.")
_MAXIMUM_EXPANSIONS = 64
_MAXIMUM_LENGTH = 500


def home_of(step: Step) -> str:
    """The home directory of the user in force; a base image's own user counts as root."""
    home = step.scope.environment.get("HOME")
    user = step.scope.user.partition(":")[0]
    if home:
        return home
    return "/root" if user in ("", "root", "0") else f"/home/{user}"


def variable(command: Command, name: str) -> str | None:
    """The value of an environment variable for a command: inline, exported before in the same RUN, ARG or ENV.

    An unknown value is `?`; a variable that is not set, or empty, is nothing.
    """
    if name in command.environment:
        return command.environment[name] or None
    for earlier in _exports(command.step):
        if earlier.syntax.span.start >= command.syntax.span.start:
            break
        for value in earlier.values:
            key, equals, text = value.partition("=")
            if key == name and equals:
                return text or None
    variables = command.step.scope.variables
    if name not in variables:
        return None
    known = variables[name]
    return "?" if known is None and name in command.step.scope.environment else known


@lru_cache(maxsize=1)
def _exports(step: Step) -> list[Command]:
    return [command for command in step.commands if command.name == "export"]


def removals_after(command: Command) -> Iterator[str]:
    """The paths that later commands of the same RUN remove, absolute where that can be known."""
    if command.step.vocabulary.isdisjoint(_REMOVERS):
        return
    removals = _removals(command.step)
    for _, path in removals[bisect(removals, command.syntax.span.start, key=itemgetter(0)) :]:
        yield path


@lru_cache(maxsize=2)
def _removals(step: Step) -> list[tuple[int, str]]:
    """What each command of a RUN removes, with the place where the command stands."""
    found = [(command.syntax.span.start, path) for command in step.commands for path in _removed(command)]
    return sorted(found, key=itemgetter(0))


def is_removed(command: Command, directory: str) -> bool:
    """Whether a later command of the same RUN removes a directory, or what is in it."""
    return any(covers(path, directory) for path in removals_after(command))


def covers(path: str, directory: str) -> bool:
    """Whether removing `path`, which may end in a pattern, empties `directory`."""
    if path.startswith(directory + "/"):
        rest = path[len(directory) + 1 :]
        return not rest or rest.startswith(("*", "."))
    stem = path.rstrip("*")
    if stem != path and stem.strip("/"):
        return directory.startswith(stem)
    bare = path
    while bare.endswith(_TAILS):
        bare = bare.rpartition("/")[0]
    return bool(bare) and (directory == bare or directory.startswith(bare + "/"))


def _removed(command: Command) -> Iterator[str]:
    if command.name == "rm":
        operands = [value for value in command.values if not value.startswith("-")]
    elif command.name == "find" and (command.has_flag("-delete") or "rm" in command.values):
        operands = searched(command)
    else:
        return
    home = home_of(command.step)
    for operand in operands:
        for path in meant_by(command, operand):
            yield _HOME.sub(home, path)


def searched(find: Command) -> list[str]:
    """The paths in which `find` looks."""
    return list(takewhile(lambda value: not value.startswith(("-", "(", "!")), find.values)) or ["."]


def meant_by(command: Command, operand: str) -> list[str]:
    """The paths that an operand means to the shell of a command."""
    return expand_braces(operand) if "{" in operand and _knows_braces(command) else [operand]


def _knows_braces(command: Command) -> bool:
    """Whether the shell expands `{a,b}`, as bash does, and dash, the `sh` of Debian and Ubuntu, does not."""
    from devcontain.semantics.scripts import sh_of

    shell = command.step.scope.shell
    if command.outer is not None or command.step.instruction.heredocs or shell[:1] != POSIX_SHELL[:1]:
        return True
    return sh_of(command.step.stage) not in ("dash", "busybox")


def expand_braces(text: str) -> list[str]:
    """`/var/{a,b}` to its alternatives; the later braces of a text that has too many stay."""
    paths = [text] if len(text) <= _MAXIMUM_LENGTH else []
    while len(paths) < _MAXIMUM_EXPANSIONS:
        expanded = [alternative for path in paths for alternative in _expand_first(path)]
        if expanded == paths:
            break
        paths = expanded
    return paths or [text]


def _expand_first(text: str) -> list[str]:
    match = _BRACES.search(text)
    if match is None:
        return [text]
    head, tail = text[: match.start()], text[match.end() :]
    return [head + choice + tail for choice in match[1].split(",")]
