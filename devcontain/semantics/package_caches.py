"""Where package managers keep what they download, and whether a RUN leaves it in the layer."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from devcontain.semantics.append import append_command
from devcontain.semantics.caches import home_of, is_removed, removals_after, variable
from devcontain.semantics.mounts import is_mounted
from devcontain.semantics.options import read_options

if TYPE_CHECKING:
    from devcontain.semantics.append import Insertion
    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command
    from devcontain.semantics.installs import Install


class Cache(NamedTuple):
    """How a manager caches: where, what chooses another place, what turns it off, what empties it.

    `directories` are absolute, or below the home directory of the user in force; `below` is the name in XDG_CACHE_HOME.
    Each of `cleaners` is a command's name and the words that it begins with.
    """

    directories: tuple[str, ...]
    below: str = ""
    place_options: tuple[str, ...] = ()
    place_variables: tuple[str, ...] = ()
    off_flags: tuple[str, ...] = ()
    off_variables: tuple[str, ...] = ()
    cleaners: tuple[tuple[str, ...], ...] = ()


@lru_cache(maxsize=128)
def cache_left(command: Command, cache: Cache) -> str | None:
    """The directory that a command leaves in the layer; nothing where it writes none, or it is mounted or removed."""
    places = written_to(command, cache)
    if not places or is_mounted(command.step, *places) or any(is_removed(command, place) for place in places):
        return None
    if _is_emptied(command, cache) or _is_removed_somewhere(command, cache):
        return None
    return places[0]


def written_to(command: Command, cache: Cache) -> list[str]:
    """Where a command caches, whatever becomes of it; nowhere where that is turned off."""
    is_off = command.has_flag(*cache.off_flags) or any(variable(command, name) for name in cache.off_variables)
    return [] if is_off else places_of(command, cache)


def places_of(command: Command, cache: Cache) -> list[str]:
    """Where a command keeps its cache: the place that it is told, or those usual for the user in force."""
    said = read_options(command, cache.place_options).values(*cache.place_options)
    chosen = [operand.value for operand in said] or [
        value for name in cache.place_variables if (value := variable(command, name))
    ]
    if chosen:
        return chosen
    general = variable(command, "XDG_CACHE_HOME")
    if general and cache.below:
        return [f"{general}/{cache.below}"]
    homes = [home_of(command.step), *(["/root"] if "sudo" in command.wrappers else [])]
    below = [f"{home}/{place}" for home in homes for place in cache.directories if not place.startswith("/")]
    return below + [place for place in cache.directories if place.startswith("/")]


def _is_emptied(command: Command, cache: Cache) -> bool:
    return _last_cleaning(command.step, cache) > command.span.start


@lru_cache(maxsize=128)
def _last_cleaning(step: Step, cache: Cache) -> int:
    """Where the last command of a RUN begins that empties a cache; before the file where none does."""
    found = (
        command.span.start
        for command in step.commands
        for cleaner in cache.cleaners
        if command.name == cleaner[0] and _begins(command.values, list(cleaner[1:]))
    )
    return max(found, default=-1)


def _begins(values: list[str], words: list[str]) -> bool:
    """Whether these words come first, with or without options between them."""
    plain = [value for value in values if not value.startswith("-")]
    return words in (values[: len(words)], plain[: len(words)])


def _is_removed_somewhere(command: Command, cache: Cache) -> bool:
    """Whether the cache of some user is removed: base images have users and homes that cannot be seen from here."""
    own = [place for place in cache.directories if not place.startswith("/")]
    ends = tuple(f"/{part}" for place in own for part in (place, place.partition("/")[0]))
    return bool(ends) and any(path.rstrip("/*").endswith(ends) for path in removals_after(command))


def clean_up(install: Install, cleaner: str) -> Insertion | None:
    """Empty the cache at the end of the RUN, by the same program that filled it, where that is certain to be there."""
    command = install.command
    if command.words[0].expands or command.context:
        return None
    return append_command(command, f"{command.words[0].value} {cleaner}")
