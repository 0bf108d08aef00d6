"""openSUSE's zypper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.semantics.installs.model import Install, Package, Pin
from devcontain.semantics.options import Operand, read_options

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command

_WITH_VALUE = ("-r", "--repo", "-R", "--root", "-t", "--type", "--from")


def read(command: Command) -> Install | None:
    """`zypper install` and `zypper in`."""
    options = read_options(command, _WITH_VALUE)
    if not options.operands or options.operands[0].value not in ("install", "in"):
        return None
    verb, *operands = options.operands
    return Install("zypper", command, verb.word, packages=tuple(_read_package(operand) for operand in operands))


def _read_package(operand: Operand) -> Package:
    name, equals, _ = operand.value.partition("=")
    if name.startswith(("$", "/", ".")) or name.endswith(".rpm"):
        return Package(name, Pin.UNKNOWN, "unknown" if name[0] == "$" else "local", operand.word)
    return Package(name, Pin.EXACT if equals else Pin.NONE, "index", operand.word)
