"""What becomes of a RUN of somebody's Dockerfile where devcontain writes the image anew."""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from devcontain.semantics.build import Step

OURS = frozenset(
    {
        *("FROM", "ARG", "USER", "WORKDIR", "CMD", "ENTRYPOINT", "HEALTHCHECK", "STOPSIGNAL", "LABEL", "MAINTAINER"),
        *("SHELL", "VOLUME"),
    }
)
"""Instructions whose place the dev container's own user, folder and command take."""

_APT = frozenset({"apt-get", "apt", "apt-mark", "apt-cache", "aptitude", "rm", "set", "true", "export"})
_PYTHON = frozenset({"pip", "uv", "poetry", "pdm", "pipenv", "conda", "mamba", "micromamba", "hatch", "flit", "pipx"})
_USERS = frozenset({"useradd", "adduser", "groupadd", "addgroup", "usermod", "groupmod", "userdel"})
_FOREIGN = frozenset({"apk", "yum", "dnf", "microdnf", "zypper", "pacman"})
_OF_CONTAINER = frozenset({"mkdir", "chown", "chmod", "install"})


class Fate(Enum):
    """Whether a step stays as it is written, gives way to what devcontain does, or has no place."""

    KEPT = "kept"
    REPLACED = "replaced"
    LEFT = "left"


def fate_of(step: Step, has_files: bool, *, has_unknown: bool) -> Fate:
    """The fate of a RUN; `has_files` where files were copied before, which it may need, and `has_unknown` packages."""
    names = {command.name for command in step.commands}
    if not names:
        return Fate.LEFT
    if names & _USERS or names <= _OF_CONTAINER or names <= _APT:
        return Fate.REPLACED
    if names & _PYTHON:
        return Fate.LEFT if _is_tool(step) or names - _PYTHON - _APT - _OF_CONTAINER else Fate.REPLACED
    is_plain = not (step.written.flags or step.written.heredocs or has_files or has_unknown or names & _FOREIGN)
    return Fate.KEPT if is_plain and _is_for_root(step) and not _needs_argument(step) else Fate.LEFT


def _is_tool(step: Step) -> bool:
    """Whether Python packages are installed by name, which no file of the project may name."""
    named = {package.name for one in step.installs for package in one.packages if one.manager in _PYTHON}
    return bool(named - _PYTHON - {"setuptools", "wheel", "virtualenv", "pip-tools"})


def _is_for_root(step: Step) -> bool:
    return step.scope.user in {"", "root", "0"} and step.scope.shell == ("/bin/sh", "-c")


def _needs_argument(step: Step) -> bool:
    """Whether it uses an ARG, which is not kept."""
    used = set(re.findall(r"\$\{?(\w+)", step.instruction.body))
    return bool(used & set(step.scope.arguments))
