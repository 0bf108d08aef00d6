"""A lock file: the packages that were resolved, and how they hang together."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from devcontain.files.reading import MEBIBYTE
from devcontain.manifests.marker import applies
from devcontain.pattern import pattern

LIMIT = 20 * MEBIBYTE
"""How large a lock file may be."""

_WHEEL = pattern(r"-(?P<python>[^-/]+)-(?P<abi>[^-/]+)-(?P<platform>[^-/]+)\.whl$")


class Need(NamedTuple):
    """What a package needs: a name, the version if there are several, when, and with which extras."""

    name: str
    version: str
    marker: str
    extras: tuple[str, ...] = ()


@dataclass(frozen=True)
class Package:
    """A locked package: the file names of its wheels, its index, when it is wanted, and what it needs."""

    name: str
    version: str
    wheels: tuple[str, ...] = ()
    index: str = ""
    marker: str = ""
    needs: tuple[Need, ...] = ()
    groups: tuple[tuple[str, tuple[Need, ...]], ...] = ()
    """What it needs besides, for its own development."""
    extras: tuple[tuple[str, tuple[Need, ...]], ...] = ()
    directory: str = ""
    """The directory of the repository that it is built from, or nothing."""
    has_source: bool = True
    """Whether there is a source distribution, or nothing is known of one."""

    def suits(self, python: str) -> bool:
        """Whether there is a wheel for a Python such as `3.13` on Linux, or the package has no wheels at all."""
        tags = [tag for wheel in self.wheels if (tag := _WHEEL.search(wheel))]
        usable = [tag for tag in tags if tag["platform"] == "any" or "linux" in tag["platform"]]
        return not usable or any(_is_for(tag, int(python.partition(".")[2])) for tag in usable)


@dataclass(frozen=True)
class Lock:
    """A lock file, read; `roots` are the packages that are installed for their own sake."""

    path: str = ""
    packages: tuple[Package, ...] = ()
    roots: tuple[Package, ...] = ()
    requires_python: str = ""
    """The versions of Python that all of it is resolved for."""
    groups: tuple[str, ...] | None = None
    """Which groups of the packages are installed; all of them if nothing is said."""
    extras: tuple[str, ...] = ()
    """Which extras of the roots are."""

    def installed(self, python: str) -> list[Package]:
        """What is installed by default on a Python, and what that needs; sorted by name."""
        by_name: dict[str, list[Package]] = {}
        for package in self.packages:
            by_name.setdefault(package.name, []).append(package)
        waiting = [(package, extra) for package in self.roots for extra in ("", *self.extras)]
        waiting = [(package, extra) for package, extra in waiting if applies(package.marker, python)]
        seen: dict[tuple[str, str, str], Package] = {}
        while waiting:
            package, extra = waiting.pop()
            key = package.name, package.version, extra
            if key not in seen:
                seen[key] = package
                for need in self._needs(package, extra):
                    found = by_name.get(need.name, []) if applies(need.marker, python) else []
                    suited = [one for one in found if need.version in {"", one.version}]
                    waiting.extend((one, more) for one in suited for more in ("", *need.extras))
        return [seen[key] for key in sorted(seen) if not key[2]]

    def local(self) -> list[Package]:
        """The packages that are built from directories of the repository."""
        return [package for package in self.packages if package.directory]

    def _needs(self, package: Package, extra: str) -> Iterator[Need]:
        """Of a package itself, or else of an extra of it."""
        if extra:
            yield from dict(package.extras).get(extra, ())
            return
        yield from package.needs
        for name, needs in package.groups:
            if self.groups is None or name in self.groups:
                yield from needs


def _is_for(tag: re.Match[str], minor: int) -> bool:
    for python in tag["python"].split("."):
        if python in {"py3", f"cp3{minor}"}:
            return True
        reaches_up = python.startswith("py3") or (tag["abi"] == "abi3" and python.startswith("cp3"))
        if reaches_up and python[3:].isdigit() and int(python[3:]) <= minor:
            return True
    return False


def table(value: Any) -> dict[str, Any]:
    """The value if it is a table, else an empty one: lock files are read as leniently as they are long."""
    return value if isinstance(value, dict) else {}


def tables(value: Any) -> list[dict[str, Any]]:
    """The tables of a list, leaving out whatever else is in it."""
    return [item for item in value if isinstance(item, dict)] if isinstance(value, list) else []


def text(value: Any) -> str:
    """The value if it is a string, else nothing."""
    return value if isinstance(value, str) else ""
