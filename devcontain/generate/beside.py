"""Which services run beside the code."""

from __future__ import annotations

import difflib
import math
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from devcontain.errors import UserError
from devcontain.generate.aliases import with_aliases
from devcontain.generate.compose import environment
from devcontain.generate.plan import Decision
from devcontain.seeding import seeded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping

    from devcontain.detect.facts import Facts, Secret, ServiceNeed
    from devcontain.generate.wishes import Wishes
    from devcontain.services import Service

_SERVERS = {
    "mariadb-server": "mysql",
    "memcached": "memcached",
    "postgresql": "postgres",
    "postgresql-contrib": "postgres",
    "redis-server": "redis",
}
"""Debian's packages of servers, and the service whose clients they serve."""


def choose_services(
    facts: Facts, wishes: Wishes, catalogue: Mapping[str, Service]
) -> tuple[tuple[Service, ...], tuple[Decision, ...], tuple[str, ...]]:
    """The services that are asked for or seen, less those to do without; what each is there for; and what to note."""
    if wishes.services and wishes.compose is False:
        hint = "leave one of them out; `--without NAME` takes back a service of an earlier run"
        raise UserError("--service needs a compose.yaml, which --no-compose does without", hint)
    reasons = {_known(name, catalogue): f"--service {name}" for name in wishes.services}
    seen = {need.name: need for need in (*facts.services, *facts.optional_services)}
    reasons |= {one.name: "; ".join(map(str, one.evidence)) for one in facts.services if one.name not in reasons}
    without = {_known(name, catalogue) for name in wishes.without}
    replaced = {other for name in wishes.services for other in catalogue[name].stands_for}
    without |= replaced - set(wishes.services)
    names = [name for name in sorted(reasons) if name not in without]
    chosen = [_as_seen(catalogue[name], seen.get(name), names) for name in names]
    decisions = tuple(Decision("service", service.title, reasons[service.name]) for service in chosen)
    owners = _owners(chosen, seen, wishes)
    return tuple(_without_lost(service, owners) for service in chosen), decisions, tuple(_collisions(chosen, owners))


def servers_beside(
    facts: Facts, wishes: Wishes, needed: tuple[Service, ...], catalogue: Mapping[str, Service]
) -> frozenset[str]:
    """The packages of servers that have no place beside the code, because their services have containers."""
    if wishes.compose is False:
        return frozenset()
    services = (*needed, *(catalogue[need.name] for need in facts.services))
    names = {name for service in services for name in (service.name, *service.stands_for)}
    return frozenset(package for package, name in _SERVERS.items() if name in names)


def secrets_of(found: tuple[Secret, ...], beside: tuple[Service, ...]) -> tuple[Secret, ...]:
    """Each secret once, but for those that a service beside the project has values for."""
    told = environment(beside)
    return tuple({secret.name: secret for secret in found if secret.name not in told}.values())


def given_variables(facts: Facts, beside: tuple[Service, ...]) -> tuple[tuple[str, str], ...]:
    """Those of the project's own containers, but for those that lead to a service beside the project."""
    told = environment(beside)
    return tuple((one.name, one.value) for one in facts.variables if one.name not in told)


def service_notes(needed: tuple[Service, ...], beside: tuple[Service, ...]) -> list[str]:
    """What to note about the services that run beside the code, and about those that do not."""
    absent = [f"nothing starts {service.title}: --no-compose" for service in needed if service not in beside]
    return [*_emulated(beside), *absent]


def optional_notes(facts: Facts, wishes: Wishes, catalogue: Mapping[str, Service]) -> Iterator[str]:
    """A note for each service that the project does without, unless it was decided on."""
    for need in facts.optional_services:
        if need.name not in (*wishes.services, *wishes.without):
            title, seen = catalogue[need.name].title, "; ".join(map(str, need.evidence))
            yield f"nothing starts {title}, which the project does without ({seen}): `--service {need.name}` adds it"


def _as_seen(service: Service, need: ServiceNeed | None, beside: Collection[str]) -> Service:
    """The service in the version, with the variables and by the names that the repository has for it."""
    if need is None:
        return service
    made = service.at(need.version)
    made = with_aliases(seeded(made, need.local.login) if need.local else made, need.names, beside)
    return replace(made, environment={**made.environment, **dict(need.environment)})


def _owners(chosen: list[Service], seen: Mapping[str, ServiceNeed], wishes: Wishes) -> dict[str, Service]:
    """The service that each variable leads to: what is asked for, what the project says itself, what shows it best."""

    def claim(key: str, service: Service) -> tuple[bool, bool, float]:
        need = seen.get(service.name)
        is_own = need is not None and key in dict(need.environment)
        return service.name not in wishes.services, not is_own, need.rank if need else math.inf

    keys = dict.fromkeys(key for service in chosen for key in service.environment)
    return {key: min((one for one in chosen if key in one.environment), key=partial(claim, key)) for key in keys}


def _without_lost(service: Service, owners: Mapping[str, Service]) -> Service:
    """The service without the variables that lead to another."""
    kept = {key: value for key, value in service.environment.items() if owners[key] is service}
    return replace(service, environment=kept)


def _collisions(chosen: list[Service], owners: Mapping[str, Service]) -> Iterator[str]:
    """A note for each variable that two services want."""
    for service in chosen:
        for key, value in service.environment.items():
            if owners[key] is not service:
                yield f"{key} leads to {owners[key].title}; {service.title} is at {value}"


def _emulated(chosen: tuple[Service, ...]) -> list[str]:
    """A note for each service whose image is built for one kind of processor."""
    named = [(service.title, service.compose["platform"]) for service in chosen if "platform" in service.compose]
    return [f"the image of {title} is for {platform} alone: other machines emulate it" for title, platform in named]


def _known(name: str, catalogue: Mapping[str, Service]) -> str:
    if name in catalogue:
        return name
    near = difflib.get_close_matches(name, catalogue, n=1)
    hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(catalogue)}"
    raise UserError(f"there is no service `{name}`", hint)
