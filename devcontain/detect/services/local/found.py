"""Which services the project looks for at localhost, or by their names, and what it logs in with."""

from __future__ import annotations

import re
from contextlib import suppress
from itertools import chain, islice
from typing import TYPE_CHECKING

from devcontain.detect.imports.read import code_of
from devcontain.detect.imports.undeclared import is_of_tests, is_run
from devcontain.detect.services.local.address import HOSTS, LocalAddress, Reader
from devcontain.detect.services.local.code import addresses_in_code
from devcontain.detect.services.local.configuration import addresses_in_configuration, is_configuration
from devcontain.detect.services.local.use import Local
from devcontain.pattern import pattern
from devcontain.seeding import Login, is_plain, login_of, seeded

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from devcontain.manifests.repository import Repository
    from devcontain.services import Service

_FILES = 4000
_READ = 300
"""So many files that look like it are read by their syntax."""
_LONGEST = 500_000
_AT_LOCALHOST = pattern(
    r"(?<!http://)(?<!https://)(?:localhost|127\.0\.0\.1)(?![\w.-]|:80\d\d|:[35]000)"
    r"|(?:localhost|127\.0\.0\.1):(?:5000|9\d\d\d)(?!\d)"
)
_AT_HOSTS = r"(?:[@/\"']|(?:host|hostname|HOST|server)[\"']?[ \t]*[:=][ \t]*)(?:%s)(?![\w.-])"
_WITHOUT_A_HOST = (
    *("Redis()", "MongoClient()", "Elasticsearch()", "ConnectionParameters()"),
    *("backends.postgresql", "backends.postgis", "backends.mysql"),
    *("psycopg2.connect(", "psycopg.connect(", "mysql.connector.connect(", "pymysql.connect(", "MySQLdb.connect("),
    *("asyncpg.connect(", "postgresql:///", "postgres:///", "psycopg2:///", "psycopg:///"),
)
_PORTS = range(1024, 65536)
_MOST_PORTS = 4
_MOST_ADDRESSES = 1000
_MOST_NOTES = 3
_ALWAYS_THERE = {"postgres", "template1", "mysql"}
_CODE = (".py", ".ipynb")
_CONFIGURATIONS = (".ini", ".cfg", ".conf", ".toml", ".yaml", ".yml", ".json")


def find_addresses(
    repository: Repository, catalogue: Mapping[str, Service], hosts: frozenset[str]
) -> tuple[LocalAddress, ...]:
    """Every address in code, then in configuration, then in tests; examples and documentation say nothing."""
    reader = Reader(catalogue, hosts)
    found = islice(_read(repository, reader, hosts), _MOST_ADDRESSES)
    return tuple(sorted(found, key=lambda one: one.of_tests))


def _read(repository: Repository, reader: Reader, hosts: frozenset[str]) -> Iterator[LocalAddress]:
    code = filter(is_run, repository.walk(*_CODE))
    files = (path for path in repository.walk(*_CONFIGURATIONS) if is_configuration(path) and is_run(path))
    walked = chain(islice(code, _FILES), islice((path for path in files if not is_of_tests(path)), _FILES))
    at_hosts = re.compile(_AT_HOSTS % "|".join(map(re.escape, sorted(hosts)))) if hosts else None
    hinting = (path for path in walked if _hints(repository.glance(path) or "", at_hosts))
    for path in islice(hinting, _READ):
        of_tests = is_of_tests(path)
        for address in _in_file(path, repository.glance(path) or "", reader):
            yield address._replace(of_tests=of_tests)


def _hints(text: str, at_hosts: re.Pattern[str] | None) -> bool:
    """Whether a file may name an address: most do not, and are not read any further."""
    if len(text) > _LONGEST:
        return False
    if at_hosts and at_hosts.search(text):
        return True
    is_named = "localhost" in text or "127.0.0.1" in text
    return (is_named and _AT_LOCALHOST.search(text) is not None) or any(words in text for words in _WITHOUT_A_HOST)


def _in_file(path: str, text: str, reader: Reader) -> Iterator[LocalAddress]:
    if is_configuration(path):
        yield from addresses_in_configuration(text, path, reader)
        return
    for code in code_of(path, text):
        with suppress(RecursionError):
            yield from addresses_in_code(code, path, reader)


