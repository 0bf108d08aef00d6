"""Addresses of services: as text, and as a host, a user and the like that belong together."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from devcontain.pattern import pattern
from devcontain.seeding import UNKNOWN, Login

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from devcontain.detect.facts import Evidence
    from devcontain.services import Service

HOSTS = frozenset({"localhost", "127.0.0.1"})
_LONGEST = 500
_URL = pattern(
    r"(?:jdbc:|db\+|sqla\+)?([a-z][a-z0-9]*)(?:\+[a-z0-9_]+)?://(?:([^\s:/@]*)(?::([^\s/]*))?@)?"
    r"([\w.-]*)(?::(\d{1,5}))?(/[^\s?#]*)?(?:[?#]\S*)?"
)
_HOST_AND_PORT = pattern(r"([\w.-]+):(\d{1,5})(?:/\S*)?")
_PORT = pattern(r"\d{1,5}")
_WORDS = pattern(r"(\w+)\s*=\s*(?:'([^']*)'|([^\s']+))")
UNKNOWN_PART = "\0"
"""What stands for a part of a text that is put in when the code runs."""
_OPEN = pattern(r"\0|[{}<>]|%[s(]")
"""What shows that a part is none yet: other values are put in its place."""
_HTTP = ("http", "https")
_SECURED = {"rediss": "redis", "valkeys": "valkey", "amqps": "amqp"}
_KEYS = {
    **dict.fromkeys(("host", "hostname", "server"), "host"),
    **dict.fromkeys(("user", "username", "uid"), "user"),
    **dict.fromkeys(("password", "passwd", "pass", "pwd", "pw"), "password"),
    **dict.fromkeys(("database", "db", "dbname", "db_name", "name"), "database"),
    "port": "port",
}
"""What the parts of an address are called."""

Value = str | int | None
"""A part of an address: nothing where it is there, but not in so many words."""


class LocalAddress(NamedTuple):
    """Where code looks for a service: at a known host, or, without one, wherever its client does."""

    services: frozenset[str]
    """Those of the catalogue that it may mean."""
    evidence: Evidence
    host: str
    port: int = 0
    """0 for the service's own."""
    login: Login = Login()
    variable: str = ""
    """The variable that goes before it, where it is a default."""
    of_tests: bool = False


class Reader:
    """Reads addresses as those of the services of a catalogue, at localhost and at other hosts."""

    def __init__(self, catalogue: Mapping[str, Service], hosts: frozenset[str] = frozenset()) -> None:
        self.hosts = HOSTS | hosts
        own = catalogue.values()
        self.databases = frozenset(one.name for one in own if "DATABASE_URL" in one.environment)
        self.by_name = _grouped(catalogue, lambda one: (one.name, *one.schemes))
        self.by_port = _grouped(catalogue, lambda one: (str(one.port),) if one.port else ())
        self.by_backend = _grouped(catalogue, lambda one: one.backends)
        self.by_distribution = _grouped(catalogue, lambda one: one.distributions)

    def of_text(self, text: str, evidence: Evidence, variable: str = "") -> Iterator[LocalAddress]:
        """What a text says that is an address, if it is one."""
        text = text.strip()
        if len(text) > _LONGEST:
            return
        if (match := _URL.fullmatch(text)) and match[4] in {"", *self.hosts}:
            scheme, user, password, host, port, path = match.groups(default="")
            services = self.by_name.get(_SECURED.get(scheme, scheme), frozenset())
            if scheme in _HTTP and host:
                services = self.by_port.get(port, frozenset())
            is_open = not host and not port and not user
            if services and (host or (path if is_open else user)):
                login = Login(_said(user), _said(password), _said(path.strip("/")))
                yield LocalAddress(services, evidence, host, int(port or 0), login, variable)
        elif (match := _HOST_AND_PORT.fullmatch(text)) and match[1] in self.hosts and match[2] in self.by_port:
            services = self.by_port[match[2]]
            yield LocalAddress(services, evidence, match[1], int(match[2]), UNKNOWN, variable)

    def of_words(self, text: str) -> dict[str, Value]:
        """The parts that a text in the way of libpq says: `host=localhost dbname=shop`."""
        return {match[1]: match[2] or match[3] or "" for match in _WORDS.finditer(text[:_LONGEST])}

    def of_parts(
        self, said: Mapping[str, Value], services: frozenset[str], evidence: Evidence, variable: str = ""
    ) -> Iterator[LocalAddress]:
        """What parts that belong together say; without services, those that the port means, or any database.

        Where the services are known, parts that are not there are left open; else they may be anywhere.
        """
        parts: dict[str, Value] = {}
        for key, value in said.items():
            if part := _KEYS.get(key.lower()):
                parts.setdefault(part, value)
        host, port, is_whole = parts.get("host", ""), str(parts.get("port") or ""), bool(services)
        if host not in self.hosts and (host != "" or not services):
            return
        if not services and not (services := self.by_port.get(port, frozenset())) and "port" not in parts:
            services = self.databases if {"user", "database"} <= parts.keys() else services
        if services:
            said_login = (parts.get(part, "" if is_whole else None) for part in Login._fields)
            login = Login(*(None if value is None else str(value) for value in said_login))
            number = int(port) if _PORT.fullmatch(port) else 0
            yield LocalAddress(services, evidence, str(host), number, login, variable)


def _said(part: str) -> str | None:
    return None if _OPEN.search(part) else unquote(part)


def _grouped(
    catalogue: Mapping[str, Service], keys: Callable[[Service], frozenset[str] | tuple[str, ...]]
) -> dict[str, frozenset[str]]:
    """The names of services, by what each has of something."""
    grouped: dict[str, frozenset[str]] = {}
    for service in catalogue.values():
        for key in keys(service):
            grouped[key] = grouped.get(key, frozenset()) | {service.name}
    return grouped
