"""The files of the build context that the installations of a build read."""

from __future__ import annotations

import posixpath
from fnmatch import fnmatchcase
from itertools import islice
from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.semantics.caches import variable
from devcontain.semantics.copies import read_copy
from devcontain.semantics.directories import absolute
from devcontain.semantics.installs.pip import is_project
from devcontain.semantics.mounts import mounts_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command
    from devcontain.semantics.installs import Install

_NAME = pattern(r"[^$*?\[:]+\.(?:txt|in)")
_ENVIRONMENT = pattern(r"[^$*?\[:]+\.ya?ml")
PROJECT = "pyproject.toml"
_ELSEWHERE = ("-C", "--directory", "-P", "--project", "-p", "--no-deps", "--no-dependencies", "--only-root", "--script")
_FILE = pattern(r".+\.\w{1,10}")
_PIP = frozenset(["pip", "uv"])
_PYTHON = frozenset([*_PIP, "conda", "poetry", "pdm", "pipenv"])
_CONSTRAINTS = ("PIP_CONSTRAINT", "UV_CONSTRAINT")
_READERS = frozenset(["rm", "cat", "ls", "cd", "echo", "test", "["])
_MAXIMUM_STEPS = 100
_MAXIMUM_STAGES = 5
_MAXIMUM_FILES = 50


def dependency_files(installs: Iterable[Install]) -> list[str]:
    """The dependency files that installations read without constraints, each once, relative to the build context.

    What another stage or a command writes is none of them, nor is what may have been changed since it was copied. The
    project itself counts where nothing else brings what it requires.
    """
    reading = [install for install in installs if install.step.written.keyword != "ONBUILD"]
    is_alone = not any(install.manifests or install.default_manifests for install in reading if _is_of_python(install))
    named = ((install, name) for install in reading for name in _named(install, is_alone))
    origins = (_origin(install, name) for install, name in islice(named, _MAXIMUM_FILES))
    return list(dict.fromkeys(filter(None, origins)))


def _named(install: Install, is_alone: bool) -> Iterator[str]:
    """The dependency files of an installation, as it names them or finds them in its directory."""
    values = [operand.value for operand in install.manifests]
    if install.manager in _PIP and not _is_constrained(install):
        yield from filter(_NAME.fullmatch, values)
        if is_alone and install.needs_source and not install.command.has_flag(*_ELSEWHERE):
            paths = (package.name.partition("[")[0] for package in install.packages if package.origin == "local")
            yield from (posixpath.join(path, PROJECT) for path in paths if is_project(path))
    elif install.manager == "conda":
        yield from filter(_ENVIRONMENT.fullmatch, values)
    if install.default_manifests and _is_of_python(install) and not install.command.has_flag(*_ELSEWHERE):
        yield install.default_manifests[0]


def _is_of_python(install: Install) -> bool:
    return install.manager in _PYTHON


def _is_constrained(install: Install) -> bool:
    return install.constrained or any(variable(install.command, name) for name in _CONSTRAINTS)


def _origin(install: Install, operand: str) -> str | None:
    """The file of the build context that an installation reads by this name."""
    path = absolute(install.command, operand)
    if path is None:
        return None
    name = posixpath.basename(path)
    for step in _steps_before(install.step):
        if step.keyword == "RUN":
            mounted = _mounted(step, path) if step is install.step else None
            if mounted:
                return mounted
            if name in step.instruction.script and _may_write(step, name):
                return None
        elif step.keyword in ("COPY", "ADD"):
            copied = _copied(step, path)
            if copied is not None:
                return copied or None
    return None


def _steps_before(step: Step) -> Iterator[Step]:
    """The step itself and those above it, nearest first."""
    yield from reversed(step.stage.steps[max(0, step.index + 1 - _MAXIMUM_STEPS) : step.index + 1])
    for stage in step.stage.line[1:_MAXIMUM_STAGES]:
        yield from reversed(stage.steps[-_MAXIMUM_STEPS:])


def _mounted(step: Step, path: str) -> str | None:
    for mount in mounts_of(step):
        if mount.type == "bind" and not mount.image and mount.target:
            rest = _below(path, posixpath.normpath(mount.target))
            if rest is not None:
                return _in_context(mount.source or ".", rest)
    return None


def _may_write(step: Step, name: str) -> bool:
    """Whether a command other than an installation names a file, unless it is known only to read or remove it."""
    others = {id(install.command) for install in step.installs} | {id(command.outer) for command in step.commands}
    return any(_names(command, name) for command in step.commands if id(command) not in others)


def _names(command: Command, name: str) -> bool:
    if any(redirect.target and name in redirect.target.value for redirect in command.syntax.redirects):
        return True
    return command.name not in _READERS and any(name in value for value in command.values)


def _copied(step: Step, path: str) -> str | None:
    """What a copy puts at a path: a file of the build context, empty if another; nothing where it leaves it alone."""
    name = posixpath.basename(path)
    copied = read_copy(step)
    if copied is None or copied.destination is None:
        return "" if name in step.instruction.body else None
    for source in copied.sources:
        found = _arriving(source, copied.destination, path)
        if found is not None:
            return found
    return None


def _arriving(source: str, destination: str, path: str) -> str | None:
    """The file that a copy of `source` to `destination` puts at a path: a file, files by a pattern, or a directory."""
    directory, name = posixpath.split(path)
    base = posixpath.basename(source.rstrip("/"))
    if "*" in base or "?" in base:
        is_taken = directory == destination and fnmatchcase(name, base)
        return _in_context(posixpath.dirname(source), name) if is_taken else None
    if path == destination or (base == name and directory == destination):
        return _in_context(source)
    rest = _below(path, destination)
    return None if rest is None or _FILE.fullmatch(base) else _in_context(source, rest)


def _below(path: str, directory: str) -> str | None:
    """The rest of a path that is a directory or lies below it; empty for the directory itself."""
    if path == directory:
        return ""
    start = directory.rstrip("/") + "/"
    return path[len(start) :] if path.startswith(start) else None


def _in_context(*parts: str) -> str:
    """A path relative to the build context; empty where it leads out of it."""
    path = posixpath.normpath(posixpath.join(*parts).lstrip("/"))
    return "" if path.startswith("..") else path
