"""What linting came to: all that a report shows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from devcontain.errors import UserError
    from devcontain.lint.rule import Finding, Rule
    from devcontain.syntax.source import Source


@dataclass(frozen=True)
class Report:
    """Findings in order, and the texts they stand in as they are now, by path."""

    findings: tuple[Finding, ...] = ()
    sources: Mapping[str, Source] = field(default_factory=dict)
    suppressed: int = 0
    fixed: Mapping[str, int] = field(default_factory=dict)
    """How many problems were fixed, by code."""
    errors: tuple[UserError, ...] = ()
    unsafe_fixes: bool = False
    """Whether the user also asked for the fixes that need a human look."""
    silenced: Mapping[str, int] = field(default_factory=dict)
    """How many problems were silenced by new comments, by code."""
    known: int = 0
    """How many findings the baseline holds, and so are not among these."""
    rules: tuple[Rule, ...] = ()
    """The rules that ran."""
    root: str = ""
    """The directory that paths are given from to services that know the repository only."""
