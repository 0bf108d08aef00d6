"""The Procfile: how the application starts in use, where its own words are a plain command."""

import re
import shlex
from itertools import pairwise

from devcontain.detect.facts import Dependencies
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern

PATH = "Procfile"
_PROCESS = pattern(r"\s*([A-Za-z0-9_-]+)\s*:\s*(\S.*)")
_PORT = pattern(r"\$\{PORT(?::-\d+)?\}|\$PORT\b")
_OF_A_SHELL = frozenset("$`;|&<>(){}*?~#\\")
_SERVERS = {
    "celery": "celery",
    "chainlit": "chainlit",
    "daphne": "daphne",
    "fastapi": "fastapi",
    "flask": "flask",
    "gunicorn": "gunicorn",
    "hypercorn": "hypercorn",
    "streamlit": "streamlit",
    "uvicorn": "uvicorn",
    "uwsgi": "uwsgi",
    "waitress-serve": "waitress",
}
"""The programs that a Procfile may name, and the distributions that have them."""
_BIND = {
    "gunicorn": (("-b", "--bind"), "--bind=0.0.0.0:{}"),
    "uvicorn": (("--host", "--uds", "--fd"), "--host=0.0.0.0"),
}
"""What says where a server listens, and what has to be said where nothing does: a host of Procfiles says it itself."""
_SETTING = pattern(r"^bind\s*=.*?(?::(\d{2,5}))?[\"']?\s*(?:#.*)?$", re.MULTILINE)


def read_procfile(repository: Repository, dependencies: Dependencies, port: int) -> tuple[str, ...]:
    """The words of the web process, or of the only one, on a port; nothing where it takes a shell or is not there."""
    found = map(_PROCESS.fullmatch, (repository.glance(PATH) or "").splitlines())
    processes = {match[1]: match[2] for match in found if match}
    processes.pop("release", None)
    text = processes.get("web") or (next(iter(processes.values())) if len(processes) == 1 else "")
    text = _PORT.sub(str(port), text)
    if not text or _OF_A_SHELL & set(text):
        return ()
    try:
        words = tuple(shlex.split(text))
    except ValueError:
        return ()
    if not _can_start(words, repository, dependencies):
        return ()
    return words if find_setting(words, repository) else (*words, *_listening(words, port))


def find_setting(words: tuple[str, ...], repository: Repository) -> re.Match[str] | None:
    """Where gunicorn's own configuration says what it listens to; its group is the port."""
    if words[0] != "gunicorn":
        return None
    options = ("-c", "--config")
    path = next((after for before, after in pairwise(words) if before in options), "gunicorn.conf.py")
    path = next((word.partition("=")[2] for word in words if word.startswith("--config=")), path)
    return _SETTING.search(repository.glance(path) or "")


def _can_start(words: tuple[str, ...], repository: Repository, dependencies: Dependencies) -> bool:
    """Whether the program is one that the image has."""
    if words[0] in {"python", "python3"}:
        return len(words) > 1 and (words[1] == "-m" or repository.has(words[1]))
    locked = {package.name for package in dependencies.lock.packages}
    return _SERVERS.get(words[0], "") in dependencies.names | locked


def _listening(words: tuple[str, ...], port: int) -> tuple[str, ...]:
    """The option that makes the server listen to the world outside of the container, where none says where it does."""
    names, option = _BIND.get(words[0], ((), ""))
    is_said = any(word.startswith(names) for word in words)
    return () if is_said or not option else (option.format(port),)
