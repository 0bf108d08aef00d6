"""Go modules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.semantics.installs.model import Install, Package, Pin
from devcontain.semantics.options import Operand, read_options

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command

_WITH_VALUE = (
    *("-C", "-o", "-p", "-mod", "-modfile", "-ldflags", "-gcflags", "-asmflags", "-tags", "-buildmode", "-compiler"),
    *("-installsuffix", "-overlay", "-pkgdir", "-toolexec", "-exec", "-covermode", "-coverpkg"),
)
_REMOTE = pattern(r"[\w-]+(?:\.[\w-]+)+/\S+")
_EXACT = pattern(r"v\d+\.\d+\.\d+\S*|[0-9a-f]{7,40}")
_PREFIX = pattern(r"v\d+(?:\.\d+)?|[<>]=?.*|upgrade|patch")


def read(command: Command) -> Install | None:
    """`go install`, `go get` and `go run` of packages of other modules, and `go mod download`."""
    options = read_options(command, _WITH_VALUE)
    operands = options.operands
    if [operand.value for operand in operands[:2]] in (["mod", "download"], ["mod", "vendor"]):
        return Install("go", command, operands[1].word, default_manifests=("go.mod", "go.sum"))
    if not operands or operands[0].value not in ("install", "get", "run"):
        return None
    named = operands[1:2] if operands[0].value == "run" else operands[1:]
    packages = tuple(_read_package(operand) for operand in named)
    if not packages or all(package.origin == "local" for package in packages):
        return None
    return Install("go", command, operands[0].word, packages=packages)


def _read_package(operand: Operand) -> Package:
    path, at, version = operand.value.partition("@")
    if path.startswith("$"):
        return Package(path, Pin.UNKNOWN, "unknown", operand.word)
    if path.startswith((".", "/")) or not (at or _REMOTE.fullmatch(path)):
        return Package(path, Pin.UNKNOWN, "local", operand.word)
    return Package(path, _read_pin(version) if at else Pin.NONE, "index", operand.word)


def _read_pin(version: str) -> Pin:
    """A branch, or `latest`, says nothing."""
    if "$" in version or _EXACT.fullmatch(version):
        return Pin.EXACT
    return Pin.RANGE if _PREFIX.fullmatch(version) else Pin.NONE
