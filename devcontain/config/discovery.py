"""Which configuration counts for a file: the nearest above it, up to the top of the repository."""
# ruff: noqa: PTH113, PTH118, PTH120

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from devcontain.caching import cached_property
from devcontain.config import NOTHING, Config
from devcontain.errors import UserError
from devcontain.files.repository import here, top_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from devcontain.lint.rule import Rule

NAMES = ("devcontain.toml", ".devcontain.toml", "pyproject.toml")
HADOLINT = (".hadolint.yaml", ".hadolint.yml")


class Configurations:
    """The configurations of files, each read once.

    `given` are the directories that the user named: outside a repository the search ends there, or where the command
    was started. hadolint's configuration counts where there is none of ours; `adopted` lists the ones that did.
    """

    def __init__(self, rules: Sequence[Rule], given: Iterable[str] = ()) -> None:
        self.rules = rules
        self.here = here()
        self.given = tuple(given)
        self.adopted: list[str] = []
        self._by_directory: dict[str, Config] = {}

    def of(self, path: str) -> Config:
        """The configuration of a file. Raises UserError for one that is wrong."""
        shown = os.path.dirname(path)
        if shown not in self._by_directory:
            directory = os.path.realpath(os.path.join(self.here, shown))
            if directory not in self._by_directory:
                self._by_directory[directory] = self._find(directory)
            self._by_directory[shown] = self._by_directory[directory]
        return self._by_directory[shown]

    def named(self, path: str) -> Config:
        """The configuration in a file that the user named; hadolint's is YAML. Raises UserError."""
        if path.endswith((".yaml", ".yml")):
            from devcontain.config.hadolint import adopt

            return adopt(path, self.rules)
        found = self._load(path, self._top(os.path.dirname(os.path.realpath(path))))
        if found is None:
            raise UserError(f"`{path}` has no `[tool.devcontain]`", "write one, or name another file")
        return found

    def _find(self, directory: str) -> Config:
        top = self._top(directory)
        directories = _upwards(directory, top)
        for above in directories:
            for name in NAMES:
                path = os.path.join(above, name)
                if os.path.isfile(path) and (found := self._load(self._shown(path), top)):
                    return found
        return self._hadolint(directories)

    def _shown(self, path: str) -> str:
        """The path from here, or as it is where the working directory is gone."""
        shown = os.path.relpath(path, self.here)
        return shown if os.path.isfile(shown) else path

    def _load(self, path: str, top: str) -> Config | None:
        from devcontain.config.load import load

        return load(path, top, self.rules)

    def _hadolint(self, directories: list[str]) -> Config:
        for path in (os.path.join(above, name) for above in directories for name in HADOLINT):
            if os.path.isfile(path):
                from devcontain.config.hadolint import adopt

                shown = self._shown(path)
                self.adopted += [] if shown in self.adopted else [shown]
                return adopt(shown, self.rules)
        return NOTHING

    def _top(self, directory: str) -> str:
        """Where the search ends: the top of the repository, or the outermost directory that the user spoke of."""
        top = top_of(directory)
        around = (given for given in self._named if os.path.commonpath((given, directory)) == given)
        return top or next(around, directory)

    @cached_property
    def _named(self) -> list[str]:
        """Where the user is and what the user named, outermost first."""
        real = (os.path.realpath(os.path.join(self.here, path)) for path in self.given)
        return sorted({self.here, *real}, key=len)


def _upwards(directory: str, top: str) -> list[str]:
    directories = [directory]
    while directory != top:
        directory = os.path.dirname(directory)
        directories.append(directory)
    return directories
