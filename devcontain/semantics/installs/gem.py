"""RubyGems and Bundler."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.semantics.installs.model import Install, Package, Pin
from devcontain.semantics.options import Operand, read_options

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command

_WITH_VALUE = (
    *("-v", "--version", "-i", "--install-dir", "-n", "--bindir", "-s", "--source", "-p", "--http-proxy", "-P"),
    *("--platform", "--trust-policy", "--build-root", "-g", "--file", "--without", "--target-rbconfig", "-B"),
)
_BUNDLE_WITH_VALUE = ("--gemfile", "-j", "--jobs", "--path", "--retry", "--without", "--with", "--trust-policy", "-P")
_SWITCHES = ("true", "false")
_UNKNOWN = pattern(r"\$|%%|\{\{")
_EXACT = pattern(r"=?\s*\d+(?:\.\w+)*")


def read(command: Command) -> Install | None:
    """`gem install`, and `bundle install`."""
    if command.name != "gem":
        return _bundle(command)
    options = read_options(command, _WITH_VALUE)
    if not options.operands or options.operands[0].value not in ("install", "i"):
        return None
    verb, *operands = _before_build_flags(command, options.operands)
    said = options.values("-v", "--version")
    version = said[-1].value if said else ""
    return Install("gem", command, verb.word, packages=tuple(_read_gem(operand, version) for operand in operands))


def _before_build_flags(command: Command, operands: list[Operand]) -> list[Operand]:
    """What follows `--` is for the build of the gem; so is the `true` of a flag that should have stood there."""
    end = next((word.span.start for word in command.arguments if word.value == "--"), command.span.end)
    return [operand for operand in operands if operand.word.span.start < end and operand.value not in _SWITCHES]


def _bundle(command: Command) -> Install | None:
    options = read_options(command, _BUNDLE_WITH_VALUE)
    verb = options.operands[0] if options.operands else Operand(command.words[0], "install")
    if verb.value != "install" or (not options.operands and options.has("-v", "--version", "-h", "--help")):
        return None
    return Install("bundler", command, verb.word, default_manifests=("Gemfile", "Gemfile.lock"))


def _read_gem(operand: Operand, version: str) -> Package:
    value = operand.value
    if value.endswith(".gem") or value.startswith((".", "/")):
        return Package(value, Pin.UNKNOWN, "local", operand.word)
    if value.startswith("$"):
        return Package(value, Pin.UNKNOWN, "unknown", operand.word)
    name, colon, own = value.partition(":")
    return Package(name, _read_pin(own if colon else version), "index", operand.word)


def _read_pin(version: str) -> Pin:
    if not version:
        return Pin.NONE
    return Pin.EXACT if _UNKNOWN.search(version) or _EXACT.fullmatch(version) else Pin.RANGE
