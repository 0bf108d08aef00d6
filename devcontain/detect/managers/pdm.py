"""PDM: pdm.lock beside pyproject.toml."""

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.detect.managers.found import Found, flat
from devcontain.errors import UserError
from devcontain.manifests.pdm_lock import PATH, read_pdm_lock
from devcontain.manifests.pyproject import PATH as PYPROJECT
from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.requirement import Requirement, parse_requirement

VERSION = "2.29.3"
"""Seen in November 2026."""


def find_pdm(found: Found) -> Dependencies | None:
    """What pdm.lock names; PDM installs every development group."""
    lock = read_pdm_lock(found.repository) if found.pyproject else None
    if lock is None or found.pyproject is None:
        return None
    pyproject = found.pyproject
    return Dependencies(
        manager="pdm",
        evidence=Evidence(PATH),
        requirements=pyproject.dependencies,
        development=(*flat(pyproject.groups.values()), *_development(pyproject)),
        manifests=(PYPROJECT, PATH),
        is_packaged=pyproject.is_packaged,
        needs_workspace=any(package.directory not in {"", "."} for package in lock.packages),
        lock=lock,
        tool_version=VERSION,
    )


def _development(pyproject: Pyproject) -> list[Requirement]:
    """The groups of `[tool.pdm.dev-dependencies]`, which may hold `-e` entries besides requirements."""
    groups = pyproject.root.table("tool").table("pdm").table("dev-dependencies")
    found = []
    for text in (text for name in groups.data for text in groups.strings(name)):
        try:
            found.append(parse_requirement(pyproject.root.source, groups.find(text), text))
        except UserError:
            continue
    return found
