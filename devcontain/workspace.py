"""The files that belong together, seen from one of them."""

from __future__ import annotations

import os.path
from contextlib import suppress
from functools import lru_cache
from glob import escape, glob
from itertools import islice
from typing import TYPE_CHECKING

from devcontain.caching import cached_property
from devcontain.errors import UserError
from devcontain.files.reading import read_source
from devcontain.files.repository import here, top_of
from devcontain.semantics.images import ImageUse
from devcontain.semantics.settings import NOTHING, Settings
from devcontain.syntax import image, jsonc

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from devcontain.manifests.stated import DependencyFile
    from devcontain.syntax.source import Source
    from devcontain.syntax.tree import Document, Node

_FOLDER = ".devcontainer"
_MAXIMUM_DEPTH = 20
_MAXIMUM_COPIED = 20
_MAXIMUM_ALTERNATIVES = 20
_IGNORE_FILES = (".dockerignore", ".containerignore")
_MANIFESTS = (
    *("pyproject.toml", "requirements.txt", "setup.py", "setup.cfg", "Pipfile", "environment.yml", "package.json"),
    *("go.mod", "Cargo.toml", "Gemfile", "pom.xml", "manage.py"),
)


class DevContainer:
    """A devcontainer.json: its tree, and the configurations beside it."""

    def __init__(self, source: Source, settings: Settings = NOTHING) -> None:
        self.source = source
        self.settings = settings

    @cached_property
    def document(self) -> Document:
        """The parsed file."""
        return jsonc.parse(self.source.text)

    def get(self, name: str) -> Node | None:
        """The value of a property at the top level."""
        root = self.document.root
        return root.get(name) if root is not None and root.kind == "mapping" else None

    @property
    def image_uses(self) -> list[ImageUse]:
        """The image that it names, if no variable decides."""
        node = self.get("image")
        value = node.value if node is not None else None
        if node is None or not isinstance(value, str) or not value or "$" in value:
            return []
        return [ImageUse(image.parse(value), node.span)]

    @property
    def alternatives(self) -> Iterator[DevContainer]:
        """The other configurations that can be chosen instead, of one in its own folder below .devcontainer."""
        folder = os.path.dirname(os.path.abspath(self.source.path))  # noqa: PTH100, PTH120
        parent = os.path.dirname(folder)  # noqa: PTH120
        if os.path.basename(parent) != _FOLDER:  # noqa: PTH119
            return
        top = os.path.dirname(parent)  # noqa: PTH120
        beside = sorted(glob(f"{escape(parent)}/*/devcontainer.json"))  # noqa: PTH207
        for path in (f"{parent}/devcontainer.json", f"{top}/.devcontainer.json", *beside[:_MAXIMUM_ALTERNATIVES]):
            if os.path.dirname(path) != folder and _is_file(path, _top(top)):  # noqa: PTH120
                with suppress(UserError):
                    yield DevContainer(read_source(path), self.settings)

    @cached_property
    def locked(self) -> frozenset[str]:
        """The Features that the lock file beside it pins, as they are written."""
        folder, name = os.path.split(self.source.path)
        path = os.path.join(folder, f"{name.removesuffix('.json')}-lock.json")  # noqa: PTH118
        try:
            root = jsonc.parse(read_source(path).text).root
        except UserError:
            return frozenset()
        features = root.get("features") if root is not None else None
        return frozenset(str(key.value) for key in features.keys) if features is not None else frozenset()


def dependency_file(source: Source) -> DependencyFile:
    """What a dependency file is, by its name: a requirements file unless that says otherwise."""
    from devcontain.manifests import stated

    name = os.path.basename(source.path).lower()  # noqa: PTH119
    if name.endswith((".yml", ".yaml")):
        return stated.CondaEnvironment(source)
    if name.endswith(".toml"):
        return stated.ProjectFile(source)
    return stated.PipenvFile(source) if name == "pipfile" else stated.Requirements(source)


def is_locked(file: DependencyFile) -> bool:
    """Whether a lock file of its tool lies in its directory or above."""
    return bool(file.locks) and any(_present(folder, file.locks) for folder in _folders(file.source.path))


def included(file: DependencyFile) -> list[str]:
    """The paths of the files that a dependency file includes, where they are there."""
    folder = os.path.dirname(file.source.path)  # noqa: PTH120
    paths = (os.path.normpath(os.path.join(folder, path)) for path in file.includes)  # noqa: PTH118
    return [path for path in paths if _is_file(path, _top(folder))]


