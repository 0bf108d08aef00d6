"""Rust's cargo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.semantics.installs.model import Install, Package, Pin
from devcontain.semantics.options import Operand, Options, read_options

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command

_WITH_VALUE = (
    *("--version", "--vers", "--git", "--branch", "--tag", "--rev", "--path", "--root", "--index", "--registry"),
    *("-F", "--features", "--bin", "--example", "--profile", "--target", "--target-dir", "-j", "--jobs", "--config"),
    *("-Z", "--color", "--message-format"),
)
_EXACT = pattern(r"=?\s*\d+\.\d+\.\d+\S*")


def read(command: Command) -> Install | None:
    """`cargo install` and `cargo binstall` of crates, not of a local path."""
    options = read_options(command, _WITH_VALUE)
    operands = [operand for operand in options.operands if not operand.value.startswith("+")]
    if not operands or operands[0].value not in ("install", "binstall") or options.has("--path", "--list"):
        return None
    verb, *named = operands
    git = options.values("--git")
    if git:
        return Install("cargo", command, verb.word, packages=(_from_git(git[0], options),))
    said = options.values("--version", "--vers")
    version = said[-1].value if said else ""
    packages = tuple(_read_crate(operand, version) for operand in named)
    return Install("cargo", command, verb.word, packages=packages) if packages else None


def _from_git(url: Operand, options: Options) -> Package:
    """A crate of a repository; its name is the reference that is asked for, empty for the default branch."""
    reference = next(iter(options.values("--rev", "--tag", "--branch")), None)
    return Package(reference.value if reference else "", Pin.UNKNOWN, "vcs", url.word)


def _read_crate(operand: Operand, version: str) -> Package:
    name, at, own = operand.value.partition("@")
    if name.startswith("$"):
        return Package(name, Pin.UNKNOWN, "unknown", operand.word)
    return Package(name, _read_pin(own if at else version), "index", operand.word)


def _read_pin(version: str) -> Pin:
    if not version or version in ("latest", "*"):
        return Pin.NONE
    return Pin.EXACT if "$" in version or _EXACT.fullmatch(version) else Pin.RANGE
