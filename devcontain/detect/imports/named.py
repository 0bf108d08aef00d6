"""The distributions that the manifests name, for whatever purpose, with what is locked."""

from __future__ import annotations

import ast
import posixpath
from typing import TYPE_CHECKING, Any

from packaging.utils import canonicalize_name

from devcontain.detect.facts import PREFERRED_PYTHON
from devcontain.manifests.pyproject import PATH as PYPROJECT
from devcontain.manifests.pyproject import read_pyproject
from devcontain.manifests.setuptools import parse_python
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.detect.facts import Dependencies
    from devcontain.manifests.repository import Repository

_NAME = pattern(r"[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?")
_IN_SETUP = pattern(r"""(?m)(?:^[ \t]*|["'])([A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?)(?=[ \t]*(?:["'\[<>=!~;,]|$))""")
_ABOUT = frozenset({"classifiers", "description", "keywords", "long_description", "packages", "platforms"})
_TOOLS = ("hatch", "pdm", "poetry", "uv")
_DEPTH = 8


def named_in_manifests(repository: Repository, dependencies: Dependencies) -> set[str]:
    """Normalised names, those of extras and groups too that are not installed: to leave them out is a choice."""
    listed = {name for one in (*dependencies.requirements, *dependencies.development) for name in one.names}
    lock = dependencies.lock
    listed |= {one.name for one in (lock.packages if lock.groups is None else lock.installed(PREFERRED_PYTHON))}
    listed |= {canonicalize_name(name) for name in dependencies.build_requirements}
    for folder in ("", *dependencies.locals):
        listed |= {canonicalize_name(name) for name in _of_folder(repository, folder)}
    return listed


def _of_folder(repository: Repository, folder: str) -> Iterator[str]:
    yield from _IN_SETUP.findall(_texts_of(repository.glance(posixpath.join(folder, "setup.py")) or ""))
    yield from _IN_SETUP.findall(repository.glance(posixpath.join(folder, "setup.cfg")) or "")
    pyproject = read_pyproject(repository, posixpath.join(folder, PYPROJECT))
    if pyproject:
        yield from _names(pyproject.project.data.get("dependencies"))
        yield from _names(pyproject.project.data.get("optional-dependencies"))
        yield from _names(pyproject.root.data.get("dependency-groups"))
        tools = pyproject.root.table("tool")
        for tool in _TOOLS:
            yield from _names(tools.data.get(tool))


def _texts_of(setup: str) -> str:
    """The texts of a setup.py, one below the other, without those that tell a reader what the project is about."""
    tree = parse_python(setup)
    if tree is None:
        return setup
    found, waiting = list[str](), list[ast.AST]([tree])
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            found.append(node.value)
        elif not (isinstance(node, ast.keyword) and node.arg in _ABOUT):
            waiting.extend(ast.iter_child_nodes(node))
    return "\n".join(found)


def _names(value: Any, depth: int = 0) -> Iterator[str]:
    """Every key, and what texts begin with: more than distributions, but none too few."""
    if isinstance(value, str):
        yield from (match[0] for match in [_NAME.match(value)] if match)
    elif depth < _DEPTH and isinstance(value, list):
        for item in value:
            yield from _names(item, depth + 1)
    elif depth < _DEPTH and isinstance(value, dict):
        for key, item in value.items():
            yield key
            yield from _names(item, depth + 1)