def files_in_context(dockerfile: str, copied: Iterable[str], names: Iterable[str]) -> list[str]:
    """Those files of a Dockerfile's build context that are there.

    The context is the directory that has most of `copied`; where several have as much, it is not known.
    """
    folder, *others = _having_most(dockerfile, copied)[0]
    paths = (os.path.normpath(os.path.join(folder, name)) for name in names)  # noqa: PTH118
    return [path for path in paths if _is_file(path, _top(folder))] if not others else []


class BuildContext:
    """The directory that a build copies from, and the file that keeps things out of it, if there is one."""

    def __init__(self, directory: str, ignore_path: str, *, is_certain: bool) -> None:
        self.directory = directory
        self.ignore_path = ignore_path
        self.is_certain = is_certain
        """Whether all that is copied by name is there."""

    def has(self, path: str) -> bool:
        """Whether there is such a file or directory."""
        return os.path.lexists(os.path.join(self.directory, path))  # noqa: PTH118

    def text(self, path: str) -> str:
        """What a file says, empty where it cannot be read."""
        path = os.path.join(self.directory, path)  # noqa: PTH118
        try:
            return read_source(path).text if _is_file(path, _top(self.directory)) else ""
        except UserError:
            return ""

    @cached_property
    def ignores(self) -> str:
        """The patterns of what is kept out."""
        return self.text(os.path.relpath(self.ignore_path, self.directory)) if self.ignore_path else ""

    def keeps_out(self, path: str) -> bool:
        """Whether the build does not see a file."""
        from devcontain.manifests.dockerignore import is_ignored

        return is_ignored(self.ignores, path)


def build_context(dockerfile: str, copied: Iterable[str]) -> BuildContext | None:
    """The directory that a Dockerfile copies from: of its own and those above the nearest that has most of `copied`.

    Nothing where none has any of it, or where another of these directories has a .dockerignore: then it may be that.
    """
    if not os.path.isfile(dockerfile):  # noqa: PTH113
        return None
    names = list(dict.fromkeys(islice(copied, _MAXIMUM_COPIED)))
    (directory, *_), most = _having_most(dockerfile, names or _MANIFESTS)
    if not most:
        return None
    own = (f"{dockerfile}.dockerignore", *(os.path.join(directory, name) for name in _IGNORE_FILES))  # noqa: PTH118
    ignore_path = next(filter(os.path.isfile, own), "")
    if not ignore_path and has_ignore_file(dockerfile):
        return None
    return BuildContext(directory, ignore_path, is_certain=bool(names) and most == len(names))


def has_ignore_file(dockerfile: str) -> bool:
    """Whether something may be kept out of a build: a directory that may be its context has a .dockerignore."""
    if os.path.lexists(f"{dockerfile}.dockerignore"):
        return True
    return any(_present(folder, _IGNORE_FILES) for folder in _folders(dockerfile))


def _having_most(dockerfile: str, names: Iterable[str]) -> tuple[list[str], int]:
    """Of a Dockerfile's directory and those above it, nearest first, those that have most of these, and how many."""
    names = list(dict.fromkeys(islice(names, _MAXIMUM_COPIED)))
    counts = {folder: _present(folder, names) for folder in _folders(dockerfile)}
    most = max(counts.values())
    return [folder for folder, count in counts.items() if count == most], most


def _present(folder: str, names: Iterable[str]) -> int:
    return sum(os.path.lexists(os.path.join(folder, name)) for name in names)  # noqa: PTH118


def _folders(dockerfile: str) -> tuple[str, ...]:
    """The directory of a Dockerfile and those above it, up to the top of the repository."""
    return _up_from(os.path.dirname(dockerfile), here())  # noqa: PTH120


@lru_cache(maxsize=64)
def _up_from(folder: str, start: str) -> tuple[str, ...]:
    top = _top_from(folder, start)
    folders = []
    for _ in range(_MAXIMUM_DEPTH):
        folders.append(os.path.normpath(folder))
        if os.path.realpath(folder) == top:
            break
        folder = os.path.join(folder, os.pardir)  # noqa: PTH118
    return tuple(folders)


def _top(folder: str) -> str:
    """The top of the repository that a folder is in; outside one, where the command was started, or the folder."""
    return _top_from(folder, here())


@lru_cache(maxsize=64)
def _top_from(folder: str, start: str) -> str:
    absolute = os.path.realpath(folder)
    return top_of(absolute) or (start if os.path.join(absolute, "").startswith(os.path.join(start, "")) else absolute)  # noqa: PTH118


def _is_file(path: str, top: str) -> bool:
    """Whether there is such a file, and not by a link that leads out of the repository."""
    return os.path.isfile(path) and os.path.realpath(path).startswith(os.path.join(top, ""))  # noqa: PTH113, PTH118
