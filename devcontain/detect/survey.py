"""Which projects of a repository get a dev container: one for all, or one for each."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import replace
from itertools import chain, count
from typing import TYPE_CHECKING, NamedTuple

from devcontain.detect import detect_all
from devcontain.detect.dependencies import detect_dependencies
from devcontain.detect.place import find_place
from devcontain.detect.projects import find_projects
from devcontain.detect.python.version import detect_python
from devcontain.detect.requirement_files import find_requirement_files
from devcontain.detect.together import can_share, put_together, with_tools_above
from devcontain.errors import UserError
from devcontain.manifests.pyproject import read_pyproject
from devcontain.manifests.repository import Repository
from devcontain.manifests.setuptools import read_setup
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from pathlib import Path

    from devcontain.detect.facts import Dependencies, Facts, Place
    from devcontain.services import Service

_MOST = 8
"""So many configurations are still a choice; with more, one container for all is of more use."""
_SHOWN = 3
_GPU = "gpu"
_UNFIT = pattern(r"[^a-z0-9_.-]+")


class Asked(NamedTuple):
    """What is asked for: a manager, some of the projects, and whether `each` is to have its own or all share one."""

    manager: str | None = None
    named: tuple[str, ...] = ()
    projects: str | None = None


def survey(
    directory: Path, asked: Asked, catalogue: Mapping[str, Service], on_read: Callable[[], None] = lambda: None
) -> list[Facts]:
    """The facts for each configuration that is to be written."""
    look = _Survey(directory, asked, catalogue, on_read)
    found = list(look.facts())
    if look.refusal and not look.is_followed:
        raise look.refusal
    return found


class _Survey:
    """One look at a repository: a project is named by its folder, relative to the directory that was given."""

    def __init__(
        self, directory: Path, asked: Asked, catalogue: Mapping[str, Service], on_read: Callable[[], None]
    ) -> None:
        self.asked = asked
        self.catalogue = catalogue
        self.on_read = on_read
        self.directory = Repository(directory, on_read).root
        self.mounted, self.place = find_place(self.directory)
        self.repositories: dict[str, Repository] = {}
        self.found: dict[str, Dependencies] = {}
        self.unreadable: dict[str, UserError] = {}
        self.refusal: UserError | None = None
        self.is_followed = False

    def facts(self) -> Iterator[Facts]:
        """Those of the root's project; without one, or where more is asked for, those of the projects below."""
        if self.asked.named:
            yield from self._of_several(list(map(self._known, self.asked.named)), "--project")
            return
        root, below = self._dependencies("."), list(find_projects(self._repository(".")))
        has_own = not self._is_aside(root, below)
        if has_own:
            below = [folder for folder in below if not self._repository(".").has(f"{folder}/__init__.py")]
        if not below or (has_own and self.asked.projects is None):
            yield self._facts(replace(root, notes=(*root.notes, *_left_out(root, below))), self.place)
            return
        if is_collection := len(below) > _MOST and not has_own and self.asked.projects is None:
            below = list(filter(self._is_readable, below))
        below = [folder for folder in below if self._is_installable(folder)]
        because = "--projects" if has_own else "no file at the root names what runs"
        if is_collection and (facts := self._by_imports(below)):
            yield facts
            return
        yield from self._of_several([*(["."] if has_own or not below else []), *below], because)

    def _of_several(self, folders: list[str], because: str) -> Iterator[Facts]:
        parts = {folder: self._dependencies(folder) for folder in dict.fromkeys(folders)}
        is_default = self.asked.projects is None and len(parts) > _MOST and can_share(parts)
        if len(parts) == 1:
            yield self._alone(*parts.popitem(), because)
        elif self.asked.projects == "together" or is_default:
            yield self._together(parts)
        else:
            names = _names(parts)
            for folder, dependencies in parts.items():
                opened = self._placed(folder)
                place = self.place._replace(project=opened, opened=opened, is_one_of_several=True)
                if folder != ".":
                    place = place._replace(configuration=f"{self.place.configuration}/{names[folder]}")
                yield replace(self._facts(dependencies, place, folder), because=because)

    def _alone(self, folder: str, dependencies: Dependencies, because: str) -> Facts:
        """The only project: the whole repository is opened, since what else is in it belongs to the project."""
        place = self.place._replace(project=self._placed(folder))
        notes = () if folder == "." else self._javascript()
        dependencies = with_tools_above(dependencies, self._dependencies("."), folder)
        facts = self._facts(replace(dependencies, notes=(*dependencies.notes, *notes)), place, folder)
        return facts if folder == "." else replace(facts, because=because, name=self.directory.name)

    def _javascript(self) -> tuple[str, ...]:
        """What to say of a frontend beside the project."""
        path = next(self._repository(".").walk_own("/package.json"), "")
        feature = "the Feature `ghcr.io/devcontainers/features/node` in devcontainer.json adds it, and stays there"
        return (f"{path} needs Node.js, which the image does not have: {feature}",) if path else ()

    def _together(self, parts: Mapping[str, Dependencies]) -> Facts:
        asked = [
            request._replace(evidence=request.evidence._replace(path=posixpath.join(folder, request.evidence.path)))
            for folder in parts
            if folder != "."
            for repository in [self._repository(folder)]
            for request in detect_python(repository, read_pyproject(repository), read_setup(repository), parts[folder])
        ]
        around = self._around(self.place.project)
        dependencies = put_together(parts)
        facts = detect_all(self._repository("."), around, dependencies, self.place, self.catalogue, tuple(asked))
        because = "--projects together" if self.asked.projects else f"{len(parts)} projects that can share one"
        return replace(facts, name=self.directory.name, because=because)

    def _facts(self, dependencies: Dependencies, place: Place, folder: str = ".") -> Facts:
        around = self._around(place.project)
        try:
            return detect_all(self._repository(folder), around, dependencies, place, self.catalogue)
        except UserError as error:
            raise _located(folder, error) from None

    def _dependencies(self, folder: str) -> Dependencies:
        """How a project is installed: by the manager that is asked for where there is something for it."""
        if folder not in self.found:
            try:
                self.found[folder] = self._detected(folder)
            except UserError as error:
                raise _located(folder, error) from None
        return self.found[folder]

    def _detected(self, folder: str) -> Dependencies:
        repository, wish = self._repository(folder), self.asked.manager
        pyproject, setup = read_pyproject(repository), read_setup(repository)
        try:
            found = detect_dependencies(repository, pyproject, setup, wish)
        except UserError as error:
            if not wish:
                raise
            self.refusal = self.refusal or error
            return detect_dependencies(repository, pyproject, setup)
        self.is_followed = True
        return found

    def _is_aside(self, root: Dependencies, below: list[str]) -> bool:
        """Whether the root names nothing that runs: no file, or tools of development that leave out what is below."""
        if root.manager != "requirements":
            return root.manager in {"none", "scripts"}
        if find_requirement_files(self._repository(".")).main or root.is_packaged or root.locals:
            return False
        return not any(path.startswith(f"{folder}/") for path in root.manifests for folder in below)

    def _by_imports(self, folders: list[str]) -> Facts | None:
        """One container for a collection that no environment can have all of by its pins: with what the code imports.

        Nothing where the collection can share one, or is small once what cannot be read is left out.
        """
        parts = {folder: self._dependencies(folder) for folder in folders}
        if can_share(parts) or len(parts) + len(self.unreadable) <= _MOST:
            return None
        repository = self._repository(".")
        try:
            found = detect_dependencies(repository, read_pyproject(repository), read_setup(repository), "scripts")
        except UserError:
            return None
        said = f"{len(parts)} folders pin versions of their own, which contradict each other: one environment has what"
        notes = (f"{said} the code imports, without versions; `--projects each` writes a configuration for each",)
        return self._facts(replace(found, notes=(*notes, *found.notes, *self._not_read())), self.place)

    def _is_readable(self, folder: str) -> bool:
        """Whether what a project of a collection says of itself can be read; else the others go without it."""
        try:
            self._dependencies(folder)
        except UserError as error:
            self.unreadable[folder] = error
        return folder not in self.unreadable

    def _not_read(self) -> Iterator[str]:
        return (f"{error.message}: what it asks for is left out" for error in self.unreadable.values())

    def _is_installable(self, folder: str) -> bool:
        return self._dependencies(folder).manager not in {"none", "scripts"}

    def _known(self, name: str) -> str:
        """A folder that the user named. Raises UserError."""
        folder = posixpath.normpath(name)
        if folder.startswith(("/", "..")) or not (self.directory / folder).is_dir():
            known = ", ".join(find_projects(self._repository(".")))
            raise UserError(f"there is no folder `{name}` in `{self.directory}`", f"there are {known}" if known else "")
        return folder

    def _repository(self, folder: str) -> Repository:
        if folder not in self.repositories:
            self.repositories[folder] = Repository(self.directory / folder, self.on_read, within=self.mounted)
        return self.repositories[folder]

    def _around(self, project: str) -> Repository | None:
        return None if project == "." else self._repository(posixpath.relpath("/", f"/{self.place.directory}"))

    def _placed(self, folder: str) -> str:
        return posixpath.normpath(f"{self.place.directory}/{folder}")


