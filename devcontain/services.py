"""The catalogue of services: what each file of templates/services/ says."""

from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any

from devcontain.errors import UserError
from devcontain.pattern import pattern
from devcontain.resources import TEMPLATES
from devcontain.syntax.image import parse
from devcontain.syntax.yaml import NotYamlError, read_foreign_yaml

_NAME = pattern(r"[a-z0-9][a-z0-9_-]*")
_PACKAGE = pattern(r"[a-z0-9][a-z0-9+.-]+")
_VARIABLE = pattern(r"[A-Za-z_][A-Za-z0-9_]*")
_RELEASE = pattern(r":v?\d+\.\d+\.\d+$")
_PARTS = ("user", "password", "database")
_PORT = pattern(r":(\d+)(?:/|$)")
_TAG_NUMBER = pattern(r"(?<=:)([a-z]*)\d+(?:\.\d+)*")


@dataclass(frozen=True)
class Service:
    """A service that a dev container can have beside it."""

    name: str
    title: str
    distributions: frozenset[str]
    """The Python distributions, such as `psycopg2` or `celery[redis]`, whose users talk to it."""
    packages: tuple[str, ...]
    """Debian packages of its command line client."""
    environment: dict[str, str]
    """What the application finds it by."""
    compose: dict[str, Any]
    """The service in compose.yaml."""
    volumes: tuple[str, ...]
    images: frozenset[str] = frozenset()
    """The repositories of images that are such a service, its own among them."""
    schemes: tuple[str, ...] = ()
    """How addresses of it begin: `redis`."""
    backends: frozenset[str] = frozenset()
    """What Django's settings call it."""
    stands_for: tuple[str, ...] = ()
    """Services whose clients it serves as well."""
    follows: tuple[str, ...] = ()
    """Distributions whose major version is that of the service."""
    versions: dict[str, dict[str, Any]] = field(default_factory=dict)
    """By major version, what of `compose` differs."""
    variables: dict[str, str] = field(default_factory=dict)
    """Variables of projects' own that lead to it where they name it or its port, and what they say beside it."""
    login: dict[str, str] = field(default_factory=dict)
    """Which variables of the service itself make its `user`, `password` and `database`, and those of its `root`."""
    client: dict[str, str] = field(default_factory=dict)
    """What clients read where the code says no `host`, `user`, `password` or `database`, and their `socket`."""
    sockets: frozenset[str] = frozenset()
    """The distributions that take `localhost` for that socket."""
    implied: str = ""
    """The user and the password that clients say where the code says none."""
    aliases: tuple[str, ...] = ()
    """Other names that it answers to beside the application."""
    on_request: bool = False
    """Whether nothing that is seen calls for it."""

    @property
    def port(self) -> int:
        """Where it listens, as its addresses say; 0 where none does."""
        found = (_PORT.search(address) for address in self.environment.values())
        return next((int(match[1]) for match in found if match), 0)

    def at(self, version: str) -> "Service":
        """The service in a version such as `13` or `5.7`; itself where that is none."""
        changes = self.versions.get(version.partition(".")[0], {})
        image = str(self.compose.get("image", ""))
        # A tag of three numbers is of one release: which others there are is not known.
        if not version or (_RELEASE.search(image) and not changes):
            return self
        image = _TAG_NUMBER.sub(rf"\g<1>{version}", image)
        return replace(self, compose={**self.compose, "image": image, **changes})


@cache
def services() -> dict[str, Service]:
    """All services by name."""
    fragments = sorted((TEMPLATES / "services").glob("*.yaml"))
    return {path.stem: read_service(path.stem, path.read_text("utf-8"), str(path)) for path in fragments}


def read_service(name: str, text: str, path: str) -> Service:
    """The service in a fragment, of which only `service` has to be there. Raises UserError for one that is wrong."""
    try:
        data = read_foreign_yaml(text)
    except NotYamlError as error:
        raise UserError(f"{path}{error.place and ':'}{error.place}: {error.reason}", "this is no YAML") from None
    if not _NAME.fullmatch(name):
        raise UserError(f"{path}: `{name}` cannot name a service", "use lower-case letters, digits, `-` and `_`")
    if not isinstance(data, dict) or not isinstance(data.get("service"), dict):
        raise UserError(f"{path}: the key `service` must hold the service as compose.yaml has it")
    return Service(
        name=name,
        title=str(data.get("title", name)),
        distributions=frozenset(_strings(data, "distributions", path)),
        packages=_strings(data, "packages", path, _PACKAGE),
        environment=_environment(data, "environment", path),
        compose=data["service"],
        volumes=_strings(data, "volumes", path, _NAME),
        images=frozenset((*_strings(data, "images", path), parse(str(data["service"].get("image", ""))).name)),
        schemes=_strings(data, "schemes", path),
        backends=frozenset(_strings(data, "backends", path)),
        stands_for=_strings(data, "stands_for", path),
        follows=_strings(data, "follows", path),
        versions=_versions(data, path),
        variables=_environment(data, "variables", path),
        login=_of_parts(data, "login", path, {*_PARTS, "root", "empty_root", "random_root"}),
        client=_of_parts(data, "client", path, {*_PARTS, "host", "socket"}),
        sockets=frozenset(_strings(data, "sockets", path)),
        implied=str(data.get("implied", "")),
        on_request=_switch(data, "on_request", path),
    )


def _strings(data: dict[str, Any], key: str, path: str, shape: Any = None) -> tuple[str, ...]:
    items = data.get(key) or []
    if not isinstance(items, list) or not all(isinstance(item, str) for item in items):
        raise UserError(f"{path}: `{key}` must be a list of names")
    wrong = next((item for item in items if shape and not shape.fullmatch(item)), None)
    if wrong is not None:
        raise UserError(f"{path}: `{wrong}` cannot stand in `{key}`")
    return tuple(items)


def _switch(data: dict[str, Any], key: str, path: str) -> bool:
    value = data.get(key, False)
    if not isinstance(value, bool):
        raise UserError(f"{path}: `{key}` must be true or false")
    return value


def _versions(data: dict[str, Any], path: str) -> dict[str, dict[str, Any]]:
    versions = data.get("versions") or {}
    if not isinstance(versions, dict) or not all(
        str(version).isdecimal() and isinstance(changes, dict) for version, changes in versions.items()
    ):
        raise UserError(f"{path}: `versions` must map major versions to keys of `service`")
    return {str(version): changes for version, changes in versions.items()}


def _environment(data: dict[str, Any], key: str, path: str) -> dict[str, str]:
    variables = data.get(key) or {}
    if not isinstance(variables, dict) or not all(
        isinstance(name, str) and _VARIABLE.fullmatch(name) and isinstance(value, str)
        for name, value in variables.items()
    ):
        raise UserError(f"{path}: `{key}` must map names of variables to text")
    return dict(variables)


def _of_parts(data: dict[str, Any], key: str, path: str, parts: set[str]) -> dict[str, str]:
    """The variables that hold the parts of an address, by the part."""
    variables = data.get(key) or {}
    if not isinstance(variables, dict) or not all(
        part in parts and isinstance(name, str) and _VARIABLE.fullmatch(name) for part, name in variables.items()
    ):
        raise UserError(f"{path}: `{key}` must map some of {', '.join(sorted(parts))} to names of variables")
    return dict(variables)
