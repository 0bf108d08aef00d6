"""Pipfile and Pipfile.lock: what Pipenv installs."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name

from devcontain.errors import UserError
from devcontain.manifests.lock import LIMIT, Lock, Package, table, text
from devcontain.manifests.repository import Repository
from devcontain.manifests.requirement import Requirement
from devcontain.manifests.toml import Table, read_toml

PATH = "Pipfile"
LOCK_PATH = "Pipfile.lock"
_LOCAL = ("path", "file")


@dataclass(frozen=True)
class Pipfile:
    """A Pipfile, read."""

    root: Table

    @property
    def python(self) -> str:
        """The Python that it requires, such as `3.11` or `3.11.4`, or nothing."""
        requires = self.root.table("requires")
        return requires.string("python_full_version") or requires.string("python_version")

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """What the project requires."""
        return tuple(_requirements(self.root.table("packages")))

    @property
    def development(self) -> tuple[Requirement, ...]:
        """What its developers want besides."""
        return tuple(_requirements(self.root.table("dev-packages")))

    @property
    def indexes(self) -> tuple[str, ...]:
        """The package indexes that it names."""
        return tuple(text(table(source).get("url")) for source in self.root.items("source"))

    @property
    def has_local(self) -> bool:
        """Whether it installs a directory or a file of the repository."""
        listed = [self.root.table(key).data.values() for key in ("packages", "dev-packages")]
        return any(set(_LOCAL) & set(table(value)) for values in listed for value in values)


def read_pipfile(repository: Repository) -> Pipfile | None:
    """Read the repository's Pipfile, if it has one."""
    return Pipfile(read_toml(repository, PATH)) if repository.has(PATH) else None


def read_pipfile_lock(repository: Repository) -> Lock | None:
    """Read the repository's Pipfile.lock, if it has one."""
    if not repository.has(LOCK_PATH):
        return None
    source = repository.read(LOCK_PATH, LIMIT)
    try:
        data = json.loads(source.text.removeprefix("\ufeff"))
    except json.JSONDecodeError as error:
        raise UserError(f"{LOCK_PATH}:{error.lineno}:{error.colno}: {error.msg[:1].lower()}{error.msg[1:]}") from None
    except (RecursionError, ValueError):
        reason = "it is nested too deeply, or has a number that is too long"
        raise UserError(f"{LOCK_PATH}: cannot be read as JSON: {reason}") from None
    packages = tuple(_package(name, item) for key in ("default", "develop") for name, item in _items(data, key))
    return Lock(LOCK_PATH, packages, packages)


def _items(data: Any, key: str) -> list[tuple[str, dict[str, Any]]]:
    return [(name, table(item)) for name, item in table(table(data).get(key)).items()]


def _package(name: str, item: dict[str, Any]) -> Package:
    return Package(
        name=canonicalize_name(name),
        version=text(item.get("version")).removeprefix("=="),
        marker=text(item.get("markers")),
        directory=next((text(item[key]) for key in _LOCAL if key in item), ""),
    )


def _requirements(listed: Table) -> Iterator[Requirement]:
    for name, value in listed.data.items():
        version = value if isinstance(value, str) else text(table(value).get("version"))
        extras = table(value).get("extras")
        yield Requirement(
            canonicalize_name(name),
            f'{name} = "{version}"' if version else name,
            listed.source.path,
            listed.find(name),
            frozenset(canonicalize_name(one) for one in extras or () if isinstance(one, str)),
            _specifier(version),
            marker=text(table(value).get("markers")),
        )


def _specifier(version: str) -> SpecifierSet:
    try:
        return SpecifierSet("" if version == "*" else version)
    except InvalidSpecifier:
        return SpecifierSet()
