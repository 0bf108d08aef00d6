"""Lifecycle commands that somebody wrote to make the Python environment, which the image has now."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING, Any

from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from devcontain.manifests.repository import Repository

HOOKS = ("onCreateCommand", "postCreateCommand", "postStartCommand", "postAttachCommand")

_PYTHON = pattern(r"python[\d.]*")
_PIP = pattern(r"pip[\d.]*")
_NEXT = pattern(r"&&|;|\n")
_USER = pattern(r"(\bpip[\d.]*\s+install(?:\s+-[^\s\"]+)*)\s+--user\b")
_TOOLS = {"pdm", "pip", "pipenv", "poetry", "setuptools", "uv", "wheel"}
_GIT_HOOKS = "pre-commit"
_OTHER = "?"


def superseded_hooks(data: Mapping[str, Any], repository: Repository) -> dict[str, tuple[str, ...]]:
    """The hooks that only make an environment, each with the files of requirements that it installs.

    What installs a file that is not there fails: that is superseded by nothing, but installs no files either.
    """
    found: dict[str, tuple[str, ...]] = {}
    for name in HOOKS:
        installed = [_installed(words) for words in _commands(data.get(name), repository)]
        files = [file for each in installed for file in each]
        if _OTHER in files or not installed:
            continue
        if any(not repository.has(file) for file in files if file != _GIT_HOOKS):
            found[name] = ()
        elif _GIT_HOOKS not in files:
            found[name] = tuple(files)
    return found


def without_user(text: str) -> str:
    """A configuration in which pip installs into the environment: with `--user` it refuses to there."""
    return _USER.sub(r"\1", text)


def _commands(value: Any, repository: Repository) -> Iterator[list[str]]:
    """The words of each command; of a script in the repository, of those in it."""
    for text in _texts(value):
        script = repository.glance(text.removeprefix("bash ").removeprefix("./")) if " -" not in text else None
        for line in _NEXT.split(text if script is None else script):
            if line.strip() and not line.lstrip().startswith("#"):
                yield _words(line)


def _texts(value: Any) -> Iterable[str]:
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [shlex.join(map(str, value))]
    return [text for item in value.values() for text in _texts(item)] if isinstance(value, dict) else []


def _words(line: str) -> list[str]:
    try:
        words = shlex.split(line)
    except ValueError:
        return [_OTHER]
    words = words[1:] if words[:1] == ["sudo"] else words
    return words[2:] if len(words) > 2 and _PYTHON.fullmatch(words[0]) and words[1] == "-m" else words


def _installed(words: list[str]) -> tuple[str, ...]:
    """The files of requirements that a command installs, and a mark where it does something else."""
    match words:
        case ["set", *_] | ["." | "source", _] | ["venv" | "virtualenv", *_] | ["uv", "sync" | "venv", *_]:
            return ()
        case ["pdm" | "pipenv" | "poetry", "install" | "sync", *_]:
            return ()
        case ["pre-commit", "install", *_]:
            return (_GIT_HOOKS,)
        case ["uv", "pip", "install", *rest]:
            return tuple(_files(rest))
        case [pip, "install", *rest] if _PIP.fullmatch(pip):
            return tuple(_files(rest))
    return (_OTHER,)


def _files(words: list[str]) -> Iterator[str]:
    """What pip installs of the repository, apart from itself; a mark for anything else."""
    rest = iter(words)
    for word in rest:
        if word in {"-r", "--requirement"}:
            yield next(rest, _OTHER)
        elif not word.startswith((".", "-")) and word not in _TOOLS:
            yield _OTHER
