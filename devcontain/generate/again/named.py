"""What the services of a compose file name, and what Compose therefore insists on finding in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

Place = tuple[str, ...]


def lost(before: str, after: str) -> frozenset[Place]:
    """The services and volumes that a text has no more though its services name them; with the keys above them."""
    had, has = _read(before), _read(after)
    there = {
        (key, str(name))
        for key in ("services", "volumes")
        for name in _mapping(had.get(key))
        if name not in _mapping(has.get(key))
    }
    named = {place for service in _mapping(has.get("services")).values() for place in _named(_mapping(service))}
    return frozenset(part for place in there & named for part in (place[:1], place))


def _named(service: dict[str, Any]) -> Iterator[Place]:
    for key in ("depends_on", "links"):
        yield from (("services", str(name).partition(":")[0]) for name in _items(service.get(key)))
    extended = service.get("extends")
    if isinstance(extended, str) or "file" not in _mapping(extended):
        yield "services", str(_mapping(extended).get("service", extended))
    for key in ("network_mode", "pid", "ipc"):
        yield "services", str(service.get(key)).removeprefix("service:")
    for mount in _items(service.get("volumes")):
        yield "volumes", str(mount.get("source") if isinstance(mount, dict) else str(mount).partition(":")[0])


def _read(text: str) -> dict[str, Any]:
    from devcontain.syntax.yaml import NotYamlError, read_foreign_yaml

    try:
        return _mapping(read_foreign_yaml(text))
    except NotYamlError:
        return {}


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _items(value: Any) -> list[Any]:
    return list(value) if isinstance(value, (list, dict)) else []
