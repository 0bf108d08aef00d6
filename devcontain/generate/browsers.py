"""The browsers that Playwright drives: they come when the container is made, since its own command knows which fit."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from devcontain.generate.plan import Decision, Installation

if TYPE_CHECKING:
    from devcontain.detect.facts import Facts


def with_browsers(installation: Installation, facts: Facts) -> tuple[Installation, tuple[Decision, ...]]:
    """The same with the browsers and what they need of Debian, and the reason."""
    if not facts.browsers or not installation.update or installation.template == "pixi":
        return installation, ()
    names = " ".join(facts.browsers.names)
    update = f"{installation.update} && playwright install --with-deps {names}"
    return replace(installation, update=update), (Decision("browsers", names, str(facts.browsers.evidence)),)
