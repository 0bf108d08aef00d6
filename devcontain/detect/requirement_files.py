"""Which requirements files a repository is installed from: the main one, and those for development."""

import posixpath
import re
from typing import NamedTuple

from devcontain.manifests.repository import Repository

_DEVELOPMENT = r"(?:dev|develop|development|local|tests?|testing|lint|typing)"
_MAIN_NAMES = ("requirements.txt", "requirements/requirements.txt")
_BASE_NAMES = tuple(f"requirements/{name}.txt" for name in ("base", "common", "main", "prod", "production"))
_DEVELOPMENT_FILE = re.compile(
    rf"requirements[-_.]{_DEVELOPMENT}\.txt|{_DEVELOPMENT}[-_.]requirements\.txt"
    rf"|requirements/(?:requirements[-_.])?{_DEVELOPMENT}\.txt"
)
_MISSPELLED = re.compile(r"(?:requirements?|requirments|requirement|requirments|reqs)(?:\.txt|\.text)?$", re.IGNORECASE)


class RequirementFiles(NamedTuple):
    """Paths of requirements files."""

    main: tuple[str, ...]
    development: tuple[str, ...]


def find_requirement_files(repository: Repository) -> RequirementFiles:
    """The files to install from; both empty where there are none."""
    names = [*repository.names(), *repository.names("requirements")]
    development = tuple(name for name in names if _DEVELOPMENT_FILE.fullmatch(name))
    main = next((name for name in (*_MAIN_NAMES, *_BASE_NAMES) if name in names), None)
    return RequirementFiles((main,) if main else (), development)


def find_misspelled(repository: Repository) -> str:
    """A file that looks like a requirements file of another name, or nothing."""
    return next((name for name in repository.names() if _MISSPELLED.fullmatch(posixpath.basename(name))), "")
