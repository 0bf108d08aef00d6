"""The commands that installing the project brings."""

import ast
import configparser
from collections.abc import Iterator
from typing import Any

from devcontain.detect.facts import Evidence
from devcontain.manifests.pyproject import PATH as PYPROJECT
from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.repository import Repository
from devcontain.manifests.setuptools import parse_python
from devcontain.pattern import pattern

_SCRIPTS = "console_scripts"
_COMMAND = pattern(r"\s*([A-Za-z0-9][\w.-]*)\s*=\s*[\w.]+\s*(?::|$)")


def find_command(repository: Repository, pyproject: Pyproject | None, name: str) -> Evidence | None:
    """The file and the command: the only one, or the one that is called as the project is."""
    tables = (pyproject.project.table("scripts"), pyproject.poetry.table("scripts")) if pyproject else ()
    found = {command: PYPROJECT for table in tables for command in table.data}
    found |= {command: path for path, command in (*_in_setup_cfg(repository), *_in_setup_py(repository))}
    usual = {name.lower(), name.lower().replace("_", "-")}
    called = [command for command in found if len(found) == 1 or command.lower() in usual]
    return Evidence(found[called[0]], called[0]) if called else None


def _in_setup_cfg(repository: Repository) -> Iterator[tuple[str, str]]:
    parser = configparser.RawConfigParser(strict=False)
    try:
        parser.read_string(repository.glance("setup.cfg") or "")
    except configparser.Error:
        return
    lines = parser.get("options.entry_points", _SCRIPTS, fallback="").splitlines()
    yield from (("setup.cfg", match[1]) for line in lines if (match := _COMMAND.match(line)))


def _in_setup_py(repository: Repository) -> Iterator[tuple[str, str]]:
    tree = parse_python(repository.glance("setup.py") or "")
    for node in ast.walk(tree) if tree else ():
        if isinstance(node, ast.keyword) and node.arg == "entry_points":
            lines = _lines(_value(node.value))
            yield from (("setup.py", match[1]) for line in lines if (match := _COMMAND.match(line)))


def _lines(value: Any) -> list[str]:
    """The commands of a table of entry points, or of its text as an ini file has it."""
    if isinstance(value, str):
        _, _, after = value.partition(f"[{_SCRIPTS}]")
        return after.partition("[")[0].splitlines()
    listed = value.get(_SCRIPTS) if isinstance(value, dict) else None
    lines = listed.splitlines() if isinstance(listed, str) else listed if isinstance(listed, list | tuple) else []
    return [line for line in lines if isinstance(line, str)]


def _value(node: ast.expr) -> Any:
    try:
        return ast.literal_eval(node)
    except (ValueError, TypeError, SyntaxError, RecursionError, MemoryError):
        return None
