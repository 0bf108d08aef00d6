"""Which requirements files a repository is installed from: the main one, and those for development."""

import posixpath
import re
from typing import NamedTuple

from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern

_DEVELOPMENT = r"(?:dev|develop|development|local|tests?|testing|lint|typing)"
_MAIN_NAMES = ("requirements.txt", "requirements/requirements.txt")
_BASE_NAMES = tuple(f"requirements/{name}.txt" for name in ("base", "common", "main", "prod", "production"))
_VARIANTS = tuple(f"requirements/{name}/requirements.txt" for name in ("base", "default", "full", "cpu"))
_DEVELOPMENT_FILE = pattern(
    rf"requirements[-_.]{_DEVELOPMENT}\.txt|{_DEVELOPMENT}[-_.]requirements\.txt"
    rf"|requirements/(?:requirements[-_.])?{_DEVELOPMENT}\.txt"
)
_SOURCES = ("requirements.in", "requirements/requirements.in", "requirements/base.in", "requirements/main.in")
_MISSPELLED = pattern(
    r"(?:requirements?|requirments?|requriements?|reqs)(?:\.txt|\.text)?"
    r"|requirements?[-_](?:versions?|all|full|common|pip|python3?|py3|prod|production|app)\.txt",
    re.IGNORECASE,
)


class RequirementFiles(NamedTuple):
    """Paths of requirements files."""

    main: tuple[str, ...]
    development: tuple[str, ...]
    notes: tuple[str, ...] = ()
    misspelled: str = ""
    """A file that looks like a requirements file of another name, or nothing."""


def find_requirement_files(repository: Repository) -> RequirementFiles:
    """The files to install from; both empty where there are none."""
    names = [*repository.names(), *repository.names("requirements")]
    development = tuple(name for name in names if _DEVELOPMENT_FILE.fullmatch(name))
    main = next((name for name in (*_MAIN_NAMES, *_BASE_NAMES) if name in names), None)
    main = main or next((name for name in _VARIANTS if repository.has(name)), None)
    if main:
        return RequirementFiles((main,), development)
    source = next((name for name in _SOURCES if name in names), None)
    if source:
        note = f"{source} is not compiled: run pip-compile, and its output is installed instead"
        return RequirementFiles((source,), development, (note,))
    misspelled = next((name for name in names if _MISSPELLED.fullmatch(posixpath.basename(name))), "")
    return RequirementFiles((), development, misspelled=misspelled)
