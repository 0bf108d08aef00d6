"""The stages that a stage continues."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage

_MAXIMUM = 100
"""Far more than anybody stacks; it keeps the time linear where somebody does."""


def ancestors(stage: Stage) -> Iterator[Stage]:
    """The stage that this one continues, the one that that one continues, and so on."""
    parent = stage.parent
    for _ in range(_MAXIMUM):
        if parent is None:
            return
        yield parent
        parent = parent.parent


def inherits(stage: Stage, keyword: str) -> bool:
    """Whether one of the stages that it continues has such an instruction."""
    return any(step.keyword == keyword for parent in ancestors(stage) for step in parent.steps)
