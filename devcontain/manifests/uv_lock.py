"""uv.lock: the packages that uv resolved, and how they hang together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from devcontain.manifests.marker import applies
from devcontain.manifests.repository import MEBIBYTE, Repository
from devcontain.manifests.toml import read_toml

PATH = "uv.lock"
_LIMIT = 20 * MEBIBYTE
_WHEEL = re.compile(r"-(?P<python>[^-/]+)-(?P<abi>[^-/]+)-(?P<platform>[^-/]+)\.whl$")


class Need(NamedTuple):
    """What a package needs: a name, the version if there are several, and when."""

    name: str
    version: str
    marker: str


@dataclass(frozen=True)
class Package:
    """A locked package: where it is from, what it needs, and the file names of its wheels."""

    name: str
    version: str
    source: dict[str, Any]
    needs: tuple[Need, ...]
    wheels: tuple[str, ...] = ()

    @property
    def directory(self) -> str:
        """The directory of the repository that it is built from, or nothing."""
        return next((self.source[kind] for kind in ("editable", "virtual", "directory") if kind in self.source), "")

    @property
    def index(self) -> str:
        """The package index it comes from, or nothing."""
        return str(self.source.get("registry", ""))

    def suits(self, python: str) -> bool:
        """Whether there is a wheel for a Python such as `3.13` on Linux, or the package has no wheels at all."""
        tags = [tag for wheel in self.wheels if (tag := _WHEEL.search(wheel))]
        usable = [tag for tag in tags if tag["platform"] == "any" or "linux" in tag["platform"]]
        return not usable or any(_is_for(tag, int(python.partition(".")[2])) for tag in usable)


@dataclass(frozen=True)
class UvLock:
    """A uv.lock, read."""

    packages: tuple[Package, ...] = ()

    def installed(self, python: str) -> list[Package]:
        """What the projects of the repository need by default on a Python, and what that needs; sorted by name."""
        waiting = self.local()
        seen: dict[tuple[str, str], Package] = {}
        while waiting:
            package = waiting.pop()
            key = package.name, package.version
            if key not in seen:
                seen[key] = package
                waiting.extend(needed for need in package.needs for needed in self._find(need, python))
        return [seen[key] for key in sorted(seen)]

    def local(self) -> list[Package]:
        """The packages that are built from directories of the repository."""
        return [package for package in self.packages if package.directory]

    def _find(self, need: Need, python: str) -> Iterator[Package]:
        if applies(need.marker, python):
            for package in self.packages:
                if package.name == need.name and need.version in {"", package.version}:
                    yield package


def read_uv_lock(repository: Repository) -> UvLock | None:
    """Read the repository's uv.lock, if it has one."""
    if not repository.has(PATH):
        return None
    table = read_toml(repository, PATH, _LIMIT)
    return UvLock(tuple(_package(item) for item in _tables(table.items("package"))))


def _is_for(tag: re.Match[str], minor: int) -> bool:
    for python in tag["python"].split("."):
        if python in {"py3", f"cp3{minor}"}:
            return True
        if tag["abi"] == "abi3" and python.startswith("cp3") and python[3:].isdigit() and int(python[3:]) <= minor:
            return True
    return False


def _package(item: dict[str, Any]) -> Package:
    groups = item.get("dev-dependencies")
    dependencies = [item.get("dependencies"), *(groups.values() if isinstance(groups, dict) else ())]
    return Package(
        name=str(item.get("name", "")),
        version=str(item.get("version", "")),
        source={key: value for key, value in _table(item.get("source")).items() if isinstance(value, str)},
        needs=tuple(_need(need) for listed in dependencies for need in _tables(listed)),
        wheels=tuple(str(wheel.get("filename") or wheel.get("url") or "") for wheel in _tables(item.get("wheels"))),
    )


def _need(item: dict[str, Any]) -> Need:
    return Need(str(item.get("name", "")), str(item.get("version", "")), str(item.get("marker", "")))


def _table(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _tables(value: Any) -> list[dict[str, Any]]:
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []
