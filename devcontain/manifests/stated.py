"""What dependency files state, as it stands there: for the linter, which says what is not pinned."""

from __future__ import annotations

import os.path
import tomllib
from typing import TYPE_CHECKING, Any, NamedTuple

from devcontain.caching import cached_property
from devcontain.errors import UserError
from devcontain.manifests.marker import may_apply
from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.requirements_txt import comments as comments_in
from devcontain.manifests.requirements_txt import parse_requirements
from devcontain.manifests.toml import Table
from devcontain.manifests.toml_places import TomlPlaces
from devcontain.pattern import pattern
from devcontain.syntax import yaml_tree

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.manifests.requirement import Requirement
    from devcontain.manifests.requirements_txt import RequirementsFile
    from devcontain.syntax.source import Source, Span
    from devcontain.syntax.tree import Document, Node

LOCKS = ("uv.lock", "poetry.lock", "pdm.lock", "pylock.toml")
_ELSEWHERE = frozenset(["path", "file", "git", "hg", "svn", "url"])
_INCLUDE = pattern(r"(?:-r|--requirement)[ =]*(\S+)")
_CONSTRAINT = ("-c ", "--constraint")
_VERSION = "name the version: `{}`"
_BY_CONSTRAINTS = "say the versions in a file of constraints: `pip install -c constraints.txt .`"


class Stated(NamedTuple):
    """A requirement in pip's words, or in conda's, and where it stands."""

    text: str
    span: Span
    is_conda: bool = False


class Requirements:
    """A requirements file."""

    locks: tuple[str, ...] = ()
    is_library = False
    advice = _VERSION

    def __init__(self, source: Source) -> None:
        self.source = source

    @cached_property
    def file(self) -> RequirementsFile | None:
        """The parsed file; nothing where pip would refuse it."""
        try:
            return parse_requirements(self.source)
        except UserError:
            return None

    @property
    def for_linux(self) -> list[Requirement]:
        """What it itself requires of a Linux image."""
        return [each for each in self.file.requirements if may_apply(each.marker)] if self.file is not None else []

    @property
    def stated(self) -> list[Stated]:
        """The same as it stands there; nothing where another file says the versions."""
        return [] if self.is_constrained else [Stated(each.text, each.span) for each in self.for_linux]

    @property
    def is_constrained(self) -> bool:
        """Whether another file says the versions: one with constraints, or the one that is compiled from this one."""
        if self.source.path.endswith(".in") and os.path.isfile(f"{self.source.path.removesuffix('.in')}.txt"):  # noqa: PTH113
            return True
        return self.file is not None and any(include.is_constraint for include in self.file.includes)

    @property
    def comments(self) -> list[Span]:
        """Its comments."""
        return comments_in(self.source.text)

    @property
    def includes(self) -> list[str]:
        """The requirements files that it includes and does not constrain, relative to its own directory."""
        return [] if self.file is None or self.is_constrained else [include.path for include in self.file.includes]


class CondaEnvironment:
    """An environment.yml: what conda installs, and what pip installs into that."""

    locks: tuple[str, ...] = ()
    is_library = False
    advice = _VERSION

    def __init__(self, source: Source) -> None:
        self.source = source

    @cached_property
    def document(self) -> Document:
        """The parsed file."""
        return yaml_tree.parse(self.source.text)

    @property
    def comments(self) -> tuple[Span, ...]:
        """Its comments."""
        return self.document.comments

    @property
    def stated(self) -> list[Stated]:
        """What it requires: first what conda installs."""
        specs = [Stated(text, span, is_conda=True) for text, span in _strings(self._listed)]
        if any(text.startswith(_CONSTRAINT) for text, _ in self._pip):
            return specs
        lines = [Stated(text, span) for text, span in self._pip if not text.startswith("-")]
        return specs + [line for line in lines if may_apply(line.text.partition(";")[2].strip())]

    @property
    def includes(self) -> list[str]:
        """The requirements files that its pip section includes, relative to its own directory."""
        return [match[1] for text, _ in self._pip if (match := _INCLUDE.fullmatch(text))]

    @property
    def _listed(self) -> tuple[Node, ...]:
        root = self.document.root
        listed = root.get("dependencies") if root is not None else None
        return listed.children if listed is not None and listed.kind == "sequence" else ()

    @property
    def _pip(self) -> list[tuple[str, Span]]:
        sections = [item.get("pip") for item in self._listed if item.kind == "mapping"]
        return [line for section in sections if section is not None for line in _strings(section.children)]


