"""Requirements that contradict each other: pip let them until the end of 2020, and files of that time do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from devcontain.detect.facts import Dependencies
    from devcontain.generate.plan import Installation

_OPTION = "--use-deprecated=legacy-resolver"
_PYTHONS = {"3.6", "3.7", "3.8"}
_INSTALL = "pip install "


def with_old_resolver(installation: Installation, dependencies: Dependencies, python: str) -> Installation:
    """The same for a Python of that time: where today's pip finds no versions that suit all, it does as it did then."""
    if python not in _PYTHONS or dependencies.manager != "requirements" or dependencies.lock.path:
        return installation
    first, then, rest = installation.update.partition(" && ")
    again = first.replace(_INSTALL, f"{_INSTALL}{_OPTION} ", 1)
    lenient = f"({first} || {again})" if rest else f"{first} || {again}"
    return replace(installation, old_resolver=_OPTION, update=f"{lenient}{then}{rest}")
