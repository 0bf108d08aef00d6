"""Alpine's apk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.semantics.installs.model import Install, Package, Pin
from devcontain.semantics.options import Operand, read_options

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command

_WITH_VALUE = ("-t", "--virtual", "-X", "--repository", "-p", "--root", "--arch", "--repositories-file", "--keys-dir")


def read(command: Command) -> Install | None:
    """`apk add`."""
    options = read_options(command, _WITH_VALUE)
    if not options.operands or options.operands[0].value != "add":
        return None
    verb, *operands = options.operands
    return Install("apk", command, verb.word, packages=tuple(_read_package(operand) for operand in operands))


def _read_package(operand: Operand) -> Package:
    value = operand.value
    if value.startswith(("$", "/", ".")):
        return Package(value, Pin.UNKNOWN, "local" if value[0] != "$" else "unknown", operand.word)
    name = value.partition("@")[0]
    for mark in ("=", "~", "<", ">"):
        head, found, _ = name.partition(mark)
        if found:
            return Package(head, Pin.EXACT if mark == "=" else Pin.RANGE, "index", operand.word)
    return Package(name, Pin.NONE, "index", operand.word)
