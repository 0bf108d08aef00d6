"""What a compose file says: its services, the images that they pull, and the GPUs that they ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.caching import cached_property
from devcontain.pattern import pattern
from devcontain.semantics.images import ImageUse
from devcontain.semantics.settings import NOTHING, Settings
from devcontain.syntax import image

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.syntax.source import Source, Span
    from devcontain.syntax.tree import Document, Node

_VARIABLE = pattern(r"\$\$|\$\{\w+(?::?-([^${}]*)\}|[^}]*\})|\$\w+")
_MADE_HERE = frozenset(["build", "never"])
"""The pull policies of an image that no registry has."""


class Service(NamedTuple):
    """A service, and what it is given."""

    name: str
    node: Node

    def get(self, *path: str | int) -> Node | None:
        """The value at a path, if it is there."""
        return self.node.at(path)

    def text(self, *path: str | int) -> str:
        """The text at a path with the defaults of its variables, empty where something else decides."""
        node = self.get(*path)
        return _resolved(node.value) if node is not None and isinstance(node.value, str) else ""

    @property
    def environment(self) -> dict[str, str]:
        """The variables that the container gets, as far as they are set here."""
        node = self.get("environment")
        if node is None:
            return {}
        if node.kind == "mapping":
            pairs = ((key, child) for key, child in node.items if child.value is not None)
            return {str(key.value): _resolved(str(child.value)) for key, child in pairs}
        lines = (str(child.value).partition("=") for child in node.children)
        return {name: _resolved(value) for name, equals, value in lines if equals}


class Compose:
    """A compose file; one that cannot be read has no services."""

    def __init__(self, source: Source, settings: Settings = NOTHING) -> None:
        self.source = source
        self.settings = settings

    @cached_property
    def document(self) -> Document:
        """The parsed file."""
        from devcontain.syntax import yaml_tree

        return yaml_tree.parse(self.source.text)

    @cached_property
    def services(self) -> list[Service]:
        """The services in order; in the oldest files they stand at the top."""
        root = self.document.root
        listed = root.get("services") if root is not None and not self.is_of_version_1 else root
        items = listed.items if listed is not None and listed.kind == "mapping" else ()
        return [Service(str(key.value), node) for key, node in items if node.kind == "mapping"]

    @cached_property
    def is_of_version_1(self) -> bool:
        """Whether the services stand at the top, as they did first."""
        root = self.document.root
        if root is None or root.kind != "mapping" or not root.children:
            return False
        return all(child.get("image") or child.get("build") for child in root.children)

    @cached_property
    def image_uses(self) -> list[ImageUse]:
        """The images that are pulled, where no variable without a default decides; one in an anchor counts once."""
        made = {service.text("image") for service in self.services if service.get("build") is not None}
        found: dict[Span, ImageUse] = {}
        for service in self.services:
            node, name = service.get("image"), service.text("image")
            if node is None or not name or name in made or service.text("pull_policy") in _MADE_HERE:
                continue
            found.setdefault(node.span, ImageUse(image.parse(name), node.span))
        return [found[span] for span in sorted(found)]

    @cached_property
    def gpu_services(self) -> list[Service]:
        """The services that ask for a GPU, in one of the ways that there are."""
        return [service for service in self.services if any(_requests(service))]

    @cached_property
    def device_requests(self) -> list[Node]:
        """What services reserve: each entry of `deploy.resources.reservations.devices`, once."""
        return self._entries("deploy", "resources", "reservations", "devices")

    @cached_property
    def gpu_requests(self) -> list[Node]:
        """Each entry of a list `gpus`, once."""
        return self._entries("gpus")

    def _entries(self, *path: str) -> list[Node]:
        lists = [node for service in self.services if (node := service.get(*path)) and node.kind == "sequence"]
        found = {id(child): child for node in lists for child in node.children if child.kind == "mapping"}
        return list(found.values())


def capabilities(request: Node) -> list[str]:
    """What a reserved device has to be capable of."""
    node = request.get("capabilities")
    return [str(child.value) for child in node.children] if node is not None else []


def _requests(service: Service) -> Iterator[bool]:
    yield service.get("gpus") is not None
    yield service.text("runtime") == "nvidia"
    reserved = service.get("deploy", "resources", "reservations", "devices")
    for device in reserved.children if reserved is not None else ():
        yield "gpu" in capabilities(device) or device.get("driver") is not None


def _resolved(text: str) -> str:
    """A text with the defaults of its variables; empty where one has none."""
    if any(match[1] is None and match[0] != "$$" for match in _VARIABLE.finditer(text)) or "{{" in text:
        return ""
    return _VARIABLE.sub(lambda match: match[1] if match[1] is not None else "$", text)


def new_member(source: Source, mapping: Node, text: str) -> tuple[int, str] | None:
    """Where to insert a member into a mapping, before the others, and the text to insert; nothing if it has none."""
    first = mapping.keys[0].span.start if mapping.keys else -1
    if not mapping.span.start <= first < mapping.span.end:
        return None
    if source.text[mapping.span.start] == "{":
        return first, f"{text}, "
    ending = "\r\n" if "\r\n" in source.text else "\n"
    return first, text + ending + " " * (source.position(first).column - 1)
