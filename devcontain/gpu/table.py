"""The compatibility table: which wheel brings which CUDA, what an image holds.

Each row says what its section is about, its `source`, and whether it is `verified`: only such a row may make an error.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    Row = Mapping[str, Any]

TABLE = Path(__file__).parent / "table.json"

_NUMBERS = pattern(r"\d+")


@cache
def read() -> dict[str, Any]:
    """The whole table, read when first asked for."""
    table: dict[str, Any] = json.loads(TABLE.read_text(encoding="utf-8"))
    return table


def rows(section: str) -> dict[str, Row]:
    """The rows of a section by their name: a release, a distribution, a tag."""
    found: dict[str, Row] = read()[section]
    return found


def number(version: str) -> tuple[int, ...]:
    """A version as numbers to compare: `12.4.1` is (12, 4, 1); what follows them is left out."""
    return tuple(map(int, _NUMBERS.findall(version.partition("+")[0].partition("a")[0].partition("rc")[0])))


def minor(version: str) -> str:
    """The first two numbers of a version: `2.6` of `2.6.0+cu124`."""
    return ".".join(map(str, number(version)[:2]))


def release(distribution: str, version: str) -> Row | None:
    """The row of the minor release that a version belongs to; nothing where the table does not know it."""
    return rows(distribution).get(minor(version)) if version else None


def newest(distribution: str, python: str) -> Row | None:
    """What an installation without a version gets on a Python such as `3.10`; nothing where no release is known."""
    return next((row for row in _newest_first(distribution) if python in row["pythons"]), None)


def opened(distribution: str, version: str) -> Row | None:
    """What the release of a version, or without one the newest, opens when it runs; nothing where that is unknown."""
    found = [row for row in rows("opened-libraries").values() if distribution in row["of"]]
    if not version:
        return found[-1] if found else None
    return next((row for row in found if number(row["since"]) <= number(version) < number(row["before"])), None)


def last(distribution: str) -> Row:
    """The newest release of all."""
    return next(_newest_first(distribution))


def _newest_first(distribution: str) -> Iterator[Row]:
    found = rows(distribution)
    return (found[name] for name in sorted(found, key=number, reverse=True))
