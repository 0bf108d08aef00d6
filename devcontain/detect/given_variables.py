"""Variables that a compose file gives to the application and its code reads, such as `DEBUG` and `SECRET_KEY`."""

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import NamedTuple

from devcontain.detect.facts import Evidence
from devcontain.detect.secrets import is_somebodys
from devcontain.detect.services.code_variables import READ_BY
from devcontain.detect.services.compose import set_for_built
from devcontain.detect.services.connection import find_service, is_part, leads_nowhere_alone
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern
from devcontain.services import Service

_FILES = 2000
_MOST = 20
_LENGTH = 200
_ELSEWHERE = pattern(r"[/.~].*|.*(?:\$|://).*")
"""Paths, which are others here, and addresses."""
_CALL = pattern(rf"(?:{READ_BY}\(|environ\[)\s*[\"']([A-Za-z_]\w*)[\"']")
_FIELD = pattern(r"(?m)^[ \t]+([A-Za-z]\w*)[ \t]*:")
_DJANGO = "DJANGO_SETTINGS_MODULE"
"""What goes before the settings that pytest is told."""


class GivenVariable(NamedTuple):
    """A variable that the project's own containers have, and its code reads."""

    name: str
    value: str
    evidence: Evidence


def find_given_variables(
    repository: Repository, around: Repository | None, catalogue: Mapping[str, Service]
) -> tuple[GivenVariable, ...]:
    """Those that mean the same in a dev container: no addresses, paths or keys of accounts, and none for production."""
    given = {one.name: one for where in (around, repository) if where for one in _given(where, catalogue)}
    found: dict[str, GivenVariable] = {}
    for path in islice(repository.walk_own(".py"), _FILES) if given else ():
        text = repository.glance(path) or ""
        if any(name in text or name.lower() in text for name in given):
            found |= {name: given[name] for name in given.keys() & _read(text)}
    return tuple(found[name] for name in sorted(found))[:_MOST]


def _given(repository: Repository, catalogue: Mapping[str, Service]) -> Iterator[GivenVariable]:
    built = list(set_for_built(repository))
    for evidence, variables in reversed(built):
        values = {name: value.strip() for name, value in variables.items()}
        if not any("prod" in value.lower() for value in values.values()):
            for name, value in values.items():
                if _is_plain(value) and not _leads(name, value, catalogue):
                    yield GivenVariable(name, value, evidence)


def _is_plain(value: str) -> bool:
    return 0 < len(value) <= _LENGTH and value.isprintable() and not _ELSEWHERE.fullmatch(value)


def _leads(name: str, value: str, catalogue: Mapping[str, Service]) -> bool:
    to_service = find_service(name, value, catalogue) or leads_nowhere_alone(name, catalogue)
    return bool(to_service) or is_part(name) or is_somebodys(name) or name == _DJANGO


def _read(text: str) -> set[str]:
    """What the code may read from the environment: by its name, or as a field of pydantic's settings."""
    fields = {match[1].upper() for match in _FIELD.finditer(text)} if "BaseSettings" in text else set()
    return fields | {match[1] for match in _CALL.finditer(text)}
