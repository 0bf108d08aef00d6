"""What leads from localhost, which is the editor's container there, to the services that code looks for at it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.generate.plan import Decision, Port, Relay

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from devcontain.detect.facts import Facts, ServiceNeed
    from devcontain.seeding import Login
    from devcontain.services import Service

PACKAGE = "socat"
_WHY = "# The code looks for these at localhost, which is this container: what connects there is passed on to them."


def choose_relays(
    facts: Facts, beside: tuple[Service, ...], ports: tuple[Port, ...], catalogue: Mapping[str, Service]
) -> tuple[tuple[Relay, ...], tuple[Decision, ...], tuple[str, ...]]:
    """A relay for each port of localhost that code names and that is free; what was seen of it, and what to note."""
    taken = {port.number: port.label for port in ports}
    relays: list[Relay] = []
    decisions: list[Decision] = []
    notes: list[str] = []
    for service, need in _seen(facts, beside):
        if local := need.local:
            others = [f"localhost:{port} is {taken[port]}" for port in local.ports if port in taken]
            places = [(port, "") for port in local.ports if port not in taken]
            places += [(0, local.socket)] if local.socket else []
            own = [Relay(port, service.name, catalogue[service.name].port, service.title, at) for port, at in places]
            taken |= {relay.port: relay.title for relay in own if relay.port}
            relays += own
            decisions += _said(service, own, local.variables, local.login, str(local.evidence))
            notes += (*(f"{said}: {service.title} is at {service.name} alone" for said in others), *local.notes)
    return tuple(relays), tuple(decisions), tuple(notes)


def entry_point(relays: tuple[Relay, ...]) -> list[str]:
    """What starts the relays and then the command, in each service that extends the editor's, too."""
    started = [f"socat {_listening(relay)},fork TCP:{relay.service}:{relay.target} &" for relay in relays]
    return ["sh", "-c", "\n".join([_WHY, *started, 'exec "$$@"', ""]), "-"]


def _listening(relay: Relay) -> str:
    if relay.socket:
        return f"UNIX-LISTEN:{relay.socket},unlink-early"
    return f"TCP-LISTEN:{relay.port},bind=127.0.0.1,reuseaddr"


def _seen(facts: Facts, beside: tuple[Service, ...]) -> Iterator[tuple[Service, ServiceNeed]]:
    needs = {need.name: need for need in (*facts.services, *facts.optional_services)}
    return ((service, needs[service.name]) for service in beside if service.name in needs)


def _said(
    service: Service, relays: list[Relay], variables: tuple[tuple[str, str], ...], login: Login, because: str
) -> Iterator[Decision]:
    """Where the service is besides, or else what tells clients that look nowhere, and the login it is made with."""
    places = ", ".join(relay.socket or f"localhost:{relay.port}" for relay in relays)
    told = [name for name, _ in variables if name == service.client.get("host")]
    where = [f"also at {places}"] if places else [f"by {name}" for name in told]
    named = (("user", login.user), ("database", login.database))
    said = [*where, *(f"{kind} {name}" for kind, name in named if name)]
    if said:
        yield Decision("localhost" if where else "login", ", ".join([service.title, *said]), because)
