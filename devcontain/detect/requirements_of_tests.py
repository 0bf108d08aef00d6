"""What the tests of a project require, where only what runs them says it: tox, nox, or setup.py."""

from __future__ import annotations

import posixpath
from dataclasses import replace
from typing import TYPE_CHECKING

from devcontain.errors import UserError
from devcontain.manifests.nox import PATH as NOX
from devcontain.manifests.nox import read_nox_requirements
from devcontain.manifests.requirement import parse_requirement
from devcontain.manifests.tox import read_tox_extras, read_tox_requirements
from devcontain.pattern import pattern
from devcontain.syntax.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from devcontain.detect.facts import Dependencies
    from devcontain.manifests.pyproject import Pyproject
    from devcontain.manifests.repository import Repository
    from devcontain.manifests.requirement import Requirement
    from devcontain.manifests.setuptools import Setup

_BY_WORDS = {"requirements", "source", "project"}
"""Managers that install what is named beside their files."""
_NOT_AT_WORK = {"codacy-coverage", "codecov", "coveralls", "python-coveralls"}
"""What sends reports from CI."""
_FILE = pattern(r"(?:-r|--requirement)[ =]?[ ]*(?:\{(?:toxinidir|tox_root)\}/)?([\w./-]+)")


def files_of_runners(repository: Repository) -> tuple[str, ...]:
    """The requirements files that tox and nox install in every environment for tests."""
    lines = (*read_tox_requirements(repository, None)[1], *read_nox_requirements(repository))
    named = (posixpath.normpath(match[1]) for line in lines if (match := _FILE.fullmatch(line)))
    return tuple(path for path in dict.fromkeys(named) if path.endswith((".txt", ".in")) and repository.has(path))


def extras_of_runners(repository: Repository, pyproject: Pyproject | None, setup: Setup | None) -> tuple[str, ...]:
    """The extras that tox installs the project with for tests; those that only building it tells are taken on trust."""
    known = {*(pyproject.extras if pyproject else ()), *(setup.extras if setup else ())}
    return tuple(name for name in read_tox_extras(repository, pyproject) if name in known or not known)


def with_test_requirements(
    dependencies: Dependencies, repository: Repository, pyproject: Pyproject | None, setup: Setup | None
) -> Dependencies:
    """The same with what the tests require, where nothing that is installed names pytest, and what runs them does."""
    if dependencies.manager not in _BY_WORDS or _is_tested({one.name for one in dependencies.all_requirements}):
        return dependencies
    for path, lines in _said(repository, pyproject, setup):
        found = tuple(_parsed(path, lines))
        if _is_tested({one.name for one in found}):
            known = {one.name for one in dependencies.all_requirements}
            new = tuple(one for one in found if one.name not in known)
            words = tuple(dict.fromkeys((*dependencies.words, *(one.text for one in new))))
            return replace(dependencies, development=(*dependencies.development, *new), words=words)
    return dependencies


def _said(
    repository: Repository, pyproject: Pyproject | None, setup: Setup | None
) -> Iterator[tuple[str, tuple[str, ...]]]:
    yield read_tox_requirements(repository, pyproject)
    yield NOX, read_nox_requirements(repository)
    if setup:
        yield setup.path, setup.tests


def _parsed(path: str, lines: Iterable[str]) -> Iterator[Requirement]:
    """The requirements among the lines, each name once; options, and what only the runner can fill in, are left out."""
    known = set(_NOT_AT_WORK)
    for line in lines:
        try:
            requirement = parse_requirement(Source(path, ""), Span(0, 0), line)
        except UserError:
            continue
        if "$" not in line and requirement.name not in known:
            known.add(requirement.name)
            yield requirement


def _is_tested(names: set[str]) -> bool:
    return any(name == "pytest" or name.startswith("pytest-") for name in names)
