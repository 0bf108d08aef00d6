"""yum, dnf and their small relatives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.semantics.installs.model import Install, Package, Pin
from devcontain.semantics.options import Operand, read_options

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command

_WITH_VALUE = (
    *("-c", "--config", "-x", "--exclude", "--installroot", "--releasever", "--repo", "--repoid", "-e", "-d", "-R"),
    *("--enablerepo", "--disablerepo", "--setopt", "--forcearch", "--downloaddir", "--destdir"),
)
_INSTALLS = frozenset(["install", "in", "reinstall", "rei", "localinstall"])
_OTHERS = frozenset(
    "update up upgrade update-minimal up-min upgrade-minimal groupinstall groupupdate distro-sync dsync downgrade"
    " builddep swap".split()
)
"""What downloads packages whose versions the command line cannot say."""
_VERSIONED = pattern(r"(.+?)-(?:\d[^/]*|\$.*)")


def read(command: Command) -> Install | None:
    """`yum install`, `dnf upgrade`, `dnf module install`."""
    operands = read_options(command, _WITH_VALUE).operands
    match [operand.value for operand in operands[:2]]:
        case ["module", "install"]:
            return Install("rpm", command, operands[1].word, packages=tuple(map(_read_stream, operands[2:])))
        case ["group" | "groups", "install"]:
            return Install("rpm", command, operands[1].word)
        case [verb, *_] if verb in _INSTALLS:
            return Install("rpm", command, operands[0].word, packages=tuple(map(_read_package, operands[1:])))
        case [verb, *_] if verb in _OTHERS:
            return Install("rpm", command, operands[0].word)
    return None


def _read_package(operand: Operand) -> Package:
    value = operand.value
    if "://" in value:
        return Package(value, Pin.UNKNOWN, "url", operand.word)
    if value.startswith(("$", "@", "/", ".")) or value.endswith(".rpm"):
        return Package(value, Pin.UNKNOWN, "unknown" if value[0] in "$@" else "local", operand.word)
    versioned = _VERSIONED.fullmatch(value)
    return Package(versioned[1] if versioned else value, Pin.EXACT if versioned else Pin.NONE, "index", operand.word)


def _read_stream(operand: Operand) -> Package:
    """`tomcat:9`: a module, whose stream is what can be said of its version."""
    name, _, stream = operand.value.partition(":")
    return Package(name, Pin.WILDCARD if stream else Pin.NONE, "index", operand.word)
