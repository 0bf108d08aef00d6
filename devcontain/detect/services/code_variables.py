"""Variables that code reads with an address as their default, which leads to the developer's own machine."""

from collections.abc import Iterator, Mapping
from itertools import islice

from devcontain.detect.facts import Evidence
from devcontain.detect.services.connection import find_service, leads_nowhere_alone
from devcontain.detect.services.sighting import Sighting
from devcontain.manifests.repository import ASIDE, Repository
from devcontain.pattern import pattern
from devcontain.services import Service

_FILES = 2000
_CALLS = ("environ.get(", "getenv(", "env(", "env.", "config(")
_READ = pattern(
    r"(?:environ\.get|getenv|\benv(?:\.\w+)?|\bconfig)\(\s*[\"']([A-Z][A-Z0-9_]*)[\"']\s*,"
    r"\s*(?:default\s*=\s*)?[\"']([^\"'\n]*)[\"']"
)


def see_in_code(repository: Repository, catalogue: Mapping[str, Service]) -> Iterator[Sighting]:
    """Each variable that leads to a service of the catalogue, which alone is no reason to have it."""
    own = (path for path in repository.walk(".py") if not ASIDE & set(path.split("/")))
    for path in islice(own, _FILES):
        text = repository.glance(path) or ""
        for match in _READ.finditer(text) if any(call in text for call in _CALLS) else ():
            service = find_service(match[1], match[2], catalogue)
            if service or leads_nowhere_alone(match[1], catalogue):
                yield Sighting(service, Evidence(path, match[1]), "", match[1], match[2])
