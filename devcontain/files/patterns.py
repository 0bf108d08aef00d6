"""Patterns that a user gives for files, written as in a .gitignore and read from one directory on."""
# ruff: noqa: PTH100, PTH206

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from devcontain.files.gitignore import IgnoreFile

if TYPE_CHECKING:
    from collections.abc import Iterable


class Patterns(NamedTuple):
    """Patterns and the directory, absolute, that they count from."""

    base: str
    written: tuple[str, ...]
    file: IgnoreFile

    def match(self, path: str) -> bool:
        """Whether a path, or a directory that it is in, is meant; the last pattern that speaks of it decides."""
        inside = os.path.relpath(os.path.abspath(path), self.base).split(os.sep)
        if inside[0] == os.pardir:
            return False
        names = tuple(inside)
        return any(self.file.verdict(names[:end], end < len(names)) for end in range(1, len(names) + 1))


def patterns(base: str, written: Iterable[str]) -> Patterns:
    """The patterns of a list; a line break in one of them does not make two."""
    lines = tuple(written)
    return Patterns(base, lines, IgnoreFile("\n".join(line.replace("\n", "?") for line in lines)))
