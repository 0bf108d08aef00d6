"""Paths as services know them that see the repository and not this machine."""
# ruff: noqa: PTH118

from __future__ import annotations

import os
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from devcontain.lint.outcome import Report


def path_from_root(path: str, report: Report) -> str:
    """A path from the top of the repository on, links resolved, with slashes; one outside of it as it is."""
    target = _resolved(path)
    shown = os.path.relpath(target, report.root) if _is_inside(target, report) else path
    return shown.replace(os.sep, "/")


def uri(path: str, report: Report) -> str:
    """The same as a URI reference, percent-encoded byte by byte; outside of the repository a `file:` URI."""
    target = _resolved(path)
    if _is_inside(target, report):
        return quote(_bytes(path_from_root(path, report)))
    return "file://" + quote(_bytes(target.replace(os.sep, "/")))


def _resolved(path: str) -> str:
    try:
        return os.path.realpath(path)
    except ValueError:  # no file has such a name
        return os.path.join("/", path)


def _is_inside(target: str, report: Report) -> bool:
    return target.startswith(os.path.join(report.root, ""))


def _bytes(path: str) -> bytes:
    try:
        return path.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        return path.encode("utf-8", "replace")
