"""The services that compose files of the repository start, and the variables that they give to what they build."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from itertools import takewhile
from typing import Any

from devcontain.detect.facts import Evidence
from devcontain.detect.services.connection import find_service, leads_nowhere_alone
from devcontain.detect.services.sighting import Sighting
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern
from devcontain.services import Service
from devcontain.syntax.image import parse
from devcontain.syntax.yaml import NotYamlError, read_foreign_yaml

# Ours is .devcontainer/compose.yaml: what it starts is no evidence, or it could never be left out again.
_PATHS = (
    *("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"),
    *(".devcontainer/docker-compose.yml", ".devcontainer/docker-compose.yaml"),
)
_DEFAULT = pattern(r"\$\{\w+:?-([^${}]*)\}")
_VERSION = pattern(r"(?:^|(?<=-))([a-z]*)(\d+(?:\.\d+)?)(?![a-z\d])")


def see_in_compose(repository: Repository, catalogue: Mapping[str, Service]) -> Iterator[Sighting]:
    """Each service of the catalogue whose image a file runs, then each that a variable's address leads to."""
    for path in filter(repository.has, _PATHS):
        services = dict(_services(repository.glance(path) or ""))
        for service in services.values():
            image = _DEFAULT.sub(r"\1", str(service.get("image", "")))
            if "build" not in service and (known := _of_image(image, catalogue)):
                yield Sighting(
                    known, Evidence(path, f"image: {image}"), _version(image, catalogue[known]), in_compose=True
                )
        for name, service in services.items():
            for variable, value in _variables(service) if "build" in service else ():
                known = find_service(variable, value, catalogue)
                if known or leads_nowhere_alone(variable, catalogue):
                    yield Sighting(known, Evidence(path, f"{name}: {variable}"), "", variable, value)


def _services(text: str) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        data = read_foreign_yaml(text)
    except NotYamlError:
        return
    services = data.get("services") if isinstance(data, dict) else None
    for name, service in services.items() if isinstance(services, dict) else ():
        if isinstance(service, dict):
            yield str(name), service


def _of_image(image: str, catalogue: Mapping[str, Service]) -> str:
    name = parse(image).name
    return next((service.name for service in catalogue.values() if name and name in service.images), "")


def _version(image: str, service: Service) -> str:
    """The first one or two numbers of a tag, since later ones are patches; other images may number otherwise."""
    seen, own = parse(image), parse(str(service.compose.get("image", "")))
    is_alike = seen.name.startswith("bitnami") or posixpath.basename(seen.name) == posixpath.basename(own.name)
    letters = "".join(takewhile(str.isalpha, own.tag))
    # pgvector's tags count its own releases, and then say `pg16`.
    version = _VERSION.search(seen.tag) if is_alike else None
    while version and version[1] != letters:
        version = _VERSION.search(seen.tag, version.end())
    return version[2] if version else ""


def _variables(service: dict[str, Any]) -> Iterator[tuple[str, str]]:
    listed = service.get("environment")
    if isinstance(listed, dict):
        listed = [f"{key}={value}" for key, value in listed.items()]
    for item in listed if isinstance(listed, list) else ():
        variable, is_set, value = str(item).partition("=")
        if is_set and re.fullmatch(r"[A-Za-z_]\w*", variable, re.ASCII):
            yield variable, _DEFAULT.sub(r"\1", value)
