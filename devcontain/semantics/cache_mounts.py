"""The cache mounts of a RUN against the caches that its commands use."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern
from devcontain.semantics import known_caches
from devcontain.semantics.mounts import mounts_of
from devcontain.semantics.package_caches import places_of
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from devcontain.semantics.build import Build, Step
    from devcontain.semantics.installs import Install
    from devcontain.semantics.mounts import Mount
    from devcontain.semantics.package_caches import Cache

_TARGET = pattern(r"(?:target|dst|destination)=(\"?)([^,\"\s\0]+)\1")
_OTHER_HOME = pattern(r"(?:/root|/home/[^/]+)/(.+?)/?")


class CacheUse(NamedTuple):
    """An installation, the cache it uses, and where that is for the user in force."""

    install: Install
    cache: Cache
    places: list[str]


def cache_mounts(step: Step) -> list[Mount]:
    """The cache mounts of a RUN."""
    return [mount for mount in mounts_of(step) if mount.type == "cache"] if step.instruction.flags else []


def target_span(step: Step, mount: Mount) -> Span:
    """Where the target of a mount is written; the whole flag where it is not found."""
    start = step.instruction.start
    match = _TARGET.search(step.instruction.masked, mount.span.start - start, mount.span.end - start)
    return Span(start + match.start(2), start + match.end(2)) if match else mount.span


def cache_uses(step: Step) -> list[CacheUse]:
    """The caches that a RUN's installations use."""
    uses = []
    for install in step.installs:
        cache = known_caches.of(install)
        if cache is not None:
            uses.append(CacheUse(install, cache, places_of(install.command, cache)))
    return uses


def serves(mount: Mount, use: CacheUse) -> bool:
    """Whether a mount is where the cache is, or above it."""
    target = (mount.target or "").rstrip("/")
    return any(place == target or place.startswith(f"{target}/") for place in use.places)


def is_meant_for(mount: Mount, use: CacheUse) -> bool:
    """Whether a mount is where the cache of another user would be."""
    match = _OTHER_HOME.fullmatch(mount.target or "")
    if match is None:
        return False
    return any(directory == match[1] or directory.startswith(f"{match[1]}/") for directory in use.cache.directories)


def mount_in_style(install: Install) -> str | None:
    """The flag with which another RUN of the file mounts the cache that an installation uses, if one does.

    Only for root, to whom such a mount belongs, and where the installation is not told another place.
    """
    step = install.step
    cache = known_caches.of(install)
    if cache is None or step.instruction.exec_form is not None or step.written.keyword != "RUN":
        return None
    if step.scope.user.partition(":")[0] not in ("", "root", "0"):
        return None
    target, written = _mounted(step.stage.build).get(cache, ("", ""))
    return written if target and target in places_of(install.command, cache) else None


@lru_cache(maxsize=1)
def _mounted(build: Build) -> dict[Cache, tuple[str, str]]:
    """For each cache that some RUN mounts: the target, and the flag as it is written."""
    found: dict[Cache, tuple[str, str]] = {}
    for step in build.steps:
        mounts = cache_mounts(step) if step.keyword == "RUN" else []
        for use in cache_uses(step) if mounts else ():
            for mount in mounts:
                if serves(mount, use) and mount.target:
                    found.setdefault(use.cache, (mount.target.rstrip("/"), build.dockerfile.source.slice(mount.span)))
    return found
