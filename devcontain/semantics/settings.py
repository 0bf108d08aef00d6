"""What the user decides about a build and no file of the build says."""

from __future__ import annotations

from typing import NamedTuple


class Settings(NamedTuple):
    """What rules may ask for: in a Dockerfile, `build.settings`."""

    allowed_registries: tuple[str, ...] = ()
    """Where images may come from, such as `ghcr.io`, `ghcr.io/astral-sh` or `*.example.com`; empty: anywhere."""
    target: str = ""
    """The stage that is built; empty: the last one."""
    dev_container: bool | None = None
    """Whether the Dockerfile makes a dev container; not said: whether it lies in a `.devcontainer` folder."""
    label_schema: tuple[tuple[str, str], ...] = ()
    """The labels that an image must have, each with the type of its value."""
    strict_labels: bool = False
    """Whether an image may have no other labels."""


NOTHING = Settings()
"""Nothing is decided."""
