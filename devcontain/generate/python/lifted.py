"""Pins that a bot has raised above the others of an old file, so that no Python has them all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from packaging.specifiers import SpecifierSet

from devcontain.detect.facts import IMPORTED
from devcontain.generate.python.wheels import unreleased

if TYPE_CHECKING:
    from devcontain.detect.facts import Facts
    from devcontain.manifests.requirement import Requirement


def with_lifted(facts: Facts, python: str) -> Facts:
    """The same without the versions of those that were not released for a Python, in a requirements file of our own."""
    dependencies = facts.dependencies
    raised = {one.text: one for one in unreleased(dependencies, python)} if dependencies.lines and python else {}
    if raised.keys() - {line for line, _ in dependencies.lines}:
        return facts
    path = dependencies.evidence.path

    def ours(files: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(IMPORTED if file == path else file for file in files)

    lines = [
        (_lifted(raised[line]).text, was or line) if line in raised else (line, was) for line, was in dependencies.lines
    ]
    notes = (f"{text} was not released for Python {python}, which the others need: mend {path}" for text in raised)
    lifted = replace(
        dependencies,
        requirements=tuple(_lifted(one) if one.text in raised else one for one in dependencies.requirements),
        files=ours(dependencies.files),
        image_files=ours(dependencies.image_files),
        manifests=ours(dependencies.manifests),
        lines=tuple(lines),
        is_mended=True,
        # What is ignored was looked up for the project's own file.
        needs_workspace=dependencies.needs_workspace or facts.has_dockerignore,
        notes=(*dependencies.notes, *notes),
    )
    return replace(facts, dependencies=lifted) if raised else facts


def _lifted(requirement: Requirement) -> Requirement:
    extras = f"[{','.join(sorted(requirement.extras))}]" if requirement.extras else ""
    marker = f"; {requirement.marker}" if requirement.marker else ""
    return replace(requirement, text=f"{requirement.name}{extras}{marker}", specifier=SpecifierSet())
