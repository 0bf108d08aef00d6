"""An image reference to its parts."""

from __future__ import annotations

from typing import NamedTuple


class ImageReference(NamedTuple):
    """`registry/repository:tag@digest`; the registry is empty for Docker Hub, the others where they are not said."""

    registry: str
    repository: str
    tag: str
    digest: str

    @property
    def name(self) -> str:
        """Registry and repository."""
        return f"{self.registry}/{self.repository}" if self.registry else self.repository


def parse(text: str) -> ImageReference:
    """Split a reference; `docker.io/library/` is left out, as Docker does when it shows one."""
    rest, _, digest = text.partition("@")
    head, slash, last = rest.rpartition("/")
    last, _, tag = last.partition(":")
    registry, _, path = (head + slash).partition("/")
    if not slash or not ("." in registry or ":" in registry or registry == "localhost"):
        registry, path = "", head + slash
    if registry in ("docker.io", "index.docker.io"):
        registry, path = "", path.removeprefix("library/")
    return ImageReference(registry, path + last, tag, digest)