def local_of(
    service: Service,
    found: Iterable[LocalAddress],
    beside: Collection[Service],
    told: Collection[str],
    names: Collection[str],
    hosts: Collection[str] = (),
    *,
    is_shared: bool = False,
) -> Local | None:
    """How the project looks for a service that is there with some others, but for defaults of what is told it.

    The names are those of the distributions that are installed, the hosts what it alone is called besides.
    """
    own = [one for one in found if one.variable not in told and _is_meant(one, service, beside, hosts)]
    # At other ports tests look for what is not there.
    own = [one for one in own if not one.of_tests or one.port in {0, service.port}]
    if not own:
        return None
    login = Login() if is_shared or not service.login else _login(service, own)
    evidence = next((one.evidence for one in own if one.login.user == login.user), own[0].evidence)
    made = seeded(service, login)
    takes_socket = service.sockets.intersection(names) and any(one.host in {"", "localhost"} for one in own)
    socket = f"/tmp/{service.name}.sock" if takes_socket else ""
    variables = _unsaid(made, own, socket)
    return Local(_ports(service, own), login, evidence, variables, socket, tuple(_others(made, own)))


def _is_meant(address: LocalAddress, service: Service, beside: Iterable[Service], hosts: Collection[str]) -> bool:
    """Whether it is clear that an address is the service's: by its host, or since it can be no other's."""
    possible = [one.name for one in beside if {one.name, *one.stands_for} & address.services]
    if address.host in hosts:
        return service.name in possible
    return address.host in {"", *HOSTS} and possible == [service.name]


def _ports(service: Service, own: list[LocalAddress]) -> tuple[int, ...]:
    """Those of localhost; a client that is told no host takes its own default, which may not be that."""
    named = (
        one.port or service.port for one in own if one.host in HOSTS or (not one.host and "host" not in service.client)
    )
    return tuple(sorted({port for port in named if port in _PORTS})[:_MOST_PORTS])


def _login(service: Service, own: list[LocalAddress]) -> Login:
    """The first that is said, with the first database; tests count where they say one alone, since some try many."""
    plain = [one for one in own if is_plain(one.login)]
    users = [one for one in plain if one.login.user and not one.of_tests]
    tested = [one for one in plain if one.login.user and one.of_tests]
    if len({(one.login.user, one.login.password) for one in tested}) == 1:
        users += tested
    named = users or [one for one in plain if not one.of_tests and one.evidence.path.endswith(_CODE)]
    database = next((one.login.database for one in named if one.login.database), "")
    first = users[0].login if users else Login(service.implied, service.implied)
    return first._replace(database=database)


def _unsaid(service: Service, own: list[LocalAddress], socket: str) -> tuple[tuple[str, str], ...]:
    """The variables that its clients read, for what the code leaves open."""
    made = login_of(service)
    parts = {"host": service.name, "socket": socket, **{part: str(getattr(made, part)) for part in Login._fields}}
    open_parts = {part for one in own for part in Login._fields if getattr(one.login, part) == ""}
    open_parts |= {"host" for one in own if not one.host} | {"socket" for _ in [socket] if socket}
    names = {part: name for part, name in service.client.items() if part in open_parts and parts[part]}
    return tuple((name, parts[part]) for part, name in names.items())


def _others(service: Service, own: list[LocalAddress]) -> Iterator[str]:
    """A note for each login that is another, of which the service has one; tests may make databases themselves."""
    made = login_of(service)
    said: dict[Login, str] = {}
    for one in own:
        if not service.login and (one.login.user or one.login.password):
            yield f"{one.evidence.path} logs in to {service.title}, which knows no users here"
            return
        is_meant = not one.of_tests or one.login.user == made.user
        if service.login and is_meant and _differs(one.login, made, service.implied):
            said.setdefault(one.login, one.evidence.path)
    for login, path in islice(said.items(), _MOST_NOTES):
        names = ((kind, getattr(login, kind)) for kind in ("user", "database") if is_plain(login))
        others = (f"the {kind} `{name}`" for kind, name in names if name and name != getattr(made, kind))
        wanted = " and ".join(others)
        has = f"the user `{made.user}`" + (f" and the database `{made.database}`" if made.database else "")
        yield f"{path} looks for {wanted or 'another login'} in {service.title}, which is made with {has} alone"


def _differs(login: Login, made: Login, implied: str) -> bool:
    said = login._replace(user=login.user or (implied if login.user == "" else None))
    said = said._replace(database=None) if said.database in _ALWAYS_THERE else said
    return any(one and one != other for one, other in zip(said, made, strict=True))
