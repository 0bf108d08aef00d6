"""How a RUN uses what was copied from the build context."""

from __future__ import annotations

import posixpath
from enum import IntEnum
from typing import TYPE_CHECKING

from devcontain.semantics.directories import absolute

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command
    from devcontain.semantics.copies import Copied
    from devcontain.semantics.installs import Install

_QUESTIONS = frozenset("test [ [[ echo printf true :".split())
"""What at most asks whether a file is there: what it guards may need the file, it does not."""
_HOUSEKEEPING = frozenset("chown chmod chgrp ls du mkdir ln find".split())
"""What moves along with a copy, in a RUN that installs nothing: it needs the files, but no installation needs it."""
_SYSTEM = frozenset(["apt", "apk", "rpm", "zypper"])
_INTERPRETERS = frozenset("sh bash python source . node".split())


class Use(IntEnum):
    """Not at all, to be installed itself, or in another way."""

    NONE = 0
    INSTALL = 1
    OTHER = 2


def use_of(copied: Copied, step: Step, *, reads: bool = False) -> Use:
    """How a RUN uses something that was copied; the files that an installation reads count where `reads` says so."""
    return max((use for _, use in _uses(copied, step, reads=reads)), default=Use.NONE)


def is_apart(install: Install, copied: Copied, used: Use, reading: Use) -> bool:
    """Whether an installation needs nothing of what was copied, nor of what was made of it so far.

    `reading` is the use by its RUN in which the files count that installations read.
    """
    if copied.is_aid and (install.default_manifests or install.needs_source):
        return False
    if used is Use.NONE:
        return True
    if reading is not Use.NONE:
        return False
    if install.manager in _SYSTEM:
        return True
    return used is Use.INSTALL and not install.manifests and not install.default_manifests


def comes_first(install: Install, copied: Copied, first: int | None) -> bool:
    """Whether an installation from manifests ends before its RUN turns to the source: it can have a RUN of its own."""
    if copied.is_aid or install.needs_source or not (install.manifests or install.default_manifests):
        return False
    return first is None or install.command.span.start <= first


def first_use(copied: Copied, step: Step) -> int | None:
    """Where in the text a RUN first uses something that was copied."""
    return next((command.span.start for command, _ in _uses(copied, step)), None)


def _uses(copied: Copied, step: Step, *, reads: bool = False) -> Iterator[tuple[Command, Use]]:
    names = {posixpath.basename(source.rstrip("/")) for source in copied.sources} - {"", "*"}
    installs = {id(install.command): install for install in step.installs}
    inside = False
    for command in step.commands:
        install = installs.get(id(command))
        mentioned = any(_mentions(word, names, copied.destination) for word in _words(command, install, reads=reads))
        if command.name == "cd":
            inside = inside or mentioned
        elif install is not None and (mentioned or (inside and install.needs_source)):
            yield command, Use.INSTALL
        elif install is not None or command.name in _QUESTIONS or (command.name in _HOUSEKEEPING and not installs):
            continue
        elif mentioned or inside or _runs_part(command, copied.destination):
            yield command, Use.OTHER
            return


def _words(command: Command, install: Install | None, *, reads: bool) -> list[str]:
    if install is None or reads:
        return [command.path, *command.values]
    return [command.path, *(package.word.value for package in install.packages)]


def _mentions(word: str, names: set[str], destination: str | None) -> bool:
    if destination and destination != "/" and (word == destination or word.startswith(destination + "/")):
        return True
    return not names.isdisjoint(word.split("/"))


def _runs_part(command: Command, destination: str | None) -> bool:
    """Whether a command runs one of the files, by a path from where it works: `./configure`, `bash setup.sh`."""
    path = command.path
    if command.name in _INTERPRETERS and not command.has_flag("-c", "-m"):
        path = next((value for value in command.values if not value.startswith("-")), "")
    place = absolute(command, path) if "/" in command.path or path != command.path else None
    return place is not None and destination is not None and place.startswith(f"{destination}/")
