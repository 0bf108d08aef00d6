"""PDM."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.semantics.installs import pip
from devcontain.semantics.installs.model import Install
from devcontain.semantics.options import read_options

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command

_WITH_VALUE = ("-G", "--group", "-p", "--project", "-L", "--lockfile", "--venv", "-e", "--editable", "--with")


def read(command: Command) -> Install | None:
    """`pdm install`, `pdm sync` and `pdm add`."""
    options = read_options(command, _WITH_VALUE)
    operands = options.operands
    if not operands:
        return None
    if operands[0].value in ("install", "sync", "update"):
        without = options.has("--no-self", "--no-editable")
        manifests = ("pyproject.toml", "pdm.lock")
        return Install("pdm", command, operands[0].word, default_manifests=manifests, needs_source=not without)
    if operands[0].value == "add":
        return pip.from_options("pdm", command, options, operands[0], operands[1:])
    return None
