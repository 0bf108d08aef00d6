"""The images that a build uses: FROM, `COPY --from` and `RUN --mount=from=`."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern
from devcontain.semantics.mounts import mounts_of
from devcontain.semantics.variables import resolve
from devcontain.syntax import image
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from devcontain.semantics.build import Build, Step
    from devcontain.syntax.image import ImageReference


_NO_IMAGES = frozenset(["scratch", "placeholder", "image"])
_NAME = pattern(r"[a-z0-9$][\w$./:{}-]*")
"""What may be an image's name; placeholders of templates are not."""


class ImageUse(NamedTuple):
    """An image that is not a stage, and where it is named."""

    image: ImageReference
    span: Span


@lru_cache(maxsize=1)
def image_uses(build: Build) -> tuple[ImageUse, ...]:
    """All uses of images whose name can be known, in order; `scratch` is none."""
    return tuple(_uses(build))


def _uses(build: Build) -> Iterator[ImageUse]:
    for stage in build.stages:
        if stage.reference is not None and stage.parent is None:
            known = _resolve(stage.reference.value, build.arguments)
            if known is not None and known.name not in _NO_IMAGES and _NAME.fullmatch(known.name):
                yield ImageUse(known, stage.reference.span)
        for step in stage.steps:
            yield from _step_uses(build, step)


def _step_uses(build: Build, step: Step) -> Iterator[ImageUse]:
    if step.keyword in ("COPY", "ADD"):
        flag = step.instruction.flag("from")
        if flag:
            span = Span(flag.span.start + len("--from="), flag.span.end)
            yield from _named(build, flag.value, span)
    elif step.keyword == "RUN" and step.instruction.flags:
        for mount in mounts_of(step):
            if mount.image:
                yield from _named(build, mount.image, mount.image_span)


def _named(build: Build, text: str, span: Span) -> Iterator[ImageUse]:
    """A name that is neither a stage's nor a number; a bare word may be a named context, and is left alone."""
    name = resolve(text, build.arguments)
    if name is None or build.stage_at(name) or name.isdigit():
        return
    if "/" in name or ":" in name or "@" in name:
        yield ImageUse(image.parse(name), span)


def _resolve(text: str, arguments: Mapping[str, str | None]) -> ImageReference | None:
    """The image of a reference; an unknown registry or path does not hide that the last part has no tag."""
    name = resolve(text, arguments)
    if name is not None:
        return image.parse(name) if name else None
    head, slash, last = text.rpartition("/")
    if slash and "$" not in last and "$" in head and last:
        known = image.parse(last)
        return known._replace(repository=f"{head}/{known.repository}")
    return None
