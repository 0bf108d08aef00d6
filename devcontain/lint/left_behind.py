"""The problem of what an installation leaves in the layer, which several rules report in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, Edit, Fix, Problem
from devcontain.semantics.package_caches import clean_up
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from devcontain.semantics.installs import Install


def left_behind(install: Install, cleaner: str, what: str = "cache") -> Problem:
    """The problem of the last installation of a RUN; the manager's own `cleaner` at the end of the RUN is the fix."""
    name = install.command.name
    insertion = clean_up(install, cleaner)
    edits = (Edit(Span(insertion.offset, insertion.offset), insertion.text),) if insertion else ()
    return Problem(
        install.span,
        f"{name} leaves its {what} in the layer",
        help=f"end the RUN with `{name} {cleaner}`",
        fix=Fix("Clean at the end of the RUN", edits) if edits else None,
        severity=None if install.step.stage.reaches_image else INFO,
    )
