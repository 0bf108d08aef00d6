"""Writing a file whole or not at all."""
# ruff: noqa: PTH105, PTH108, PTH116, PTH120

from __future__ import annotations

import os
import tempfile
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
    descriptor, temporary = tempfile.mkstemp(prefix=".devcontain-", dir=os.path.dirname(path))
    try:
        with open(descriptor, "wb") as file:  # noqa: PTH123
            file.write(content)
            file.flush()
            os.fsync(descriptor)
        os.chmod(temporary, os.stat(path).st_mode & 0o7777)  # noqa: PTH101
        os.replace(temporary, path)
    except BaseException:
        os.unlink(temporary)
        raise
