"""Pipenv."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.semantics.installs import pip
from devcontain.semantics.installs.model import Install
from devcontain.semantics.options import read_options

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command

_MANIFESTS = ("Pipfile", "Pipfile.lock")


def read(command: Command) -> Install | None:
    """`pipenv install` and `pipenv sync`."""
    options = read_options(command, (*pip.WITH_VALUE, "--pypi-mirror", "--categories", "--extra-pip-args"))
    operands = options.operands
    if not operands or operands[0].value not in ("install", "sync"):
        return None
    if len(operands) > 1 or options.has("-r", "-e"):
        return pip.from_options("pipenv", command, options, operands[0], operands[1:])
    return Install("pipenv", command, operands[0].word, default_manifests=_MANIFESTS)
