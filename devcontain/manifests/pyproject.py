"""pyproject.toml: the project, what it requires, and the tools that it names."""

from dataclasses import dataclass
from typing import Any

from packaging.utils import canonicalize_name

from devcontain.caching import cached_property
from devcontain.errors import UserError
from devcontain.manifests.repository import Repository
from devcontain.manifests.requirement import Requirement, parse_requirement
from devcontain.manifests.toml import Table, read_toml

PATH = "pyproject.toml"


@dataclass(frozen=True)
class Pyproject:
    """A pyproject.toml, read."""

    root: Table

    @cached_property
    def project(self) -> Table:
        """The `[project]` table (PEP 621); empty where there is none."""
        return self.root.table("project")

    @cached_property
    def poetry(self) -> Table:
        """The `[tool.poetry]` table; empty where there is none."""
        return self.root.table("tool").table("poetry")

    @property
    def name(self) -> str:
        """The project's name, or nothing."""
        return self.project.string("name") or self.poetry.string("name")

    @property
    def is_packaged(self) -> bool:
        """Whether the project itself can be installed."""
        if self.root.data.get("build-system") is None:
            return False
        return bool(self.name) and self.poetry.data.get("package-mode") is not False

    @property
    def has_static_dependencies(self) -> bool:
        """Whether the file itself lists what the project requires."""
        dynamic = {"dependencies", "optional-dependencies"} & set(self.project.strings("dynamic"))
        return bool(self.project.string("name")) and not dynamic

    @cached_property
    def dependencies(self) -> tuple[Requirement, ...]:
        """What the project requires."""
        return self._requirements(self.project.strings("dependencies"))

    @cached_property
    def extras(self) -> dict[str, tuple[Requirement, ...]]:
        """What each extra adds, with what it takes of others, as in `dev = ["shop[test]"]`."""
        return {name: self._extra(name, ()) for name in self.project.table("optional-dependencies").data}

    @cached_property
    def groups(self) -> dict[str, tuple[Requirement, ...]]:
        """What each dependency group (PEP 735) holds, included groups too."""
        return {name: self._group(name, ()) for name in self.root.table("dependency-groups").data}

    def has_tool(self, name: str) -> bool:
        """Whether there is a `[tool.name]` table."""
        return name in self.root.table("tool").data

    def _extra(self, name: str, above: tuple[str, ...]) -> tuple[Requirement, ...]:
        table = self.project.table("optional-dependencies")
        names = {canonicalize_name(key): key for key in table.data}
        key = names.get(canonicalize_name(name), "")
        if not key or key in above:
            return ()
        own, found = canonicalize_name(self.name), list[Requirement]()
        for one in self._requirements(table.strings(key)):
            if one.name == own:
                found += (held for extra in sorted(one.extras) for held in self._extra(extra, (*above, key)))
            else:
                found.append(one)
        return tuple(found)

    def _group(self, name: str, above: tuple[str, ...]) -> tuple[Requirement, ...]:
        table = self.root.table("dependency-groups")
        names = {canonicalize_name(key): key for key in table.data}
        key = names.get(canonicalize_name(name))
        if key is None or key in above:
            reason = "includes itself" if key else "does not exist"
            raise UserError(f"{PATH}: dependency group `{name}` {reason}")
        requirements = list(self._requirements(table.strings(key)))
        for item in table.items(key):
            requirements.extend(self._group(included, (*above, key)) if (included := _included(item)) else ())
        return tuple(requirements)

    def _requirements(self, texts: tuple[str, ...]) -> tuple[Requirement, ...]:
        return tuple(parse_requirement(self.root.source, self.root.find(text), text) for text in texts)


def _included(item: Any) -> str:
    name = item.get("include-group") if isinstance(item, dict) else None
    return name if isinstance(name, str) else ""


def read_pyproject(repository: Repository, path: str = PATH) -> Pyproject | None:
    """Read a pyproject.toml of the repository, if it has one."""
    return Pyproject(read_toml(repository, path)) if repository.has(path) else None
