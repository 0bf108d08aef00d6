"""Which requirements files a repository is installed from: the main one, and those for development."""

import posixpath
import re
from collections import Counter
from typing import NamedTuple

from devcontain.detect.requirements_of_tests import files_of_runners
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern

_DEVELOPMENT = r"(?:dev|develop|development|local|tests?|testing|lint|typing)"
_MAIN_NAMES = ("requirements.txt", "requirements/requirements.txt")
_BASE_NAMES = tuple(f"requirements/{name}.txt" for name in ("base", "common", "main", "prod", "production"))
_VARIANTS = tuple(f"requirements/{name}/requirements.txt" for name in ("base", "default", "full", "cpu"))
_DEVELOPMENT_FILE = pattern(
    rf"requirements[-_.](?:for[-_])?{_DEVELOPMENT}\.txt|{_DEVELOPMENT}[-_.]requirements\.txt"
    rf"|requirements/(?:requirements[-_.])?{_DEVELOPMENT}\.txt"
)
_SOURCES = ("requirements.in", "requirements/requirements.in", "requirements/base.in", "requirements/main.in")
_UNUSUAL = pattern(
    r"reqs(?:\.txt|\.text)?|requirements?[-_](?:versions?|all|full|common|pip|python3?|py3|prod|production|app)\.txt",
    re.IGNORECASE,
)
_VOWELS = str.maketrans("", "", "aeiouy")
_CONSONANTS = "rqrmnts"


_TABLES = ("[project]", "[tool.poetry]", "[dependency-groups]")
_PART = pattern(r"requirements?[-_.]([\w.-]+)\.txt|([\w.-]+)[-_.]requirements?\.txt", re.IGNORECASE)
_WORD = pattern(r"[a-z0-9]+")
_ELSEWHERE = frozenset(
    "gpu cuda nvidia rocm amd tpu npu mps xpu mac macos osx apple windows win arm arm64 jetson rpi colab kaggle docker"
    " doc docs readthedocs rtd ci build release deploy heroku render lambda old legacy min minimum"
    " lock frozen freeze conda debug benchmark benchmarks examples optional extra extras".split()
)
"""Parts of requirements for another machine than this one, or for another purpose than to run the code."""


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
    development += tuple(path for path in files_of_runners(repository) if path not in development)
    main = next((name for name in (*_MAIN_NAMES, *_BASE_NAMES) if name in names), None)
    main = main or next((name for name in _VARIANTS if repository.has(name)), None)
    if main:
        return RequirementFiles((main,), tuple(path for path in development if path != main))
    source = next((name for name in _SOURCES if name in names), None)
    if source:
        note = f"{source} is not compiled: run pip-compile, and its output is installed instead"
        return RequirementFiles((source,), development, (note,))
    misspelled = next(filter(_is_misspelled, names), "")
    parts = () if misspelled or _is_said_elsewhere(repository) else _parts(repository.names(), development)
    notes = (f"no requirements.txt: {' and '.join(parts)} are installed together",) if len(parts) > 1 else ()
    return RequirementFiles(parts, development, notes, misspelled)


def _is_misspelled(path: str) -> bool:
    """Whether a file is called as requirements.txt may be: with other vowels, or a letter less or in another place."""
    name = posixpath.basename(path)
    stem, _, suffix = name.lower().partition(".")
    consonants = Counter(stem.translate(_VOWELS))
    missing = (Counter(_CONSONANTS) - consonants).total()
    is_alike = missing <= 1 and consonants <= Counter(_CONSONANTS)
    return _UNUSUAL.fullmatch(name) is not None or (is_alike and suffix in {"", "txt", "text"})


def _is_said_elsewhere(repository: Repository) -> bool:
    """Whether another file lists what the project requires, beside which such a part is for something else."""
    pyproject = repository.glance("pyproject.toml") or ""
    return any(table in pyproject for table in _TABLES) or any(map(repository.has, ("Pipfile", "environment.yml")))


def _parts(names: list[str], development: tuple[str, ...]) -> tuple[str, ...]:
    """The files of a project that has one for each of its parts, such as requirements_server.txt."""
    named = ((name, _PART.fullmatch(name)) for name in names if name not in development)
    words = {name: _WORD.findall((match[1] or match[2]).lower()) for name, match in named if match}
    return tuple(name for name in words if _ELSEWHERE.isdisjoint(words[name]))