def _located(folder: str, error: UserError) -> UserError:
    return error if folder == "." else UserError(f"{folder}: {error.message}", error.hint)


def _left_out(root: Dependencies, below: list[str]) -> list[str]:
    """What to say of projects that the one at the root does not install."""
    known = {*root.locals, *(posixpath.normpath(package.directory) for package in root.lock.local())}
    known |= {folder for folder in below for path in root.manifests if path.startswith(f"{folder}/")}
    others = [folder for folder in below if folder not in known]
    is_unlocked_workspace = root.has_members and not root.lock.path
    if not others or is_unlocked_workspace:
        return []
    named = ", ".join(others[:_SHOWN]) + (f" and {len(others) - _SHOWN} more" if len(others) > _SHOWN else "")
    whose = "has dependencies of its own" if len(others) == 1 else "have dependencies of their own"
    return [f"{named} {whose}, which are not installed: `--projects each` writes a configuration for each"]


def _names(folders: Iterable[str]) -> dict[str, str]:
    """The folder of each configuration, called after that of its project; by the whole path where two are alike."""
    short = {folder: _plain(posixpath.basename(folder)) for folder in folders}
    taken = Counter(short.values())
    taken.update(f"{name}-gpu" for name in short.values())
    names: dict[str, str] = {}
    for folder, name in short.items():
        is_clear = taken[name] == 1 and name != _GPU
        names[folder] = _free(name if is_clear else _plain(folder.replace("/", "-")), {_GPU, *names.values()})
    return names


def _plain(name: str) -> str:
    """A name that may also be that of a service in a compose file."""
    return _UNFIT.sub("-", name.lower()).strip("-._") or "project"


def _free(name: str, taken: set[str]) -> str:
    numbered = (f"{name}-{number}" for number in count(2))
    return next(each for each in chain([name], numbered) if each not in taken)
