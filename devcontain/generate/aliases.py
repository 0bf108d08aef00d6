"""What the project's own compose files call the services beside the code, which answer to those names, too."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from devcontain.generate.plan import Decision

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator

    from devcontain.detect.facts import Evidence, Facts
    from devcontain.services import Service

_OURS = {"app", "web", "worker", "beat"}
_OWN_NETWORK = {"networks", "network_mode"}


def with_aliases(service: Service, names: Iterable[Evidence], beside: Collection[str]) -> Service:
    """The service with those names that mean nothing else there."""
    if service.compose.keys() & _OWN_NETWORK:
        return service
    return replace(service, aliases=tuple(one.text for one in names if one.text not in {*beside, *_OURS}))


def about_aliases(facts: Facts, beside: Iterable[Service]) -> Iterator[Decision]:
    """The names of each service, and where they stand."""
    needs = {need.name: need for need in (*facts.services, *facts.optional_services)}
    for service in beside:
        if service.aliases:
            seen = (str(one) for one in needs[service.name].names if one.text in service.aliases)
            yield Decision("name", f"{service.title}, also at {', '.join(service.aliases)}", "; ".join(seen))


def on_network(services: Iterable[Service], apps: Collection[str]) -> dict[str, Any]:
    """Each service once, as compose.yaml has it: several projects may have other names for it, or mean two by one."""
    made: dict[str, Any] = {}
    meant: dict[str, set[str]] = {}
    for service in services:
        made.setdefault(service.name, service.compose)
        for alias in service.aliases:
            meant.setdefault(alias, set()).add(service.name)
    for alias in sorted(meant.keys() - made.keys() - set(apps)):
        if len(meant[alias]) == 1:
            (name,) = meant[alias]
            aliases = made[name].get("networks", {}).get("default", {}).get("aliases", [])
            made[name] = {**made[name], "networks": {"default": {"aliases": [*aliases, alias]}}}
    return made
