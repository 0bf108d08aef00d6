"""Submodules of git that are not there: what they bring is missed when the project is built or run."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.manifests.repository import Repository

_FILE = ".gitmodules"
_PATH = pattern(r"(?m)^[ \t]*path[ \t]*=[ \t]*(\S.*?)[ \t]*$")
_SHOWN = 3


def absent_submodules(repository: Repository) -> Iterator[str]:
    """A note that names those whose folders are empty."""
    absent = [path for path in _PATH.findall(repository.glance(_FILE) or "") if not repository.names(path)]
    if absent:
        named = ", ".join(absent[:_SHOWN]) + (f" and {len(absent) - _SHOWN} more" if len(absent) > _SHOWN else "")
        is_one = len(absent) == 1
        what = "is a submodule that is" if is_one else "are submodules that are"
        yield f"{named} {what} not here: run `git submodule update --init --recursive` before the container is made"
