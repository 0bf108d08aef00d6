"""Example files of environment variables, which say what an application connects to."""

from collections.abc import Iterator, Mapping

from devcontain.detect.facts import Evidence
from devcontain.detect.services.connection import find_service, leads_nowhere_alone
from devcontain.detect.services.sighting import Sighting
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern
from devcontain.services import Service

_NAMES = ("example", "sample", "template", "dist", "default", "defaults")
_PATHS = tuple(path for name in _NAMES for path in (f".env.{name}", f"{name}.env", f"env.{name}", f".env-{name}"))
_OF_SOME = pattern(rf"(?:[\w-]+)?\.env(?:[._-][\w-]+)?[._-](?:{'|'.join(_NAMES)})")
"""Such files that say for what: `dev.env.example`, `.env.local.sample`."""
_LINE = pattern(r"\s*(?:export\s+)?([A-Za-z_][A-Za-z0-9_]*)\s*[=:]\s*(.*)")


def see_in_examples(repository: Repository, catalogue: Mapping[str, Service]) -> Iterator[Sighting]:
    """Each variable that leads to a service of the catalogue; those that say nothing alone lead to none by name."""
    for path, variable, value in read_examples(repository):
        service = find_service(variable, value, catalogue)
        if service or leads_nowhere_alone(variable, catalogue):
            yield Sighting(service, Evidence(path, variable), "", variable, value)


def read_examples(repository: Repository) -> Iterator[tuple[str, str, str]]:
    """Each variable of such a file: the file, the name, and the value."""
    others = (name for name in repository.names() if _OF_SOME.fullmatch(name) and name not in _PATHS)
    for path in (*filter(repository.has, _PATHS), *others):
        for line in (repository.glance(path) or "").splitlines():
            if match := _LINE.match(line):
                yield path, match[1], match[2].strip().strip("\"'")
