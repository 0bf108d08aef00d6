"""A trace of a service in the repository."""

from typing import NamedTuple

from devcontain.detect.facts import Evidence


class Sighting(NamedTuple):
    """Where a service was seen, in which version, and the variable that leads to it with its value."""

    service: str
    evidence: Evidence
    version: str = ""
    variable: str = ""
    value: str = ""
    in_compose: bool = False
    """Whether an existing compose file starts it."""
    names: tuple[str, ...] = ()
    """What containers find it by there."""
    in_settings: bool = False
    """Whether Django's settings name it, which may offer more databases than the project has drivers of."""
    in_ci: bool = False
    """Whether the CI runs it beside the tests."""
    of_client: bool = False
    """Whether a client of it is all there is, which the project may have for others."""
    for_development: bool = False
    """Whether only development requires that."""
    is_optional: bool = False
    """Whether the project does without it: a library with an optional part, or nothing but a test of it."""
