"""What commands install: one small module per package manager, imported when its command is met."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from typing import TYPE_CHECKING

from devcontain.semantics.installs.model import Install, Package, Pin

if TYPE_CHECKING:
    from collections.abc import Callable

    from devcontain.semantics.commands import Command

_MODULES = {
    "pip": "pip",
    "uv": "uv",
    "uvx": "uv",
    "pipx": "pipx",
    "poetry": "poetry",
    "pipenv": "pipenv",
    "pdm": "pdm",
    "conda": "conda",
    "mamba": "conda",
    "micromamba": "conda",
    "apt-get": "apt",
    "apt": "apt",
    "aptitude": "apt",
    "apk": "apk",
    "yum": "rpm",
    "dnf": "rpm",
    "dnf5": "rpm",
    "microdnf": "rpm",
    "tdnf": "rpm",
    "zypper": "zypper",
    "npm": "node",
    "yarn": "node",
    "pnpm": "node",
    "bun": "node",
    "gem": "gem",
    "bundle": "gem",
    "bundler": "gem",
    "go": "go",
    "cargo": "cargo",
}
COMMANDS = tuple(_MODULES)
"""The commands that install."""


def installs_of(commands: list[Command]) -> list[Install]:
    """The installations among commands."""
    found = (read_install(command) for command in commands if command.name in _MODULES)
    return [install for install in found if install is not None]


def read_install(command: Command) -> Install | None:
    """What a package manager's command installs; nothing for its other subcommands."""
    return _reader(_MODULES[command.name])(command)


@cache
def _reader(module: str) -> Callable[[Command], Install | None]:
    read: Callable[[Command], Install | None] = import_module(f"{__name__}.{module}").read
    return read


__all__ = ["COMMANDS", "Install", "Package", "Pin", "installs_of", "read_install"]
