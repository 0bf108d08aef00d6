"""The files that name the one Python to work with: those of version managers, Heroku's and Binder's runtime.txt, and
those that choose a runtime of AWS Lambda or Google's App Engine.
"""

import re
from collections.abc import Callable, Iterator
from typing import Any

from devcontain.detect.facts import Evidence, PythonRequest
from devcontain.manifests.repository import Repository
from devcontain.manifests.toml import read_toml
from devcontain.pattern import pattern

_VERSION = pattern(r"(?:cpython[-@]?|python-?)?(\d\.\d{1,2})(?:\.\d{1,3})?(?:[-.+a-z][-.+\w]{0,40})?$")
_RUNTIME = pattern(
    r"""^[ \t-]*["']?runtime["']?[ \t]*:[ \t]*["']?(python(\d)\.?(\d{1,2}))\b""", re.IGNORECASE | re.MULTILINE
)
_DEPLOYED = ("template.yaml", "template.yml", "serverless.yml", "serverless.yaml", "zappa_settings.json", "app.yaml")
_MISE = ("mise.toml", ".mise.toml", ".config/mise.toml", "mise/config.toml")


def read_version_files(repository: Repository) -> Iterator[PythonRequest]:
    """Each file's version, the file that most tools read first."""
    for path, find in _FILES:
        for words in find(repository, path) if repository.has(path) else ():
            if version := _VERSION.match(words):
                yield PythonRequest(version[1], "", Evidence(path, words))
                break


def read_runtimes(repository: Repository) -> Iterator[PythonRequest]:
    """The Python that each of the files chooses by which the code is deployed."""
    for path in filter(repository.has, _DEPLOYED):
        if runtime := _RUNTIME.search(repository.glance(path) or ""):
            yield PythonRequest(f"{runtime[2]}.{runtime[3]}", "", Evidence(path, runtime[1]), gives_way=True)


def named_version(words: str) -> str:
    """The minor version that a version such as `3.11.4` is of; nothing for what is no version of CPython."""
    version = _VERSION.match(words)
    return version[1] if version else ""


def _first_line(repository: Repository, path: str) -> Iterator[str]:
    lines = (line.partition("#")[0].strip() for line in (repository.glance(path) or "").lstrip("\ufeff").splitlines())
    yield from [line for line in lines if line][:1]


def _of_asdf(repository: Repository, path: str) -> Iterator[str]:
    """asdf names the tool, then the versions that it falls back to one after the other."""
    for line in (repository.glance(path) or "").lstrip("\ufeff").splitlines():
        tool, *versions = line.partition("#")[0].split() or [""]
        if tool == "python":
            yield from versions


def _of_mise(repository: Repository, path: str) -> Iterator[str]:
    tools = read_toml(repository, path).data.get("tools")
    python = tools.get("python") if isinstance(tools, dict) else None
    for value in python if isinstance(python, list) else [python]:
        yield _words(value.get("version") if isinstance(value, dict) else value)


def _words(value: Any) -> str:
    return value.removeprefix("prefix:") if isinstance(value, str) else ""


_FILES: tuple[tuple[str, Callable[[Repository, str], Iterator[str]]], ...] = (
    (".python-version", _first_line),
    (".tool-versions", _of_asdf),
    *((path, _of_mise) for path in _MISE),
    ("runtime.txt", _first_line),
)
