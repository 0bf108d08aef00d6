"""pixi.toml, or pixi's tables in pyproject.toml: environments, and what they install."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name

from devcontain.manifests.environment_yml import read_conda_version
from devcontain.manifests.pyproject import PATH as PYPROJECT
from devcontain.manifests.requirement import Requirement
from devcontain.manifests.toml import Table, read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.manifests.repository import Repository

PATH, LOCK_PATH = "pixi.toml", "pixi.lock"
_DEFAULT = "default"
_RENAMED = {"pytorch": "torch", "pytorch-gpu": "torch", "tensorflow-gpu": "tensorflow"}
_LINUX = ("unix", "linux", "linux-64")


class Pixi(NamedTuple):
    """A manifest of pixi's: its table, and the features of each environment, the default one's under no name."""

    path: str
    table: Table
    environments: dict[str, tuple[str, ...]]

    @property
    def requires_pixi(self) -> str:
        """The versions of pixi that it admits, or nothing."""
        return self._workspace.string("requires-pixi")

    @property
    def platforms(self) -> tuple[str, ...]:
        """The platforms that it is locked for."""
        return self._workspace.strings("platforms")

    def cuda(self, environment: str) -> str:
        """The CUDA that an environment takes for granted, or nothing."""
        found = [feature.table("system-requirements").data.get("cuda") for feature in self._features(environment)]
        return next((str(version) for version in found if isinstance(version, str | int | float)), "")

    def requirements(self, environment: str) -> tuple[Requirement, ...]:
        """What an environment installs on Linux, under the names that PyPI has for it."""
        features = list(self._features(environment))
        tables = [*features, *(one.table("target").table(name) for one in features for name in _LINUX)]
        return tuple(requirement for table in tables for requirement in _listed(table))

    def folders(self, environment: str) -> tuple[str, ...]:
        """The folders that an environment installs."""
        tables = [feature.table("pypi-dependencies").data for feature in self._features(environment)]
        paths = [value.get("path") for table in tables for value in table.values() if isinstance(value, dict)]
        return tuple(dict.fromkeys(path for path in paths if isinstance(path, str)))

    @property
    def _workspace(self) -> Table:
        return self.table.table("workspace" if "workspace" in self.table.data else "project")

    def _features(self, environment: str) -> Iterator[Table]:
        for name in self.environments.get(environment, ("",)):
            yield self.table.table("feature").table(name) if name else self.table


def read_pixi(repository: Repository) -> Pixi | None:
    """Read the repository's manifest of pixi's, if it has one."""
    if repository.has(PATH):
        root = read_toml(repository, PATH)
        return Pixi(PATH, root, dict(_environments(root)))
    tools = read_toml(repository, PYPROJECT).data.get("tool") if repository.has(PYPROJECT) else None
    if not isinstance(tools, dict) or "pixi" not in tools:
        return None
    root = read_toml(repository, PYPROJECT).table("tool").table("pixi")
    return Pixi(PYPROJECT, root, dict(_environments(root)))


def _environments(root: Table) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield _DEFAULT, ("",)
    for name, value in root.table("environments").data.items():
        said = value if isinstance(value, dict) else {"features": value}
        listed = said.get("features")
        features = [one for one in listed if isinstance(one, str)] if isinstance(listed, list) else []
        yield name, (*([] if said.get("no-default-feature") is True else [""]), *features)


def _listed(table: Table) -> Iterator[Requirement]:
    for name, value in table.table("dependencies").data.items():
        version = _version(value)
        known = canonicalize_name(name)
        yield _requirement(table, name, _RENAMED.get(known, known), version, read_conda_version(version))
    for name, value in table.table("pypi-dependencies").data.items():
        extras = value.get("extras") if isinstance(value, dict) else None
        chosen = frozenset(canonicalize_name(one) for one in extras if isinstance(one, str)) if extras else frozenset()
        found = _requirement(table, name, canonicalize_name(name), _version(value), _specifier(_version(value)))
        yield Requirement(found.name, found.text, found.path, found.span, extras=chosen, specifier=found.specifier)


def _requirement(table: Table, name: str, known: str, version: str, specifier: SpecifierSet) -> Requirement:
    text = f'{name} = "{version}"' if version else name
    return Requirement(known, text, table.source.path, table.find(version), specifier=specifier)


def _version(value: Any) -> str:
    found = value.get("version") if isinstance(value, dict) else value
    return found if isinstance(found, str) else ""


def _specifier(version: str) -> SpecifierSet:
    try:
        return SpecifierSet("" if version == "*" else version)
    except InvalidSpecifier:
        return SpecifierSet()
