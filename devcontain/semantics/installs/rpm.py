"""yum, dnf and their small relatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.semantics.installs.model import Install, Package, Pin
from devcontain.semantics.options import Operand, read_options

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command

_WITH_VALUE = ("-c", "--config", "-x", "--installroot", "--releasever", "--repo", "-e", "-d", "-R")
_VERBS = frozenset(["install", "localinstall", "reinstall", "groupinstall", "module"])
_VERSIONED = pattern(r"(.+?)-\d[^/]*")


def read(command: Command) -> Install | None:
    """`yum install`, `dnf install`, `dnf module install`."""
    options = read_options(command, _WITH_VALUE)
    if not options.operands or options.operands[0].value not in _VERBS:
        return None
    verb, *operands = options.operands
    return Install("rpm", command, verb.word, packages=tuple(_read_package(operand) for operand in operands))


def _read_package(operand: Operand) -> Package:
    value = operand.value
    if "://" in value:
        return Package(value, Pin.UNKNOWN, "url", operand.word)
    if value.startswith(("$", "@", "/", ".")) or value.endswith(".rpm"):
        return Package(value, Pin.UNKNOWN, "unknown" if value[0] in "$@" else "local", operand.word)
    versioned = _VERSIONED.fullmatch(value)
    return Package(versioned[1] if versioned else value, Pin.EXACT if versioned else Pin.NONE, "index", operand.word)