class PipenvFile:
    """A Pipfile: what Pipenv resolves anew where no lock file lies beside it."""

    locks: tuple[str, ...] = ("Pipfile.lock",)
    includes: tuple[str, ...] = ()
    is_library = False
    advice = "add the lock file that `pipenv lock` writes to the repository"

    def __init__(self, source: Source) -> None:
        self.source = source
        self.places = TomlPlaces(source.text)

    @property
    def comments(self) -> list[Span]:
        """Its comments."""
        return self.places.comments

    @property
    def stated(self) -> list[Stated]:
        """What the project requires."""
        places = self.places.keys("packages")
        packages = _table(self.source, "packages").data
        return [
            Stated(text, places[name])
            for name, value in packages.items()
            if name in places and (text := _requirement(name, value))
        ]


class ProjectFile:
    """A pyproject.toml: what the project's tool resolves anew where no lock file lies beside or above it."""

    locks = LOCKS
    includes: tuple[str, ...] = ()

    def __init__(self, source: Source) -> None:
        self.source = source
        self.places = TomlPlaces(source.text)

    @cached_property
    def project(self) -> Pyproject:
        """The parsed file."""
        return Pyproject(_table(self.source))

    @property
    def comments(self) -> list[Span]:
        """Its comments."""
        return self.places.comments

    @property
    def is_library(self) -> bool:
        """Whether others may install it too, so that its ranges are as they have to be."""
        return self.project.is_packaged and not self.project.poetry.data

    @property
    def advice(self) -> str:
        """How its versions come to be fixed."""
        tool = next((name for name in ("poetry", "pdm", "uv") if self.project.has_tool(name)), "")
        return f"add the lock file that `{tool} lock` writes to the repository" if tool else _BY_CONSTRAINTS

    @property
    def stated(self) -> list[Stated]:
        """What the project requires by its main table."""
        try:
            return list(self._of_project()) or list(self._of_poetry())
        except UserError:
            return []

    def _of_project(self) -> Iterator[Stated]:
        places = self.places.strings("project", "dependencies")
        for requirement in self.project.dependencies:
            if requirement.text in places and may_apply(requirement.marker):
                yield Stated(requirement.text, places[requirement.text])

    def _of_poetry(self) -> Iterator[Stated]:
        places = self.places.keys("tool.poetry.dependencies")
        for name, value in self.project.poetry.table("dependencies").data.items():
            is_optional = isinstance(value, dict) and value.get("optional") is True
            if name in places and name.lower() != "python" and not is_optional and (text := _requirement(name, value)):
                yield Stated(text, places[name])


DependencyFile = Requirements | CondaEnvironment | PipenvFile | ProjectFile


def _table(source: Source, *names: str) -> Table:
    """A table of a TOML text, empty where the text cannot be read."""
    try:
        root = Table(source, tomllib.loads(source.text.removeprefix("\ufeff")))
        for name in names:
            root = root.table(name)
    except (UserError, ValueError, RecursionError):
        return Table(source, {})
    return root


def _requirement(name: str, value: Any) -> str:
    """`name = "1.2"` as pip writes it; nothing for what comes from elsewhere than an index."""
    if isinstance(value, dict):
        if not _ELSEWHERE.isdisjoint(value) or not may_apply(str(value.get("markers") or "")):
            return ""
        value = value.get("version", "*")
    if not isinstance(value, str):
        return ""
    version = value.strip()
    return name if version in ("", "*") else f"{name}=={version}" if version[0].isdigit() else f"{name}{version}"


def _strings(nodes: tuple[Node, ...]) -> list[tuple[str, Span]]:
    return [(node.value.strip(), node.span) for node in nodes if isinstance(node.value, str)]
