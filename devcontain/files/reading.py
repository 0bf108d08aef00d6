"""Reading a file that may be anything, of any size."""
# ruff: noqa: PTH114, PTH116, PTH123

from __future__ import annotations

import os
import stat
import sys

from devcontain.errors import UserError
from devcontain.syntax.source import Source

MEBIBYTE = 1024 * 1024
MAXIMUM_SIZE = MEBIBYTE
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)
_NO_LINK = getattr(os, "O_NOFOLLOW", 0)
_REASONS: dict[type[Exception], tuple[str, str]] = {
    FileNotFoundError: ("does not exist", "check the path"),
    PermissionError: ("may not be read", "change its permissions"),
    IsADirectoryError: ("is a directory, not a file", "give the file in it"),
    NotADirectoryError: ("does not exist", "a part of the path is a file, not a directory"),
}


def read_source(path: str) -> Source:
    """A file's text as it is on the disk; bytes that are not UTF-8 become lone surrogates. Raises UserError."""
    try:
        content = read_bytes(path, follow=True)
    except OSError as error:
        raise unreadable(path, error) from error
    return Source(path, content.decode("utf-8", "surrogateescape"))


def read_standard_input(shown: str) -> Source:
    """What another program writes to this one, under the name of a file; no more than a file may hold."""
    if sys.stdin is None:
        raise UserError("standard input is closed", "write the file to it, or give a path")
    content = sys.stdin.buffer.read(MAXIMUM_SIZE + 1)
    if len(content) > MAXIMUM_SIZE:
        raise _too_large(shown, MAXIMUM_SIZE)
    return Source(shown, content.decode("utf-8", "surrogateescape"))


def read_bytes(path: str, *, follow: bool, limit: int = MAXIMUM_SIZE, shown: str = "") -> bytes:
    """The content of a regular file, through a link only if asked; never waits. Raises OSError or UserError.

    `shown` is the name that messages give the file, where it is not the path.
    """
    check(path, os.stat(path, follow_symlinks=follow), limit, shown)
    descriptor = os.open(path, _FLAGS if follow else _FLAGS | _NO_LINK)
    with open(descriptor, "rb") as file:
        status = os.fstat(descriptor)
        check(path, status, limit, shown)
        content = file.read(status.st_size + 1)  # room for all of the limit would cost more than the reading
        if len(content) > status.st_size:
            content += file.read(limit)
    if len(content) > limit:
        raise _too_large(shown or path, limit)
    return content


def unreadable(path: str, error: OSError | ValueError) -> UserError:
    """What to tell the user when a path cannot be read."""
    if os.path.islink(path) and isinstance(error, FileNotFoundError):
        return UserError(f"`{path}` is a symbolic link to nothing", "remove it, or restore what it points to")
    reason, hint = _REASONS.get(type(error), (f"cannot be read: {_reason(error)}", ""))
    return UserError(f"`{path}` {reason}", hint)


def _reason(error: OSError | ValueError) -> str:
    return (getattr(error, "strerror", None) or str(error)).lower()


def check(path: str, status: os.stat_result, limit: int = MAXIMUM_SIZE, shown: str = "") -> None:
    """Raise unless this is a regular file of a size to read: OSError for a directory, else UserError."""
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError
    if not stat.S_ISREG(status.st_mode):
        raise UserError(f"`{shown or path}` is not a regular file", "only regular files are read, no pipes or devices")
    if status.st_size > limit:
        raise _too_large(shown or path, limit)


def _too_large(shown: str, limit: int) -> UserError:
    size = f"{limit // MEBIBYTE} MiB" if limit >= MEBIBYTE else f"{limit // 1024} KiB"
    return UserError(f"`{shown}` is larger than {size}", "no file of its kind is; leave it out")
