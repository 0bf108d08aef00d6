"""What the repository's files ask of Python."""

import re
from collections.abc import Iterator

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from devcontain.detect.facts import Evidence, PythonRequest
from devcontain.errors import UserError
from devcontain.manifests.poetry import read_poetry_python
from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.repository import Repository
from devcontain.manifests.setuptools import Setup

_VERSION = re.compile(r"(?:cpython[-@]?|python-?)?(\d+\.\d+)(?:\.\d+)?(?:[-.+\w]*)$")


def detect_python(repository: Repository, pyproject: Pyproject | None, setup: Setup | None) -> Iterator[PythonRequest]:
    """Each file's request, those that name one version first."""
    for path in (".python-version", "runtime.txt"):
        line = _first_line(repository.glance(path) or "")
        if version := _VERSION.match(line):
            yield PythonRequest(version[1], "", Evidence(path, line))
    if pyproject:
        yield from _specifier(pyproject.project.string("requires-python"), "pyproject.toml", "requires-python")
        yield from _specifier(read_poetry_python(pyproject), "pyproject.toml", "python")
    if setup:
        yield from _specifier(setup.requires_python, setup.path, "python_requires")


def _first_line(text: str) -> str:
    lines = (line.partition("#")[0].strip() for line in text.removeprefix("\ufeff").splitlines())
    return next((line for line in lines if line), "")


def _specifier(text: str, path: str, key: str) -> Iterator[PythonRequest]:
    if not text:
        return
    try:
        SpecifierSet(text)
    except InvalidSpecifier:
        raise UserError(f'{path}: `{key} = "{text}"` is not a version specifier', "such as `>=3.10`") from None
    yield PythonRequest("", text, Evidence(path, f'{key} = "{text}"'))
