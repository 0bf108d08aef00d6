"""The catalogue of services: what each file of templates/services/ says."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from devcontain.resources import TEMPLATES
from devcontain.syntax.yaml import read_yaml


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


@cache
def services() -> dict[str, Service]:
    """All services by name."""
    return {path.stem: _read(path.stem, read_yaml(path.read_text())) for path in sorted(_fragments())}


def _fragments() -> list[Any]:
    return list((TEMPLATES / "services").glob("*.yaml"))


def _read(name: str, fragment: Any) -> Service:
    return Service(
        name=name,
        title=fragment["title"],
        distributions=frozenset(fragment["distributions"]),
        packages=tuple(fragment["packages"]),
        environment=fragment["environment"],
        compose=fragment["service"],
        volumes=tuple(fragment["volumes"]),
    )
