"""Requirements files for optional parts of a project, which say the versions of what its code can use besides."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from devcontain.detect.facts import PREFERRED_PYTHON
from devcontain.errors import UserError
from devcontain.manifests.marker import applies
from devcontain.manifests.requirements_txt import parse_requirements
from devcontain.pattern import pattern
from devcontain.syntax.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.manifests.repository import Repository
    from devcontain.manifests.requirement import Requirement

_FOLDERS = ("requirements/extras", "requirements/extra", "requirements/optional")
_OPTIONAL = pattern(r"requirements[-_./](?:extras?|optional|all|full|prod|production)\.txt")
_MOST = 100


def optional_requirements(repository: Repository) -> dict[str, Requirement]:
    """What those files and those for production list for this machine, by name; of several the first."""
    found: dict[str, Requirement] = {}
    for path in islice(_paths(repository), _MOST):
        try:
            listed = parse_requirements(Source(path, repository.glance(path) or "")).requirements
        except UserError:
            continue
        for one in listed:
            if not one.url and applies(one.marker, PREFERRED_PYTHON):
                found.setdefault(one.name, one)
    return found


def _paths(repository: Repository) -> Iterator[str]:
    named = (*repository.names(), *repository.names("requirements"))
    yield from (path for path in named if _OPTIONAL.fullmatch(path))
    yield from (path for folder in _FOLDERS for path in repository.names(folder) if path.endswith(".txt"))
