"""The services that compose files of the repository start, and the variables that they give to what they build."""

import posixpath
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from devcontain.detect.facts import Evidence
from devcontain.detect.services.connection import find_service, leads_nowhere_alone
from devcontain.detect.services.images import service_of, version_of
from devcontain.detect.services.sighting import Sighting
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern
from devcontain.services import Service
from devcontain.syntax.yaml import NotYamlError, read_foreign_yaml

# Ours is .devcontainer/compose.yaml: what it starts is no evidence, or it could never be left out again.
_PATHS = (
    *("compose.yaml", "compose.yml", "docker-compose.yml", "docker-compose.yaml"),
    *(".devcontainer/docker-compose.yml", ".devcontainer/docker-compose.yaml"),
)
_FOR_WORK = pattern(r"(?:(?:docker-)?compose[._-])?(?:local|dev|develop|development)\.ya?ml")
_BELOW = tuple(f"docker/{name}" for name in _PATHS[:4])
_LINE = pattern(r"(?m)^[ \t]*(?:export[ \t]+)?([A-Za-z_]\w*)[ \t]*=[ \t]*(.*)$")
_MOST = 20
_FROM = pattern(r"(?im)^[ \t]*FROM[ \t]+(?:--\S+[ \t]+)*(\S+)")
_DEFAULT = pattern(r"\$\{\w+:?-([^${}]*)\}")
_HOST = pattern(r"(?!localhost$|[\d.]+$)[a-z0-9][a-z0-9_.-]{0,62}")


def see_in_compose(repository: Repository, catalogue: Mapping[str, Service]) -> Iterator[Sighting]:
    """Each service of the catalogue whose image a file runs, then each that a variable's address leads to."""
    for path in _paths(repository):
        services = dict(_services(repository.glance(path) or ""))
        below = {name: _image_below(repository, path, service) for name, service in services.items()}
        own = {name for name, image in below.items() if "build" in services[name] and not service_of(image, catalogue)}
        images = {name: below[name] or _image(service) for name, service in services.items() if name not in own}
        started = {name: known for name, image in images.items() if (known := service_of(image, catalogue))}
        for name, known in started.items():
            evidence, version = Evidence(path, f"image: {images[name]}"), version_of(images[name], catalogue[known])
            names = _hosts(name, services, started)
            yield Sighting(known, evidence, version, in_compose=True, names=names)
        for name, service in services.items():
            for variable, value in _variables(repository, path, service) if name in own else ():
                known = find_service(variable, value, catalogue)
                if known or leads_nowhere_alone(variable, catalogue):
                    yield Sighting(known, Evidence(path, f"{name}: {variable}"), "", variable, value)


def find_env_files(repository: Repository) -> tuple[str, ...]:
    """The files with variables that compose files give to what they build; those for production are none."""
    built = (
        (path, service)
        for path in _paths(repository)
        for _, service in _services(repository.glance(path) or "")
        if "build" in service
    )
    named = dict.fromkeys(file for path, service in built for file in _env_files(path, service))
    return tuple(file for file in named if "prod" not in file.lower())[:_MOST]


def find_dockerfiles(repository: Repository) -> tuple[str, ...]:
    """What compose files build services from; those for production come last."""
    named = (
        _dockerfile(path, service)
        for path in _paths(repository)
        for _, service in _services(repository.glance(path) or "")
    )
    there = [file for file in dict.fromkeys(named) if file and repository.has(file)]
    return tuple(sorted(there, key=lambda file: "prod" in file.lower())[:_MOST])


def set_for_built(repository: Repository) -> Iterator[tuple[Evidence, dict[str, str]]]:
    """The variables that each service which is built has under `environment`, and which service that is."""
    for path in _paths(repository):
        for name, service in _services(repository.glance(path) or ""):
            if "build" in service:
                yield Evidence(path, name), dict(_set(service))


def _paths(repository: Repository) -> tuple[str, ...]:
    """The files by the names that Docker looks for, then those for development."""
    for_work = (name for name in repository.names() if _FOR_WORK.fullmatch(name))
    return tuple(dict.fromkeys((*filter(repository.has, _PATHS), *for_work, *filter(repository.has, _BELOW))))


def _env_files(path: str, service: dict[str, Any]) -> Iterator[str]:
    listed = service.get("env_file")
    for item in listed if isinstance(listed, list) else [listed]:
        named = item.get("path") if isinstance(item, dict) else item
        if isinstance(named, str) and named and "$" not in named and named.isprintable():
            file = posixpath.normpath(posixpath.join(posixpath.dirname(path), named))
            if not file.startswith(("/", "..")):
                yield file


@lru_cache(maxsize=_MOST)
def _services(text: str) -> tuple[tuple[str, dict[str, Any]], ...]:
    """Kept, since several ask, and reading takes a while."""
    try:
        data = read_foreign_yaml(text)
    except NotYamlError:
        return ()
    services = data.get("services") if isinstance(data, dict) else None
    listed = services.items() if isinstance(services, dict) else ()
    return tuple((str(name), service) for name, service in listed if isinstance(service, dict))


def _image(service: dict[str, Any]) -> str:
    return _DEFAULT.sub(r"\1", str(service.get("image", "")))


def _hosts(name: str, services: dict[str, dict[str, Any]], started: dict[str, str]) -> tuple[str, ...]:
    """What containers find a service by; one that waits for another of its kind is a task that uses that one."""
    awaited = services[name].get("depends_on")
    if isinstance(awaited, list | dict) and any(started.get(str(other)) == started[name] for other in awaited):
        return ()
    return tuple(filter(_HOST.fullmatch, (name, str(services[name].get("container_name", "")))))


def _image_below(repository: Repository, path: str, service: dict[str, Any]) -> str:
    """The image that a Dockerfile of the repository is built from, where the service is built; nothing else."""
    file = _dockerfile(path, service)
    images: list[str] = _FROM.findall(repository.glance(file) or "") if file else []
    return images[-1] if images else ""


def _dockerfile(path: str, service: dict[str, Any]) -> str:
    build = service.get("build")
    build = build if isinstance(build, dict) else {"context": build}
    context, name = build.get("context"), build.get("dockerfile", "Dockerfile")
    if not isinstance(context, str) or not isinstance(name, str):
        return ""
    return posixpath.normpath(posixpath.join(posixpath.dirname(path), context, name))


def _variables(repository: Repository, path: str, service: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for file in _env_files(path, service):
        for line in _LINE.finditer(repository.glance(file) or ""):
            yield line[1], line[2].strip().strip("\"'")
    yield from _set(service)


def _set(service: dict[str, Any]) -> Iterator[tuple[str, str]]:
    listed = service.get("environment")
    if isinstance(listed, dict):
        # What has no value is that of the host, and Compose passes truth on as it is written.
        said = ((key, str(value).lower() if isinstance(value, bool) else value) for key, value in listed.items())
        listed = [f"{key}={value}" for key, value in said if value is not None]
    for item in listed if isinstance(listed, list) else ():
        variable, is_set, value = str(item).partition("=")
        if is_set and re.fullmatch(r"[A-Za-z_]\w*", variable, re.ASCII):
            yield variable, _DEFAULT.sub(r"\1", value)
