"""uv: uv.lock beside pyproject.toml, or that of the workspace which the project is a member of."""

import posixpath
from dataclasses import replace

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.detect.managers.found import Found, flat, for_development
from devcontain.detect.managers.uv_version import find_uv_version
from devcontain.manifests.lock import Lock
from devcontain.manifests.pyproject import PATH as PYPROJECT
from devcontain.manifests.pyproject import Pyproject, read_pyproject
from devcontain.manifests.repository import Repository
from devcontain.manifests.requirement import Requirement
from devcontain.manifests.toml import Table
from devcontain.manifests.uv_lock import PATH, read_uv_lock

_HIGHEST = 5
"""How many folders a workspace may stand above its member."""


def find_uv(found: Found) -> Dependencies | None:
    """What uv.lock names."""
    pyproject = found.pyproject
    if pyproject is None:
        return None
    parts = found.repository.root.parts[1:]
    for count in range(min(len(parts), _HIGHEST) + 1):
        own = "/".join(parts[len(parts) - count :])
        lock = read_uv_lock(found.repository, posixpath.relpath(f"/{PATH}", f"/{own}"))
        if lock is not None:
            is_member = any(posixpath.normpath(package.directory) == own for package in lock.local())
            return _dependencies(found.repository, pyproject, lock, own) if is_member or not own else None
    return None


def find_unlocked_uv(found: Found) -> Dependencies | None:
    """What pyproject.toml says where only uv knows that some of it stands in the repository."""
    pyproject = found.pyproject
    if pyproject is None or not ("workspace" in _settings(pyproject).data or _has_folders(pyproject)):
        return None
    note = "there is no uv.lock: uv makes one in the container; commit it"
    return _dependencies(found.repository, pyproject, Lock(), "", notes=(note,))


def _dependencies(
    repository: Repository, pyproject: Pyproject, lock: Lock, own: str, notes: tuple[str, ...] = ()
) -> Dependencies:
    """`own` is the project's folder, relative to that of the lock file."""
    folders = ("", *(package.directory for package in lock.local() if not package.directory.startswith("..")))
    paths = dict.fromkeys(posixpath.relpath(f"/{folder}/{PYPROJECT}", f"/{own}") for folder in folders)
    manifests = [path for path in paths if path != PYPROJECT and repository.has(path)]
    has_members = "workspace" in _settings(pyproject).data
    members = [member for path in manifests if (member := read_pyproject(repository, path))] if has_members else []
    packages = (pyproject, *members)
    extras = tuple(dict.fromkeys(name for one in packages for name in for_development(one.extras)))
    groups = tuple(dict.fromkeys(name for one in packages for name in _groups_for_development(one)))
    return Dependencies(
        manager="uv",
        evidence=Evidence(lock.path or PYPROJECT),
        requirements=flat(one.dependencies for one in packages),
        development=flat(_development(one) for one in packages),
        manifests=(PYPROJECT, *([lock.path] if lock.path else []), *manifests),
        extras=extras,
        groups=groups,
        is_packaged=pyproject.is_packaged,
        has_members=has_members,
        needs_workspace=not lock.path,
        tool_version=find_uv_version(repository, pyproject),
        lock=replace(
            lock, groups=(*groups, *(name for one in packages for name in _default_groups(one))), extras=extras
        ),
        notes=notes,
    )


def _has_folders(pyproject: Pyproject) -> bool:
    sources = _settings(pyproject).table("sources").data.values()
    return any({"path", "workspace"} & set(source) for source in sources if isinstance(source, dict))


def _settings(pyproject: Pyproject) -> Table:
    return pyproject.root.table("tool").table("uv")


def _development(pyproject: Pyproject) -> tuple[Requirement, ...]:
    groups = {*_default_groups(pyproject), *_groups_for_development(pyproject)}
    return flat(
        [
            *(pyproject.extras[name] for name in for_development(pyproject.extras)),
            *(group for name, group in pyproject.groups.items() if name in groups),
        ]
    )


def _groups_for_development(pyproject: Pyproject) -> tuple[str, ...]:
    """Those that uv does not install anyway; none where the project says that some cannot be installed together."""
    if _settings(pyproject).data.get("conflicts"):
        return ()
    default = _default_groups(pyproject)
    return tuple(name for name in for_development(pyproject.groups) if name not in default)


def _default_groups(pyproject: Pyproject) -> tuple[str, ...]:
    uv = _settings(pyproject)
    return uv.strings("default-groups") if isinstance(uv.data.get("default-groups"), list) else ("dev",)
