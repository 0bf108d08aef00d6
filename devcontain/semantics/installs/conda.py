"""conda, mamba and micromamba."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.semantics.installs.model import Install, Package, Pin
from devcontain.semantics.options import Operand, read_options

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command

_WITH_VALUE = (
    *("-n", "--name", "-p", "--prefix", "-c", "--channel", "-f", "--file", "--solver", "--platform", "--subdir"),
    *("-r", "--root-prefix", "--rc-file", "--repodata-fn", "--clone"),
)
_SPEC = pattern(r"(?:[\w./-]+::)?([\w.-]+)\s*(?:\[[^\]]*\])?\s*(.*)", re.DOTALL)
_VERBS = ("install", "create", "update", "upgrade")


def read(command: Command) -> Install | None:
    """`install`, `create` and `update`, also behind `env`."""
    options = read_options(command, _WITH_VALUE)
    operands = options.operands
    if operands and operands[0].value == "env":
        operands = operands[1:]
    if not operands or operands[0].value not in _VERBS:
        return None
    return Install(
        "conda",
        command,
        operands[0].word,
        packages=tuple(read_spec(operand) for operand in operands[1:]),
        manifests=tuple(options.values("-f", "--file")),
    )


def read_spec(operand: Operand) -> Package:
    """A package as conda's command line and its environment files name it."""
    match = _SPEC.fullmatch(operand.value)
    if match is None or operand.value.startswith("$") or match[2].startswith("$"):
        return Package(operand.value, Pin.UNKNOWN, "unknown", operand.word)
    return Package(match[1], _read_pin(match[2].strip()), "index", operand.word)


def _read_pin(version: str) -> Pin:
    """`=1.2` is conda's fuzzy pin: exact enough for an environment, wider than `==1.2`."""
    if not version or version == "*":
        return Pin.NONE
    if "$" in version:
        return Pin.EXACT if version[0] == "=" else Pin.UNKNOWN
    if version[0] in "<>~!" or any(mark in version for mark in "<>|,"):
        return Pin.RANGE
    return Pin.WILDCARD if version.startswith(("=*", "==*")) else Pin.EXACT
