"""openSUSE's zypper."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.semantics.installs.model import Install, Package, Pin
from devcontain.semantics.options import Operand, read_options

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command

_WITH_VALUE = ("-r", "--repo", "-R", "--root", "-t", "--type", "--from")
_UPDATES = frozenset(["update", "up", "patch", "dist-upgrade", "dup"])
_CONSTRAINT = pattern(r"([=~<>!]+)")


def read(command: Command) -> Install | None:
    """`zypper install` and `zypper update`."""
    options = read_options(command, _WITH_VALUE)
    if not options.operands:
        return None
    verb, *operands = options.operands
    if verb.value in _UPDATES:
        return Install("zypper", command, verb.word)
    if verb.value not in ("install", "in"):
        return None
    return Install("zypper", command, verb.word, packages=tuple(_read_package(operand) for operand in operands))


def _read_package(operand: Operand) -> Package:
    name, mark, *_ = *_CONSTRAINT.split(operand.value, maxsplit=1), ""
    if name.startswith(("$", "/", ".")) or name.endswith(".rpm"):
        return Package(name, Pin.UNKNOWN, "unknown" if name[0] == "$" else "local", operand.word)
    return Package(name, Pin.EXACT if mark == "=" else Pin.RANGE if mark else Pin.NONE, "index", operand.word)
