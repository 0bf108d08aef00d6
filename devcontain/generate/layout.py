"""Where the files of a dev container stand, and how they name each other and the folders of the repository."""

from __future__ import annotations

import posixpath
from typing import NamedTuple

from devcontain.detect.facts import Place

_WORKSPACE = "/workspace"
_FOLDER = ".devcontainer"


class Layout(NamedTuple):
    """A project's place and the build context for it; what is returned as a path of a file is for writing it."""

    place: Place = Place()
    context: str = "."
    """The folder that images are built from, relative to what is mounted."""

    def to_data(self) -> dict[str, str]:
        """The folders, as JSON has them."""
        place = self.place
        return {"project": place.project, "opened": place.opened, "context": self.context}

    @property
    def is_main(self) -> bool:
        """Whether this is the configuration that is opened where nobody chooses."""
        return posixpath.basename(self.place.configuration) == _FOLDER

    @property
    def gpu(self) -> str:
        """The folder of the configuration that insists on a GPU: only the first level below .devcontainer is found."""
        return f"{self.place.configuration}/gpu" if self.is_main else f"{self.place.configuration}-gpu"

    @property
    def compose_folder(self) -> str:
        """The folder of compose.yaml, which all configurations share."""
        return self.place.configuration if self.is_main else posixpath.dirname(self.place.configuration)

    def file(self, folder: str, name: str) -> str:
        """The path of a file, relative to the directory that devcontain was given."""
        return _relative(f"{folder}/{name}", self.place.directory)

    def configured(self, name: str) -> str:
        """The path of a file that stands beside devcontainer.json."""
        return self.file(self.place.configuration, name)

    def between(self, start: str, end: str) -> str:
        """How a file in one folder names another."""
        return _relative(end, start)

    @property
    def inside(self) -> str:
        """The project's folder in the build context."""
        return _relative(self.place.project, self.context)

    def mounted(self, path: str) -> str:
        """A path of the project's, as a build mounts it."""
        return posixpath.normpath(posixpath.join(self.inside, path))

    @property
    def from_opened(self) -> str:
        """The project's folder, relative to the one that the editor opens."""
        return _relative(self.place.project, self.place.opened)

    def workspace(self, folder: str) -> str:
        """A folder in the container, where a fixed path is mounted."""
        return posixpath.normpath(f"{_WORKSPACE}/{folder}")

    def opening(self) -> dict[str, str]:
        """What tells the editor to open another folder than the one that devcontainer.json is found from."""
        directory, opened = self.place.directory, self.place.opened
        if directory == opened:
            return {}
        if directory == ".":
            return {"workspaceFolder": f"/workspaces/${{localWorkspaceFolderBasename}}/{opened}"}
        above = f"${{localWorkspaceFolder}}/{_relative('.', directory)}"
        mount = f"type=bind,source={above},target={_WORKSPACE}"
        return {"workspaceMount": mount, "workspaceFolder": self.workspace(opened)}


def _relative(path: str, start: str) -> str:
    return posixpath.relpath(f"/{path}", f"/{start}")
