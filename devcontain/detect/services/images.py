"""The service of the catalogue that an image is, and its version."""

import posixpath
from collections.abc import Mapping
from itertools import takewhile

from devcontain.pattern import pattern
from devcontain.services import Service
from devcontain.syntax.image import parse

_VERSION = pattern(r"(?:^|(?<=-))([a-z]*)(\d+(?:\.\d+)?)(?![a-z\d])")


def service_of(image: str, catalogue: Mapping[str, Service]) -> str:
    """The name of the service, or nothing."""
    name = parse(image).name.removeprefix("library/")
    return next((service.name for service in catalogue.values() if name and name in service.images), "")


def version_of(image: str, service: Service) -> str:
    """The first one or two numbers of a tag, since later ones are patches; other images may number otherwise."""
    seen, own = parse(image), parse(str(service.compose.get("image", "")))
    is_alike = seen.name.startswith("bitnami") or posixpath.basename(seen.name) == posixpath.basename(own.name)
    letters = "".join(takewhile(str.isalpha, own.tag))
    # pgvector's tags count its own releases, and then say `pg16`.
    version = _VERSION.search(seen.tag) if is_alike else None
    while version and version[1] != letters:
        version = _VERSION.search(seen.tag, version.end())
    return version[2] if version else ""
