"""The packages that another day may bring in another version."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.semantics.installs.model import Pin

if TYPE_CHECKING:
    from devcontain.semantics.installs.model import Install, Package

BOOTSTRAP = frozenset(["pip", "setuptools", "wheel"])
"""What installs the others, and is not part of what they do."""


def loose_packages(install: Install, least: Pin = Pin.UNKNOWN) -> list[Package]:
    """The packages of an installation whose pin is weaker than `least`; none where constraints cover them."""
    return [] if install.constrained else [package for package in install.packages if is_loose(package, least)]


def is_loose(package: Package, least: Pin = Pin.UNKNOWN) -> bool:
    """Whether a package comes from an index, and its pin is weaker than `least`."""
    return package.origin == "index" and package.pin < least
