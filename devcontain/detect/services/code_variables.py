"""Variables that code reads: with an address as their default, which leads to the developer's own machine, or with
none, so that nothing starts without them.
"""

from collections.abc import Iterator, Mapping
from itertools import islice

from devcontain.detect.facts import Evidence
from devcontain.detect.services.connection import (
    find_service,
    is_of_any_database,
    leads_nowhere_alone,
    service_of_part,
)
from devcontain.detect.services.sighting import Sighting
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern
from devcontain.services import Service

_FILES = 2000
READ_BY = r"(?:environ\.get|getenv|\benv(?:\.\w+)?|\bconfig)"
"""What reads a variable: the standard library, django-environ, environs, python-decouple, Starlette."""
_REQUIRED = pattern(
    rf"{READ_BY}\(\s*[\"']([A-Z][A-Z0-9_]*)[\"']\s*"
    r"(?:\)|,\s*(?:default\s*=\s*|(?!default\b))(?![\s\"']))"
    r"|environ\[\s*[\"']([A-Z][A-Z0-9_]*)[\"']\s*\]"
)
_FIELD = pattern(r"(?m)^[ \t]+([A-Za-z]\w*)[ \t]*:[ \t]*\w[\w.\[\]| ]*$")
"""Of a class of pydantic's settings: what it reads from the environment and has no value for."""
_BROKERS = {"BROKER_URL", "CELERY_BROKER_URL", "CELERY_RESULT_BACKEND", "RESULT_BACKEND"}
_CALLS = ("environ.get(", "environ[", "getenv(", "env(", "env.", "config(")
_READ = pattern(
    rf"{READ_BY}\(\s*[\"']([A-Z][A-Z0-9_]*)[\"']\s*,"
    r"\s*(?:default\s*=\s*)?[\"']([^\"'\n]*)[\"']"
)


def see_in_code(repository: Repository, catalogue: Mapping[str, Service]) -> Iterator[Sighting]:
    """Each variable that leads to a service of the catalogue, which alone is no reason to have it."""
    for path in islice(repository.walk_own(".py"), _FILES):
        text = repository.glance(path) or ""
        for match in _READ.finditer(text) if any(call in text for call in _CALLS) else ():
            service = find_service(match[1], match[2], catalogue)
            if service or leads_nowhere_alone(match[1], catalogue):
                yield Sighting(service, Evidence(path, match[1]), "", match[1], match[2])
        for variable in _required(text):
            for service, value in _leading(variable, catalogue):
                yield Sighting(service, Evidence(path, variable), "", variable, value)


def _required(text: str) -> Iterator[str]:
    """What the code reads without a default, or with one that is no text."""
    if any(call in text for call in _CALLS):
        yield from (match[1] or match[2] for match in _REQUIRED.finditer(text))
    if "BaseSettings" in text:
        yield from (match[1].upper() for match in _FIELD.finditer(text))


def _leading(variable: str, catalogue: Mapping[str, Service]) -> Iterator[tuple[str, str]]:
    """The services that a variable leads to by its name alone, with a value that it may have."""
    if variable in _BROKERS:
        queues = [("redis", "redis://redis"), *([("rabbitmq", "amqp://rabbitmq")] if "BROKER" in variable else [])]
        yield from (queue for queue in queues if queue[0] in catalogue)
    elif service := service_of_part(variable, catalogue):
        yield service, ""
    elif is_of_any_database(variable):
        yield "", ""
