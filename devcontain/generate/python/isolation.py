"""Builds that import torch, which sees nothing of the environment in a build that is isolated."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING

from devcontain.generate.names import index_options

if TYPE_CHECKING:
    from devcontain.detect.facts import Dependencies, Facts
    from devcontain.generate.plan import Installation

_BUILDERS = "ninja==1.13.0 packaging==25.0 psutil==7.1.3 setuptools==75.3.0 wheel==0.45.1"
_HINT = "has to be there before it: install it by a command of its own, with --no-build-isolation"


def without_isolation(installation: Installation, facts: Facts) -> tuple[Installation, tuple[str, ...]]:
    """The same with torch and what builds the rest there first, and a note where the manager cannot do so."""
    names = [one.name for one in facts.compiled if one.name and one.imports_torch]
    torch = _torch(facts.dependencies)
    if not names or facts.dependencies.manager in {"source", "scripts"}:
        return installation, ()
    if installation.template == "uv":
        # uv installs what these leave over first.
        return _uv(installation, names, _BUILDERS), ()
    if torch and installation.template == "project":
        return _uv(installation, names, f"{torch} {_BUILDERS}"), ()
    if torch and installation.template == "pip":
        return _pip(installation, f"{torch} {_BUILDERS}"), ()
    return installation, tuple(f"building {name} imports torch, which {_HINT}" for name in names)


def _torch(dependencies: Dependencies) -> str:
    """The arguments that install torch as the project requires it; nothing where it does not by name."""
    torch = next((one for one in dependencies.all_requirements if one.name == "torch"), None)
    if torch is None or torch.url:
        return ""
    return " ".join([shlex.quote(f"torch{torch.specifier}"), *index_options(dependencies.indexes)])


def _pip(installation: Installation, first: str) -> Installation:
    update = installation.update.replace("pip install", "pip install --no-build-isolation", 1)
    if not installation.arguments:
        return replace(installation, update=f"pip install {first} && {update}")
    return replace(installation, before=first, unisolated="--no-build-isolation", update=update)


def _uv(installation: Installation, names: list[str], first: str) -> Installation:
    options = [f"--no-build-isolation-package {name}" for name in names]
    # Else what builds would be gone before there is anything to build.
    unisolated = " ".join([*(["--inexact"] if installation.template == "uv" else []), *options])
    update = f"{installation.update} {unisolated}"
    if not installation.arguments:
        return replace(installation, update=f"uv pip install {first} && {update}")
    return replace(installation, before=first, unisolated=unisolated, update=update)
