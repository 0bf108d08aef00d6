"""The files of the build context that installations read."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from devcontain.semantics.build import Step
    from devcontain.semantics.copies import Copied
    from devcontain.semantics.installs import Install

_PASSIVE = frozenset(
    "ENV LABEL EXPOSE ARG CMD ENTRYPOINT STOPSIGNAL HEALTHCHECK MAINTAINER USER VOLUME WORKDIR".split()
)


def read_by(steps: list[Step], copied: Copied) -> list[str] | None:
    """The files of the build context that installations read; nothing where something else may need the source."""
    found: list[str] = []
    for step in steps:
        if step.keyword in _PASSIVE:
            continue
        if step.keyword != "RUN" or len(step.commands) != len(step.installs) + _harmless(step):
            return None
        for install in step.installs:
            paths = _paths(install, copied)
            if paths is None or install.needs_source or any(one.origin == "unknown" for one in install.packages):
                return None
            found += [path for path in paths if path not in found]
    return found


def _harmless(step: Step) -> int:
    """How many commands of a RUN certainly read nothing of the source."""
    plain = {"apt-get": ("update", "clean", "autoremove"), "apt": ("update", "clean"), "apk": ("update",)}
    return sum(
        command.name in ("set", "true") or (command.name == "rm" and not any(v == "." for v in command.values))
        or any(value in plain.get(command.name, ()) for value in command.values[:2])
        or (command.name in ("conda", "mamba", "micromamba") and "clean" in command.values[:1])
        for command in step.commands
    )  # fmt: skip


def _paths(install: Install, copied: Copied) -> list[str] | None:
    """Where the files that an installation reads lie in the build context."""
    if install.default_manifests:
        return None
    paths = []
    for operand in install.manifests:
        workdir = install.step.scope.workdir
        if "$" in operand.value or workdir is None or copied.destination is None or not copied.is_everything:
            return None
        absolute = posixpath.normpath(posixpath.join(workdir, operand.value))
        relative = posixpath.relpath(absolute, copied.destination)
        if relative.startswith(".."):
            return None
        paths.append(relative)
    return paths
