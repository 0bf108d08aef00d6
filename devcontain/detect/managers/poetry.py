"""Poetry: poetry.lock, or the tables of Poetry in pyproject.toml alone."""

from packaging.utils import canonicalize_name
from packaging.version import InvalidVersion, Version

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.detect.managers.found import Found, flat, for_development
from devcontain.manifests.lock import Lock
from devcontain.manifests.poetry import read_poetry_groups, read_poetry_requirements
from devcontain.manifests.poetry_lock import read_poetry_lock, read_poetry_version
from devcontain.manifests.pyproject import PATH as PYPROJECT
from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.repository import Repository

NEWEST = "2.5.1"
"""Seen in November 2026."""

_LAST_FORMAT_2_0 = "1.8.5"
_LEAVES_DIRECTORIES = Version("1.5")
"""Since then Poetry can leave out what it would install from directories."""


def find_locked_poetry(found: Found) -> Dependencies | None:
    """What poetry.lock names."""
    lock = read_poetry_lock(found.repository) if found.pyproject else None
    if lock is None or found.pyproject is None:
        return None
    return _dependencies(found, found.pyproject, lock, _version(found.repository))


def find_poetry(found: Found) -> Dependencies | None:
    """What the tables of Poetry say where there is no lock file."""
    if found.pyproject is None or not found.pyproject.poetry.data:
        return None
    return _dependencies(found, found.pyproject, Lock(), NEWEST)


def _dependencies(found: Found, pyproject: Pyproject, lock: Lock, version: str) -> Dependencies:
    optional = pyproject.poetry.table("group")
    is_optional = {name: optional.table(name).data.get("optional") is True for name in optional.data}
    extras = for_development([*pyproject.extras, *pyproject.poetry.table("extras").data])
    return Dependencies(
        manager="poetry",
        evidence=Evidence(lock.path or PYPROJECT),
        requirements=(*pyproject.dependencies, *read_poetry_requirements(pyproject)),
        development=(*read_poetry_groups(pyproject), *flat(pyproject.groups.values())),
        manifests=(PYPROJECT, *([lock.path] if lock.path else [])),
        extras=tuple(dict.fromkeys(extras)),
        groups=for_development(name for name in is_optional if is_optional[name]),
        is_packaged=_is_installable(found.repository, pyproject),
        needs_workspace=not lock.path or (bool(lock.local()) and Version(version) < _LEAVES_DIRECTORIES),
        notes=() if lock.path else ("there is no poetry.lock: Poetry makes one in the container; commit it",),
        lock=lock,
        tool_version=version,
    )


def _version(repository: Repository) -> str:
    """The Poetry that wrote the lock file; else the last one that wrote its format."""
    version, file_format = read_poetry_version(repository)
    try:
        is_current = Version(file_format) >= Version("2.1")
    except InvalidVersion:
        is_current = True
    return version or (NEWEST if is_current else _LAST_FORMAT_2_0)


def _is_installable(repository: Repository, pyproject: Pyproject) -> bool:
    """Whether Poetry finds what it would install as the project itself."""
    if not pyproject.is_packaged:
        return False
    name = canonicalize_name(pyproject.name).replace("-", "_")
    places = (f"{name}.py", f"{name}/__init__.py", f"src/{name}.py", f"src/{name}/__init__.py")
    return "packages" in pyproject.poetry.data or any(map(repository.has, places))
