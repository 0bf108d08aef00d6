"""What the project's Dockerfile starts, where that is a script or a module of the repository."""

import json
import shlex

from devcontain.detect.dockerfile import find_dockerfile
from devcontain.detect.facts import Evidence
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern

_STARTED = pattern(r"(?im)^[ \t]*((?:CMD|ENTRYPOINT)[ \t]+([^\n\\]+))$")
_PYTHON = pattern(r"(?:\S*/)?python(?:3(?:\.\d+)?)?")
_RUNNERS = {"uv", "poetry", "pdm", "pipenv"}
_MODULE = pattern(r"\w+(?:\.\w+)*")
_SHELL = frozenset("$&;|<>`*?")


def find_container_command(repository: Repository) -> tuple[tuple[str, ...], Evidence] | None:
    """The command and what says it; options for Python itself, such as `-u`, are left out."""
    path = find_dockerfile(repository)
    written = _STARTED.findall(repository.glance(path) or "") if path else []
    for line, text in reversed(written):
        if command := _own(repository, _words(text.strip())):
            return command, Evidence(path, line.strip())
    return None


def _words(text: str) -> list[str]:
    """The words of either form; none where a shell would do more than split them."""
    try:
        words = json.loads(text) if text.startswith("[") else shlex.split(text)
    except ValueError:
        return []
    is_plain = isinstance(words, list) and all(isinstance(word, str) and not _SHELL & set(word) for word in words)
    return words if is_plain else []


def _own(repository: Repository, words: list[str]) -> tuple[str, ...]:
    if words[:1] and words[0] in _RUNNERS and words[1:2] == ["run"]:
        words = words[2:]
    if not words or not _PYTHON.fullmatch(words[0]):
        return ()
    words = [word for word in words[1:3] if word not in {"-u", "-B", "-O"}] + words[3:]
    match words:
        case ["-m", module, *rest] if _MODULE.fullmatch(module) and _is_there(repository, module):
            return "python", "-m", module, *rest
        case [script, *rest] if script.endswith(".py") and repository.has(script.removeprefix("./")):
            return "python", script.removeprefix("./"), *rest
    return ()


def _is_there(repository: Repository, module: str) -> bool:
    path = module.replace(".", "/")
    return repository.has(f"{path}.py") or repository.has(f"{path}/__main__.py")
