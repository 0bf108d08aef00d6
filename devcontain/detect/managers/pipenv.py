"""Pipenv: Pipfile.lock, or a Pipfile alone."""

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.detect.managers.found import Found
from devcontain.manifests.lock import Lock
from devcontain.manifests.pipfile import LOCK_PATH, PATH, Pipfile, read_pipfile, read_pipfile_lock

VERSION = "2026.10.3"
"""Seen in November 2026."""


def find_locked_pipenv(found: Found) -> Dependencies | None:
    """What Pipfile.lock names."""
    pipfile, lock = read_pipfile(found.repository), read_pipfile_lock(found.repository)
    return _dependencies(pipfile, lock) if pipfile and lock else None


def find_pipenv(found: Found) -> Dependencies | None:
    """What a Pipfile says where there is no lock file."""
    pipfile = read_pipfile(found.repository)
    return _dependencies(pipfile, Lock()) if pipfile else None


def _dependencies(pipfile: Pipfile, lock: Lock) -> Dependencies:
    return Dependencies(
        manager="pipenv",
        evidence=Evidence(lock.path or PATH),
        requirements=pipfile.requirements,
        development=pipfile.development,
        manifests=(PATH, LOCK_PATH) if lock.path else (PATH,),
        needs_workspace=not lock.path or pipfile.has_local or bool(lock.local()),
        lock=lock,
        indexes=pipfile.indexes,
        tool_version=VERSION,
        notes=() if lock.path else ("there is no Pipfile.lock: Pipenv makes one in the container; commit it",),
    )
