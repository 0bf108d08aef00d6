"""What the code imports and no manifest names: how it gets into the environment besides."""

from __future__ import annotations

import shlex
from dataclasses import replace
from typing import TYPE_CHECKING

from devcontain.generate.names import index_options
from devcontain.generate.plan import Decision, Installation

if TYPE_CHECKING:
    from collections.abc import Sequence

    from devcontain.detect.facts import Facts
    from devcontain.manifests.requirement import Requirement

_OF_PIP = {"requirements", "project", "together", "source"}
WITH_UV = frozenset({"uv", "project"})
"""The templates that uv installs by."""

_MOST = 3


def with_imported(installation: Installation, facts: Facts) -> tuple[Installation, tuple[Decision, ...], list[str]]:
    """The same with what else the code imports, after all that is named; its reason, and what cannot be helped."""
    dependencies = facts.dependencies
    imported = dependencies.imported
    if not imported:
        return installation, (), []
    choice, where = " ".join(one.text for one in imported), _where(imported)
    if dependencies.brings_python and (dependencies.manager != "conda" or "pip" not in dependencies.names):
        file = dependencies.evidence.path
        return installation, (), [f"{file} names none of {choice}, which the code needs ({where}): add them there"]
    words = [*index_options(dependencies.indexes), *(shlex.quote(one.text) for one in imported)]
    installation = replace(installation, update=installation.update.replace("uv sync", "uv sync --inexact", 1))
    if installation.mounts:
        installation = replace(installation, imported=tuple(words))
    else:
        installation = replace(installation, update=_update(installation, words, dependencies.manager in _OF_PIP))
    because = f"needed by {where}; no manifest that is installed names {'it' if len(imported) == 1 else 'them'}"
    return installation, (Decision("imports", choice, because),), []


def _where(imported: Sequence[Requirement]) -> str:
    paths = list(dict.fromkeys(one.path for one in imported))
    more = f" and {len(paths) - _MOST} more files" if len(paths) > _MOST + 1 else ""
    return ", ".join(paths[:_MOST] if more else paths) + more


def _update(installation: Installation, words: Sequence[str], is_of_pip: bool) -> str:
    """pip and `uv pip` find versions that suit all at once; other managers know only their own files."""
    first, then, rest = installation.update.partition(" && ")
    if is_of_pip:
        return f"{' '.join((first, *words))}{then}{rest}"
    uv = "uv " if installation.template in WITH_UV else ""
    return f"{installation.update} && {uv}pip install {' '.join(words)}"
