"""Poetry."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.semantics.installs import pip
from devcontain.semantics.installs.model import Install
from devcontain.semantics.options import Operand, read_options

if TYPE_CHECKING:
    from devcontain.semantics.commands import Command

_WITH_VALUE = (
    *("-E", "--extras", "--with", "--without", "--only", "-C", "--directory", "-P", "--project", "-G", "--group"),
    *("--python", "--platform", "--source"),
)


def read(command: Command) -> Install | None:
    """`poetry install`, `sync`, `update`, or `add` with the packages it names."""
    options = read_options(command, _WITH_VALUE)
    if not options.operands:
        return None
    verb, *operands = options.operands
    if verb.value in ("install", "sync", "update"):
        without = options.has("--no-root", "--no-directory", "--only-root")
        manifests = ("pyproject.toml", "poetry.lock")
        return Install("poetry", command, verb.word, default_manifests=manifests, needs_source=not without)
    if verb.value == "add":
        named = [Operand(word, _as_pip(value)) for word, value in operands]
        return pip.from_options("poetry", command, options, verb, named)
    return None


def _as_pip(value: str) -> str:
    """Poetry writes `name@1.2` where pip writes `name==1.2`; `name@^1.2` is a range."""
    name, at, version = value.partition("@")
    if not at or "://" in value or value.startswith("git+"):
        return value
    return name + ("==" + version if version[:1].isdigit() else version.replace("latest", ""))
