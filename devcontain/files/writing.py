"""Writing a file whole or not at all."""
# ruff: noqa: PTH105, PTH108, PTH116, PTH118, PTH120

from __future__ import annotations

import os
from contextlib import suppress
from typing import TYPE_CHECKING

from devcontain.errors import UserError
from devcontain.files.reading import read_source

if TYPE_CHECKING:
    from devcontain.syntax.source import Source


def replace_source(before: Source, text: str) -> None:
    """Put a new text in the place of a file that has not changed since it was read. Raises UserError."""
    path = os.path.realpath(before.path)
    if read_source(path).text != before.text:
        raise UserError(f"`{before.path}` has changed since it was read", "run the command again")
    try:
        _replace(path, text.encode("utf-8", "surrogateescape"))
    except OSError as error:
        reason = (error.strerror or str(error)).lower()
        raise UserError(
            f"`{before.path}` cannot be written: {reason}", "check the permissions and the space left"
        ) from error


def _replace(path: str, content: bytes) -> None:
    if not os.access(path, os.W_OK):
        raise PermissionError(13, "permission denied")
    # The name comes first: an interrupt just after the file is made must find it.
    temporary = os.path.join(os.path.dirname(path), f".devcontain-{os.urandom(8).hex()}")
    try:
        with open(temporary, "xb", opener=_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.chmod(temporary, os.stat(path).st_mode & 0o7777)  # noqa: PTH101
        os.replace(temporary, path)
    except BaseException:
        with suppress(FileNotFoundError):
            os.unlink(temporary)
        raise


def _private(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)
