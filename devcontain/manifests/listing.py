"""What `conda list` and `pip list` print, which people keep as a requirements file, though pip cannot read it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

_EXPORTED = pattern(r"([\w.-]+)=([\w.!+]+)=(\S+)")
_EXPLICIT = pattern(r"https?://\S+/([\w.-]+)-([\w.!+]+)-([\w.]+)\.(?:conda|tar\.bz2)(?:#\S*)?")
_ROW = pattern(r"([A-Za-z_][\w.-]*)[ \t]+(\d[\w.!+]*)(?:[ \t]+(\S+))?(?:[ \t]+\S+)?")
_HEADER = pattern(r"@EXPLICIT|Package\s+Version\b.*|-+(?:\s+-+)+")
_OF_PIP = "pypi"


class Listed(NamedTuple):
    """A package that is installed somewhere; `is_of_conda` where conda, and not pip, calls it so."""

    name: str
    version: str
    is_of_conda: bool


def read_listing(text: str) -> tuple[Listed, ...]:
    """What a text lists that one of them printed; nothing where it is another."""
    lines = [line.strip() for line in text.lstrip("\ufeff").splitlines()]
    rows = [line for line in lines if line and not line.startswith("#") and not _HEADER.fullmatch(line)]
    found = tuple(_read(rows))
    return found if len(found) == len(rows) else ()


def _read(rows: list[str]) -> Iterator[Listed]:
    for row in rows:
        match = _EXPORTED.fullmatch(row) or _EXPLICIT.fullmatch(row) or _ROW.fullmatch(row)
        if match is None:
            return
        # The third column of `pip list` is the folder of what is installed from one.
        build = "" if not match[3] or "/" in match[3] or "\\" in match[3] else match[3]
        yield Listed(match[1], match[2], bool(build) and not build.startswith(_OF_PIP))
