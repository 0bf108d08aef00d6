"""Names that come from the repository, made fit for a generated file."""

import shlex

from devcontain.errors import UserError
from devcontain.pattern import pattern

_MOUNTABLE = pattern(r"[\w.@+/][\w.@+/-]*")


def is_mountable(path: str) -> bool:
    """Whether a path can stand in a `--mount` flag, where nothing can be quoted."""
    return bool(_MOUNTABLE.fullmatch(path))


def shell_word(path: str) -> str:
    """A path as a word of a command in devcontainer.json, where a shell's quotes do not stop `${...}`."""
    if "${" in path or not path.isprintable():
        raise UserError(f"{path!r} cannot be named in devcontainer.json", "rename the file")
    return shlex.quote(f"./{path}" if path.startswith("-") else path)


def as_title(name: str) -> str:
    """A name fit for display: printable, and without the `$` that starts a variable of devcontainer.json."""
    return "".join(letter for letter in name if letter.isprintable() and letter != "$").strip() or "workspace"
