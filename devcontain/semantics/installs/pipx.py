"""pipx."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.semantics.installs import pip
from devcontain.semantics.options import read_options

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command
    from devcontain.semantics.installs.model import Install

_WITH_VALUE = (*pip.WITH_VALUE, "--pip-args", "--suffix", "--spec", "--preinstall")


def read(command: Command) -> Install | None:
    """`pipx install` or `pipx inject`, whose first operand is an environment."""
    options = read_options(command, _WITH_VALUE)
    operands = options.operands
    if not operands or operands[0].value not in ("install", "inject"):
        return None
    first = 1 if operands[0].value == "install" else 2
    return pip.from_options("pipx", command, options, operands[0], operands[first:])
