"""The development tools in use that an editor has an extension or a setting for."""

import posixpath
import re
from collections.abc import Iterator
from itertools import islice

from devcontain.detect.facts import Dependencies
from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern

_DISTRIBUTIONS = {
    "pytest": {"pytest", "pytest-django", "pytest-cov"},
    "jupyter": {"jupyter", "jupyterlab", "notebook", "ipykernel"},
}
"""Those whose distributions have other names than they."""

_FILES = {
    "autopep8": (),
    "basedpyright": (),
    "black": (),
    "flake8": (".flake8",),
    "isort": (".isort.cfg",),
    "jupyter": (),
    "mypy": ("mypy.ini", ".mypy.ini"),
    "pylint": (".pylintrc", "pylintrc", ".pylintrc.toml", "pylintrc.toml"),
    "pytest": ("pytest.ini",),
    "ruff": ("ruff.toml", ".ruff.toml"),
    "ty": ("ty.toml",),
    "yapf": (".style.yapf",),
}
"""By tool, the files that configure nothing else."""

_SHARED = ("setup.cfg", "tox.ini")
_SECTION = pattern(r"^\[(?:tool:)?(autopep8|flake8|isort|mypy|pylint|pytest|yapf)\b", re.MULTILINE)
_HOOKS = ".pre-commit-config.yaml"
_HOOK = pattern(
    r"^[ \t]*(?:-[ \t]+)?id:[ \t]*[\"']?(autopep8|basedpyright|black|flake8|isort|mypy|pylint|ruff-format|ruff|yapf)\b",
    re.MULTILINE,
)
_TEST = pattern(r"test_.*\.py|.*_test\.py|conftest\.py")
_FOR_PYTEST = pattern(r"^(?:(?:import|from) pytest\b|(?:async )?def test_\w*\()", re.MULTILINE)
_RUNS_PYTEST = pattern(r"\b(?:pytest|py\.test)\b")
_RUNNERS = ("Makefile", "justfile", "noxfile.py", "tox.ini")
_WORKFLOWS = ".github/workflows"
_FOUND_BY_UNITTEST = pattern(r".*test.*\.py")
_UNITTEST = pattern(r"^(?:import unittest[ \t]*$|from unittest import [^\n]*\bTestCase\b)", re.MULTILINE)
_MOST_TESTS = 50
_EXAMPLES = {"tests", "test", "examples", "docs"}
_FORMAT = pattern(r"^\[format\]", re.MULTILINE)


def detect_tools(repository: Repository, pyproject: Pyproject | None, dependencies: Dependencies) -> frozenset[str]:
    """Those that a requirement, a configuration, a hook of pre-commit, a test or a notebook shows."""
    found = {tool for tool in _FILES if dependencies.names & _DISTRIBUTIONS.get(tool, {tool})}
    found |= {tool for tool, files in _FILES.items() if any(map(repository.has, files))}
    found |= {tool for tool in _FILES if pyproject and pyproject.has_tool(tool)}
    found |= set(_mentioned(repository))
    if _formats_with_ruff(repository, pyproject):
        found.add("ruff-format")
    if "ruff-format" in found:
        found.add("ruff")
    if "pytest" not in found and (any(_tests(repository, _TEST, _FOR_PYTEST)) or _runs_pytest(repository)):
        found.add("pytest")
    if any(not _EXAMPLES.intersection(path.split("/")) for path in repository.walk(".ipynb")):
        found.add("jupyter")
    return frozenset(found)


def detect_unittest(repository: Repository) -> str:
    """The directory to look for tests of unittest's in: where modules are found from; nothing where there are none."""
    path = next(_tests(repository, _FOUND_BY_UNITTEST, _UNITTEST), "")
    folder = posixpath.dirname(path)
    while folder and repository.has(f"{folder}/__init__.py"):
        folder = posixpath.dirname(folder)
    return (folder or ".") if path else ""


def _mentioned(repository: Repository) -> Iterator[str]:
    """The tools that files which are about several have a section for, and those that pre-commit runs."""
    for path in _SHARED:
        yield from _SECTION.findall(repository.glance(path) or "")
    yield from _HOOK.findall(repository.glance(_HOOKS) or "")


def _formats_with_ruff(repository: Repository, pyproject: Pyproject | None) -> bool:
    if pyproject and "format" in pyproject.root.table("tool").table("ruff").data:
        return True
    return any(_FORMAT.search(repository.glance(path) or "") for path in _FILES["ruff"])


def _runs_pytest(repository: Repository) -> bool:
    """Whether a file that says how the tests are run says so."""
    paths = (*_RUNNERS, *islice(repository.names(_WORKFLOWS), _MOST_TESTS))
    return any(_RUNS_PYTEST.search(repository.glance(path) or "") for path in paths)


def _tests(repository: Repository, names: re.Pattern[str], mark: re.Pattern[str]) -> Iterator[str]:
    """The files of tests that have a mark."""
    tests = (path for path in repository.walk(".py") if names.fullmatch(posixpath.basename(path)))
    return (path for path in islice(tests, _MOST_TESTS) if mark.search(repository.glance(path) or ""))
