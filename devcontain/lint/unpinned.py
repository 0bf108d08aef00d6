"""The problem of packages without an exact version, which several rules report in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import Note, Problem, Severity
from devcontain.semantics.installs import Package, Pin

if TYPE_CHECKING:
    from collections.abc import Sequence

_WORDS = {Pin.NONE: "no version", Pin.RANGE: "only a range", Pin.WILDCARD: "only a wildcard"}


def unpinned(
    packages: Sequence[Package], form: str, severity: Severity | None = None, advice: str = "name the version: `{}`"
) -> list[Problem]:
    """One problem, at the first of these packages; none without packages.

    `form` is how their manager writes a version, with `{}` for the name; in `advice` that is what `{}` stands for.
    """
    if not packages:
        return []
    first, *others = packages
    more = f"; {len(others)} more like it" if others else ""
    return [
        Problem(
            first.word.span,
            f"{_said(first)}, so the next build may install another one{more}",
            help=advice.format(form.format(first.name)),
            also=tuple(Note(other.word.span, _said(other)) for other in others if other.word.span != first.word.span),
            severity=severity,
        )
    ]


def _said(package: Package) -> str:
    return f"`{package.name}` has {_WORDS[package.pin]}"
