"""The packages of an installation that have no exact version, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.semantics.installs.model import Pin

if TYPE_CHECKING:
    from devcontain.semantics.installs.model import Install, Package
    from devcontain.syntax.source import Span

_WORDS = {Pin.NONE: "no version", Pin.RANGE: "only a range", Pin.WILDCARD: "only a wildcard"}


class Loose(NamedTuple):
    """The first such package, what is wrong with it, and the places of the others with a word about each."""

    first: Package
    message: str
    others: tuple[tuple[Span, str], ...]


def loose_packages(install: Install) -> Loose | None:
    """The packages from an index without an exact version; nothing where there are none, or constraints cover them."""
    loose = [package for package in install.packages if package.origin == "index" and package.pin in _WORDS]
    if install.constrained or not loose:
        return None
    first, *others = loose
    more = f"; {len(others)} more like it" if others else ""
    return Loose(
        first,
        f"`{first.name}` has {_WORDS[first.pin]}, so the next build may install another one{more}",
        tuple((package.word.span, f"`{package.name}` has {_WORDS[package.pin]}") for package in others),
    )
