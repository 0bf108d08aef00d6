"""Finding the files to lint among the paths a user gives."""
# ruff: noqa: PTH112, PTH113, PTH116, PTH118, PTH119, PTH206

# Plain strings rather than pathlib, which would take most of the time of a walk.

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from devcontain.errors import UserError
from devcontain.files.gitignore import IgnoreFile
from devcontain.files.kind import Kind, kind_in_walk, kind_of
from devcontain.files.reading import check, read_bytes, unreadable
from devcontain.files.repository import top_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SKIPPED = frozenset({".git", ".hg", ".svn", "__pycache__", "node_modules"})
_VIRTUAL_ENVIRONMENT = "pyvenv.cfg"


_Ignores = tuple[tuple[int, IgnoreFile], ...]
"""Ignore files with the depth of their directories, nearest first."""


class Found(NamedTuple):
    """A file to lint."""

    path: str
    kind: Kind


class Search(NamedTuple):
    """The files to lint, each once and in order, and what is wrong with the paths that gave none."""

    files: list[Found]
    errors: list[UserError]


class _Directory(NamedTuple):
    """A directory as it is shown, its place from the top of the repository, and the patterns in force there."""

    path: str
    names: tuple[str, ...]
    ignores: _Ignores


def search(paths: Iterable[str]) -> Search:
    """The files to lint among the paths: files as they are named, and what directories hold and git does not ignore."""
    files: dict[str, Found] = {}
    errors: list[UserError] = []
    for path in paths:
        try:
            for found in _named(path):
                files.setdefault(os.path.normpath(found.path), found)
        except UserError as error:
            errors.append(error)
        except (OSError, ValueError) as error:
            errors.append(unreadable(path, error))
    return Search(list(files.values()), errors)


def _named(path: str) -> Iterator[Found]:
    status = os.stat(path)
    if os.path.isdir(path):
        yield from _walk(path)
    else:
        check(path, status)
        yield Found(path, kind_of(os.path.basename(path)))


def _walk(path: str) -> Iterator[Found]:
    top, names = _repository(os.path.realpath(path))
    stack = [_Directory("" if path in (".", "./") else path, names, _outer_ignores(top, names))]
    entries = _entries(path)
    while stack:
        directory = stack.pop()
        yield from _visit(directory, entries, top, stack)
        entries = _readable_entries(stack[-1].path) if stack else []


def _visit(
    directory: _Directory, entries: list[os.DirEntry[str]], top: str, stack: list[_Directory]
) -> Iterator[Found]:
    """The files of one directory; its subdirectories go on the stack, to be visited in order."""
    listed = {entry.name for entry in entries}
    ignores = _ignores(directory.path, len(directory.names), listed, directory.ignores)
    subdirectories = []
    for entry in entries:
        names = (*directory.names, entry.name)
        if entry.is_dir(follow_symlinks=False):
            if entry.name not in SKIPPED and not _is_ignored(names, True, ignores):
                subdirectories.append(_Directory(os.path.join(directory.path, entry.name), names, ignores))
        elif (kind := kind_in_walk(entry.name)) and _is_taken(entry, top) and not _is_ignored(names, False, ignores):
            yield Found(os.path.join(directory.path, entry.name), kind)
    stack.extend(reversed(subdirectories))


def _entries(path: str) -> list[os.DirEntry[str]]:
    with os.scandir(path) as entries:
        return sorted(entries, key=lambda entry: entry.name)


def _readable_entries(path: str) -> list[os.DirEntry[str]]:
    """What a directory met on the way holds: nothing where it may not be read or is a virtual environment."""
    try:
        entries = _entries(path)
    except OSError:
        return []
    return [] if any(entry.name == _VIRTUAL_ENVIRONMENT for entry in entries) else entries


def _is_taken(entry: os.DirEntry[str], top: str) -> bool:
    """Whether an entry is a file, or a link to a file of the repository that is not found by its own name."""
    if entry.is_file(follow_symlinks=False):
        return True
    target = os.path.realpath(entry.path)
    is_inside = target.startswith(os.path.join(top, ""))
    return is_inside and os.path.isfile(target) and not kind_in_walk(os.path.basename(target))


def _is_ignored(names: tuple[str, ...], is_directory: bool, ignores: _Ignores) -> bool:
    for depth, file in ignores:
        verdict = file.verdict(names[depth:], is_directory)
        if verdict is not None:
            return verdict
    return False


def _repository(directory: str) -> tuple[str, tuple[str, ...]]:
    """The top of the repository that a directory is in, and the names that lead from there; itself if in none."""
    top = top_of(directory)
    if top is None or top == directory:
        return directory, ()
    return top, tuple(os.path.relpath(directory, top).split(os.sep))


def _outer_ignores(top: str, names: tuple[str, ...]) -> _Ignores:
    """The patterns that come from above a directory, nearest first."""
    ignores: _Ignores = ()
    for depth in range(len(names)):
        listed = {".gitignore"} if depth else {".gitignore", ".git"}
        ignores = _ignores(os.path.join(top, *names[:depth]), depth, listed, ignores)
    return ignores


def _ignores(path: str, depth: int, listed: set[str], inherited: _Ignores) -> _Ignores:
    """The patterns in force in a directory; those from above end where another repository begins."""
    if ".git" in listed:
        inherited = _ignore_file(os.path.join(path, ".git", "info", "exclude"), depth)
    if ".gitignore" in listed:
        inherited = _ignore_file(os.path.join(path, ".gitignore"), depth) + inherited
    return inherited


def _ignore_file(path: str, depth: int) -> _Ignores:
    try:
        content = read_bytes(path, follow=False)
    except (OSError, UserError):
        return ()
    return ((depth, IgnoreFile(content.decode("utf-8", "surrogateescape"))),)
