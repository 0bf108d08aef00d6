"""Alpine's apk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.semantics.installs.model import Install, Package, Pin
from devcontain.semantics.options import Operand, read_options

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command

_WITH_VALUE = ("-t", "--virtual", "-X", "--repository", "-p", "--root", "--arch", "--repositories-file", "--keys-dir")
_CONSTRAINT = pattern(r"([=~<>]+)")
_PINS = {"": Pin.NONE, "=": Pin.EXACT, "~": Pin.WILDCARD, "~=": Pin.WILDCARD, "=~": Pin.WILDCARD}
"""By the mark before the version; `~1.2` takes all that begin so."""


def read(command: Command) -> Install | None:
    """`apk add`."""
    options = read_options(command, _WITH_VALUE)
    if not options.operands or options.operands[0].value != "add":
        return None
    verb, *operands = options.operands
    return Install("apk", command, verb.word, packages=tuple(_read_package(operand) for operand in operands))


def _read_package(operand: Operand) -> Package:
    value = operand.value
    if value.startswith(("$", "/", ".")) or value.endswith(".apk"):
        return Package(value, Pin.UNKNOWN, "local" if value[0] != "$" else "unknown", operand.word)
    name, mark, *_ = *_CONSTRAINT.split(value.partition("@")[0], maxsplit=1), ""
    return Package(name, _PINS.get(mark, Pin.RANGE), "index", operand.word)
