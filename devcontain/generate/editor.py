"""What the editor gets: extensions and settings for the tools in use, and configurations to run and debug."""

import posixpath
from typing import Any

from devcontain.detect.facts import Facts
from devcontain.generate.launch import in_workspace, launch
from devcontain.generate.plan import Editor

_EXTENSIONS = {
    "autopep8": "ms-python.autopep8",
    "basedpyright": "detachhead.basedpyright",
    "black": "ms-python.black-formatter",
    "flake8": "ms-python.flake8",
    "isort": "ms-python.isort",
    "jupyter": "ms-toolsai.jupyter",
    "mypy": "ms-python.mypy-type-checker",
    "pylint": "ms-python.pylint",
    "ruff": "charliermarsh.ruff",
    "ty": "astral-sh.ty",
    "yapf": "eeyore.yapf",
}
_BUNDLED = {
    "autopep8": "autopep8",
    "black": "black-formatter",
    "flake8": "flake8",
    "isort": "isort",
    "mypy": "mypy-type-checker",
    "pylint": "pylint",
}
"""Tools whose extension brings another version of them, which it takes unless a setting says otherwise."""
_FORMATTERS = {"ruff-format": "ruff", "black": "black", "autopep8": "autopep8", "yapf": "yapf"}
_FOR_DJANGO = ["-o", "python_files=tests.py test_*.py *_test.py"]
"""What pytest takes for tests: what `startapp` calls them, too."""
_OTHER_SERVERS = {"basedpyright", "ty"}
"""Type checkers that answer the editor in Pylance's place."""


def choose_editor(facts: Facts, version: str, environment: str, folder: str = ".") -> Editor:
    """The extensions and settings for a project in a folder of the one that is opened, and for its environment.

    Pylance would call the syntax of Python 2 wrong.
    """
    chosen = [extension for tool, extension in _EXTENSIONS.items() if tool in facts.tools]
    settings: dict[str, Any] = {"python.defaultInterpreterPath": f"{environment}/bin/python"}
    if facts.dependencies.brings_python:
        settings["python.terminal.activateEnvironment"] = False
    if facts.tools & _OTHER_SERVERS or version == "2.7":
        settings["python.languageServer"] = "None"
    settings |= _testing(facts, folder)
    settings |= {f"{name}.importStrategy": "fromEnvironment" for tool, name in _BUNDLED.items() if tool in facts.tools}
    if python := _python(facts):
        settings["[python]"] = python
    if configurations := launch(facts, environment, folder):
        settings["launch"] = configurations
    return Editor(("ms-python.python", "ms-python.debugpy", *chosen), settings)


def _testing(facts: Facts, folder: str) -> dict[str, Any]:
    inside = {"python.testing.cwd": in_workspace(folder)} if folder != "." else {}
    is_django = bool(facts.django_tests and facts.django_tests.lacks_pytest)
    if is_django or "pytest" in facts.tools:
        if facts.pytest_folder and "${" not in facts.pytest_folder and facts.pytest_folder.isprintable():
            inside = {"python.testing.cwd": in_workspace(posixpath.normpath(f"{folder}/{facts.pytest_folder}"))}
        told = {"python.testing.pytestArgs": _FOR_DJANGO} if is_django else {}
        return {"python.testing.pytestEnabled": True, **told, **inside}
    if not facts.unittest:
        return {}
    arguments = ["-v", "-s", f"./{facts.unittest}".removesuffix("/."), "-p", "*test*.py"]
    return {"python.testing.unittestEnabled": True, "python.testing.unittestArgs": arguments, **inside}


def _python(facts: Facts) -> dict[str, Any]:
    """How Python files are formatted, where a formatter is in use."""
    formatter = next((tool for name, tool in _FORMATTERS.items() if name in facts.tools), "")
    settings: dict[str, Any] = {}
    if formatter:
        settings = {"editor.defaultFormatter": _EXTENSIONS[formatter], "editor.formatOnSave": True}
    if "isort" in facts.tools:
        settings["editor.codeActionsOnSave"] = {"source.organizeImports": "explicit"}
    return settings
