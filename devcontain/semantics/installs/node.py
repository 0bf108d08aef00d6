"""npm, Yarn, pnpm and Bun."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.semantics.installs.model import Install, Package, Pin
from devcontain.semantics.options import Operand, read_options

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command

_WITH_VALUE = (
    "--registry",
    "--prefix",
    "-C",
    "--dir",
    "--cwd",
    "--cache",
    "--loglevel",
    "--filter",
    "-w",
    "--workspace",
)
_VERBS = frozenset(["install", "i", "add", "ci", "clean-install"])
_EXACT = pattern(r"v?\d+\.\d+\.\d+(?:[-+].*)?")
_MANIFESTS = ("package.json", "package-lock.json", "npm-shrinkwrap.json", "yarn.lock", "pnpm-lock.yaml", "bun.lock")


def read(command: Command) -> Install | None:
    """`npm install`, `npm ci`, `yarn add`, and a bare `yarn`."""
    options = read_options(command, _WITH_VALUE)
    operands = [operand for operand in options.operands if operand.value != "global"]
    if not operands:
        bare = command.name == "yarn" and not options.has("--version", "-v", "--help")
        return Install("node", command, command.words[0], default_manifests=_MANIFESTS) if bare else None
    verb, *named = operands
    if verb.value not in _VERBS:
        return None
    packages = tuple(_read_package(operand) for operand in named)
    return Install(
        "node", command, verb.word, packages=packages, default_manifests=() if packages else _MANIFESTS,
        needs_source=not packages and options.has("-g", "--global"),
    )  # fmt: skip


def _read_package(operand: Operand) -> Package:
    value = operand.value
    if value.startswith((".", "/", "~/", "file:")) or value.endswith((".tgz", ".tar.gz", ".tar")):
        return Package(value, Pin.UNKNOWN, "local", operand.word)
    if "://" in value or value.startswith(("git+", "github:", "git@")):
        return Package(value, Pin.UNKNOWN, "vcs", operand.word)
    name, at, version = value[1:].partition("@")
    name = value[0] + name
    if "$" in value:
        return Package(name, Pin.UNKNOWN, "unknown", operand.word)
    pin = Pin.NONE if not at or version == "latest" else Pin.EXACT if _EXACT.fullmatch(version) else Pin.RANGE
    return Package(name, pin, "index", operand.word)
