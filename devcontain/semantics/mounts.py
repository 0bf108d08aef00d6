"""The mounts of a RUN: what is there during the command and does not stay in the layer."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from devcontain.semantics.build import Step

_TARGETS = ("target", "dst", "destination")


class Mount(NamedTuple):
    """A `--mount`; the target is absolute, and missing where it cannot be known."""

    type: str
    target: str | None
    source: str
    image: str
    span: Span
    image_span: Span


def mounts_of(step: Step) -> list[Mount]:
    """The mounts of a RUN, in order."""
    return [_read(step, flag.value, flag.span) for flag in step.instruction.flags if flag.name == "mount"]


def _read(step: Step, text: str, span: Span) -> Mount:
    fields: dict[str, str] = {}
    for field in text.split(","):
        key, _, value = field.partition("=")
        fields[key.strip().lower()] = value.strip("\"'")
    target = next((fields[key] for key in _TARGETS if key in fields), None)
    image = fields.get("from", "")
    instruction = step.instruction
    written = instruction.masked[span.start - instruction.start : span.end - instruction.start]
    start = span.start + written.find(f"from={image}") + len("from=") if image else span.start
    return Mount(
        type=fields.get("type", "bind"),
        target=None if target is None else _absolute(step, target),
        source=fields.get("source", fields.get("src", "")),
        image=image,
        span=span,
        image_span=Span(start, start + len(image)),
    )


def _absolute(step: Step, target: str) -> str | None:
    expanded = step.scope.expand(target)
    if expanded is None or expanded.startswith("/"):
        return expanded
    workdir = step.scope.workdir
    return None if workdir is None else f"{workdir.rstrip('/')}/{expanded}"


def is_mounted(step: Step, *directories: str) -> bool:
    """Whether what is written to one of these directories stays out of the layer; a target that is not known counts."""
    for mount in mounts_of(step):
        if mount.type in ("cache", "tmpfs"):
            if mount.target is None:
                return True
            target = mount.target.rstrip("/") or "/"
            if any(directory == target or directory.startswith(target.rstrip("/") + "/") for directory in directories):
                return True
    return False
