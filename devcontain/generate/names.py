"""Names that come from the repository, made fit for a generated file."""

import shlex
from collections.abc import Iterable

from devcontain.errors import UserError
from devcontain.pattern import pattern

_QUOTING = pattern(r"([\\\"'])")
_MOUNTABLE = pattern(r"[\w.@+/][\w.@+/-]*")


def is_mountable(path: str) -> bool:
    """Whether a path can stand in a `--mount` flag, where nothing can be quoted."""
    return bool(_MOUNTABLE.fullmatch(path))


def in_dockerfile(path: str) -> str:
    """A path as a Dockerfile has it where the rest of a line is one: only quotes and backslashes mean more there."""
    return _QUOTING.sub(r"\\\1", path)


def shell_word(path: str) -> str:
    """A path as a word of a command in devcontainer.json, where a shell's quotes do not stop `${...}`."""
    if "${" in path or not path.isprintable():
        raise UserError(f"{path!r} cannot be named in devcontainer.json", "rename the file")
    return shlex.quote(f"./{path}" if path.startswith("-") else path)


def unexpanded(command: str) -> str:
    """A command as it is. Raises UserError where devcontainer.json would expand a variable in it."""
    if "${" in command:
        raise UserError(f"`{command}` has a variable, which devcontainer.json would expand", "write out its value")
    return command


def index_options(indexes: Iterable[str]) -> list[str]:
    """The options of pip's that name indexes, less those with a variable, which devcontainer.json would expand."""
    return [f"--extra-index-url {shlex.quote(index)}" for index in dict.fromkeys(indexes) if "${" not in index]


def require_nameable(folder: str) -> None:
    """Raise UserError for a folder that cannot be named where `$` starts a variable."""
    if "$" in folder or not folder.isprintable():
        raise UserError(f"{folder!r} cannot be named in devcontainer.json", "rename the folder")


def as_title(name: str) -> str:
    """A name fit for display: printable, and without the `$` that starts a variable of devcontainer.json."""
    return "".join(letter for letter in name if letter.isprintable() and letter != "$").strip() or "workspace"
