"""Where the command was started, and the repository that a directory is in, found without calling git."""
# ruff: noqa: PTH118

from __future__ import annotations

import os


def here() -> str:
    """The directory that the command was started in; the top of the file system where that is gone."""
    try:
        return os.path.realpath(os.curdir)
    except FileNotFoundError:
        return os.sep


def top_of(directory: str) -> str | None:
    """The nearest directory, going up from this absolute one, that holds a `.git`; none outside a repository."""
    while not os.path.lexists(os.path.join(directory, ".git")):
        parent = os.path.dirname(directory)  # noqa: PTH120
        if parent == directory:
            return None
        directory = parent
    return directory
