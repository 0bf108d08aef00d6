"""apt-get, apt and aptitude."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.semantics.installs.model import Install, Package, Pin
from devcontain.semantics.options import Operand, Options, read_options

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command

_WITH_VALUE = ("-o", "--option", "-t", "--target-release", "--default-release", "-c", "--config-file", "-a")
_VERBS = frozenset(["install", "reinstall", "build-dep", "satisfy"])
_NAME = pattern(r"[a-z0-9][a-z0-9+.:*_-]*[+-]?")


def read(command: Command) -> Install | None:
    """`apt-get install` and its like."""
    options = read_apt_options(command)
    if not options.operands or options.operands[0].value not in _VERBS:
        return None
    verb, *operands = options.operands
    return Install("apt", command, verb.word, packages=tuple(_read_package(operand) for operand in operands))


def read_apt_options(command: Command) -> Options:
    """The options and operands of an apt command, of which the first is its verb."""
    return read_options(command, _WITH_VALUE)


def verb_of(command: Command) -> str:
    """The subcommand: `update`, `install`, ..."""
    operands = read_apt_options(command).operands
    return operands[0].value if operands else ""


def _read_package(operand: Operand) -> Package:
    name, equals, version = operand.value.partition("=")
    name = name.partition("/")[0] if not name.startswith((".", "/")) else name
    if name.startswith((".", "/")) or name.endswith(".deb"):
        return Package(operand.value, Pin.UNKNOWN, "local", operand.word)
    if not _NAME.fullmatch(name):
        return Package(operand.value, Pin.UNKNOWN, "unknown", operand.word)
    pin = Pin.NONE if not equals or version == "*" else Pin.WILDCARD if "*" in version else Pin.EXACT
    return Package(name, pin, "index", operand.word)
