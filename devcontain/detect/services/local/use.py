"""How a project looks for one service at localhost, or by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from devcontain.detect.facts import Evidence
    from devcontain.seeding import Login


class Local(NamedTuple):
    """At which ports of the developer's own machine, and with which login."""

    ports: tuple[int, ...]
    login: Login
    evidence: Evidence
    variables: tuple[tuple[str, str], ...] = ()
    """What its clients read where the code leaves it open."""
    socket: str = ""
    """The socket that clients take `localhost` for."""
    notes: tuple[str, ...] = ()
