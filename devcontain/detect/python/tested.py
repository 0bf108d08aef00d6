"""The Pythons that a project is tested on, or says that it runs on: what a newer one may break."""

import ast
import re
from collections.abc import Iterable, Iterator
from itertools import islice

from devcontain.detect.facts import Evidence, PythonRequest
from devcontain.manifests.pyproject import PATH as PYPROJECT
from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.repository import Repository
from devcontain.manifests.setuptools import Setup, constants_of, parse_python
from devcontain.manifests.tox import read_tox_environments
from devcontain.pattern import pattern

_CLASSIFIER = pattern(r"Programming Language :: Python :: (\d\.\d+)")
_FACTOR = pattern(r"(?:py|python)(\d)\.?(\d+)")
_KEY = pattern(
    r"""(?:^|[\s{,-])["']?python(?:[-_.]?versions?)?["']?[ ]*:[ ]*
        (\[[^\]]{0,2000}\]|[^\n\[,}]*(?:\n[ ]*-[ ]+["']?\d[\w.]*["']?[ ]*(?=\n|$))*)""",
    re.IGNORECASE | re.VERBOSE,
)
_NUMBER = pattern(r"""(?<![\w.~^<>=!-])["']?(\d\.\d{1,2})(?:\.\d+|\.x)?["']?(?=[\s,\]]|$)""")
_ENVIRONMENT = pattern(r"(?<![\w.-])py(3)(\d{1,2})(?![\w.])")
_IMAGE = pattern(r"""^\s*-?\s*(?:image|name):\s*["']?(?:[\w.-]+/)*python:(\d\.\d+)""", re.MULTILINE)
_COMMENT = pattern(r"(?:^|(?<=\s))#[^\n]*")
_TESTS = pattern(r"\b(?:py|unit)?tests?\b|\btox\b|\bnox\b", re.IGNORECASE)
_WORKFLOWS = ".github/workflows"
_CI = (".gitlab-ci.yml", ".travis.yml", ".circleci/config.yml", "azure-pipelines.yml")
_MOST = 50


def read_tested_pythons(
    repository: Repository, pyproject: Pyproject | None, setup: Setup | None
) -> Iterator[PythonRequest]:
    """Each place that lists some, with what it lists."""
    declared = {PYPROJECT: _classifiers(pyproject) if pyproject else (), setup.path if setup else "": _stated(setup)}
    for path, texts in declared.items():
        classifiers = (_CLASSIFIER.fullmatch(text.strip()) for text in texts)
        yield from _request((match[1] for match in classifiers if match), path, "classifiers")
    path, environments = read_tox_environments(repository, pyproject)
    factors = (_FACTOR.fullmatch(factor) for name in environments for factor in name.split("-"))
    yield from _request((f"{match[1]}.{match[2]}" for match in factors if match), path, "environments")
    yield from _request(_of_nox(repository), "noxfile.py", "sessions")
    for path in (*islice(_workflows(repository), _MOST), *_CI):
        yield from _request(_of_ci(repository.glance(path) or ""), path, "jobs")


def _classifiers(pyproject: Pyproject) -> tuple[str, ...]:
    return (*pyproject.project.strings("classifiers"), *pyproject.poetry.strings("classifiers"))


def _stated(setup: Setup | None) -> tuple[str, ...]:
    return setup.classifiers if setup else ()


def _request(versions: Iterable[str], path: str, what: str) -> Iterator[PythonRequest]:
    tested = tuple(sorted(set(versions), key=lambda version: tuple(map(int, version.split(".")))))
    if tested:
        named = tested[0] if len(tested) == 1 else f"{tested[0]} to {tested[-1]}"
        yield PythonRequest("", "", Evidence(path, f"{what} for {named}"), tested)


def _workflows(repository: Repository) -> Iterator[str]:
    return (path for path in repository.names(_WORKFLOWS) if path.endswith((".yml", ".yaml")))


def _of_ci(text: str) -> Iterator[str]:
    """The Pythons of jobs where something is tested, as they are written: YAML would read 3.10 as 3.1."""
    if not _TESTS.search(text):
        return
    text = _COMMENT.sub("", text)
    for key in _KEY.finditer(text):
        yield from _NUMBER.findall(key[1].strip("[] \t"))
    yield from _IMAGE.findall(text)
    if "tox" in text:
        yield from (".".join(numbers) for numbers in _ENVIRONMENT.findall(text))


def _of_nox(repository: Repository) -> Iterator[str]:
    """The versions that sessions name, as constants or by a constant of the file."""
    tree = parse_python(repository.glance("noxfile.py") or "")
    if tree is None:
        return
    constants = constants_of(tree)
    for node in ast.walk(tree):
        match node:
            case ast.keyword(arg="python", value=ast.Name(id=name)) if name in constants:
                yield from _versions_in(constants[name])
            case ast.keyword(arg="python", value=value):
                yield from _versions_in(value)


def _versions_in(value: ast.expr) -> Iterator[str]:
    for node in ast.walk(value):
        match node:
            case ast.Constant(value=str(text)) if re.fullmatch(r"\d\.\d+", text):
                yield text
