"""What an installation is, whichever package manager does it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum
from typing import TYPE_CHECKING, Literal, NamedTuple

from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command
    from devcontain.semantics.options import Operand
    from devcontain.syntax.shell_words import Word


class Pin(IntEnum):
    """How much of a version is said; unknown where a variable decides."""

    NONE = 0
    RANGE = 1
    WILDCARD = 2
    UNKNOWN = 3
    EXACT = 4


Origin = Literal["index", "vcs", "url", "local", "unknown"]


class Package(NamedTuple):
    """Something to install that the command line names."""

    name: str
    pin: Pin
    origin: Origin
    word: Word


@dataclass(frozen=True)
class Install:
    """An installation: what it names, the files it reads, and whether it needs the project's own source."""

    manager: str
    command: Command
    verb: Word
    packages: tuple[Package, ...] = ()
    manifests: tuple[Operand, ...] = ()
    default_manifests: tuple[str, ...] = ()
    constrained: bool = False
    needs_source: bool = False

    @property
    def step(self) -> Step:
        """The step it stands in."""
        return self.command.step

    @property
    def span(self) -> Span:
        """From the manager's name to the verb: `pip install`."""
        return Span(self.command.words[0].span.start, self.verb.span.end)

    @property
    def third_party(self) -> bool:
        """Whether it brings something that is not the project itself; what a variable holds may be anything."""
        named = (package for package in self.packages if not package.name.startswith(("$", "`")))
        return bool(self.manifests or self.default_manifests or any(package.origin != "local" for package in named))
