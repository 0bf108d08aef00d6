"""uv: uv.lock beside pyproject.toml."""

import posixpath

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.detect.managers.found import Found, flat, for_development
from devcontain.manifests.pyproject import PATH as PYPROJECT
from devcontain.manifests.pyproject import Pyproject, read_pyproject
from devcontain.manifests.uv_lock import PATH, read_uv_lock


def find_uv(found: Found) -> Dependencies | None:
    """What uv.lock names."""
    repository, pyproject = found.repository, found.pyproject
    lock = read_uv_lock(repository)
    if lock is None or pyproject is None:
        return None
    paths = [posixpath.join(package.directory, PYPROJECT) for package in lock.local() if package.directory != "."]
    manifests = [path for path in paths if not path.startswith("..") and repository.has(path)]
    has_members = "workspace" in pyproject.root.table("tool").table("uv").data
    members = [member for path in manifests if (member := read_pyproject(repository, path))] if has_members else []
    extras = for_development(pyproject.extras)
    default = _default_groups(pyproject)
    groups = tuple(name for name in _groups_for_development(pyproject) if name not in default)
    return Dependencies(
        manager="uv",
        evidence=Evidence(PATH),
        requirements=flat(one.dependencies for one in (pyproject, *members)),
        development=flat(
            [
                *(pyproject.extras[name] for name in extras),
                *(group for name, group in pyproject.groups.items() if name in {*default, *groups}),
            ]
        ),
        manifests=(PYPROJECT, PATH, *manifests),
        extras=extras,
        groups=groups,
        is_packaged=pyproject.is_packaged,
        has_members=has_members,
        lock=lock,
    )


def _groups_for_development(pyproject: Pyproject) -> tuple[str, ...]:
    """None where the project says that some cannot be installed together."""
    conflicts = pyproject.root.table("tool").table("uv").data.get("conflicts")
    return () if conflicts else for_development(pyproject.groups)


def _default_groups(pyproject: Pyproject) -> tuple[str, ...]:
    uv = pyproject.root.table("tool").table("uv")
    return uv.strings("default-groups") if isinstance(uv.data.get("default-groups"), list) else ("dev",)
