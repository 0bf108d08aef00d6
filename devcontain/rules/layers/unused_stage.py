"""Remove a stage that nothing uses.

BuildKit does not even build it: no later FROM, `COPY --from` or `RUN --mount=from=` names it, and it is not the stage
that the file ends with. What it was meant to bring is not in the image. A stage without a name is a warning. One with
a name may be meant for `docker build --target`: it is left alone, unless the name says that it serves others (`build`,
`deps`, `tools`, ...); then it is information. Where an unused stage has a name of another kind, the file has several
targets, and no stage with a name is reported.

```dockerfile bad
«FROM node:22-slim»
RUN npm install -g serve@14.2.4 && npm cache clean --force
FROM python:3.12-slim
```

```dockerfile bad
FROM golang:1.23 AS build
«FROM python:3.12-slim AS tools»
FROM debian:12
COPY --from=build /go/bin /usr/local/bin
```

```dockerfile good
FROM python:3.12-slim AS base
FROM base AS test
FROM base AS wheels
FROM base
COPY --from=2 /wheels /wheels
```

```dockerfile good
FROM scratch AS base
FROM debian:12 AS debian
FROM alpine:3.21 AS alpine
```

```dockerfile good
ARG VARIANT=small
FROM debian:12 AS variant-small
FROM debian:12-slim AS variant-large
FROM variant-${VARIANT}
```
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING

from devcontain.lint.rule import DOCKERFILE, INFO, WARNING, Problem, rule
from devcontain.pattern import pattern
from devcontain.semantics.mounts import mounts_of
from devcontain.semantics.variables import resolve, unquote
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build, Stage

_HELPER = pattern(
    r"(?:.*[-_])?(?:build\w*|compile\w*|deps|dependencies|base|install\w*|downloads?|downloader|fetch\w*|sources?|src|wheels?"
    r"|tools|tooling)(?:[-_]?(?:image|stage|env|\d+))?",
    re.IGNORECASE,
)


_VARIABLE = pattern(r"\$\{[^}]*\}|\$\w+")
_MAXIMUM_PATTERNS = 50


@rule("LAY007", on=DOCKERFILE, severity=WARNING)
def check(build: Build) -> Iterator[Problem]:
    """Yield each stage that neither a later one nor the image is made of."""
    used = {*_used_stages(build), *build.final_stages, *build.stages[-1:]}
    unused = [stage for stage in build.stages if stage not in used]
    has_targets = any(stage.name and not _HELPER.fullmatch(stage.name) for stage in unused)
    for stage in unused:
        if stage.name and has_targets:
            continue
        start = stage.instruction.start
        named = f"the stage `{stage.name}`" if stage.name else "this stage"
        yield Problem(
            Span(start, stage.instruction.offset + len(stage.instruction.body)),
            f"{named} is not part of the image: nothing takes anything from it",
            help="remove it, or copy from it what it was meant to bring",
            severity=INFO if stage.name else None,
        )


def _used_stages(build: Build) -> set[Stage]:
    """The stages that others continue or take files from; a reference with an unknown part means all that fit it."""
    used = {stage.parent for stage in build.stages if stage.parent is not None}
    references = [text for stage in build.stages for text in _references(stage)]
    for text in references:
        name = resolve(text, build.arguments)
        if name is not None:
            stage = build.stage_at(name)
            used |= {stage} if stage is not None else set()
    unknown = {text for text in references if resolve(text, build.arguments) is None}
    ends = [_ends(text) for text in islice(unknown, _MAXIMUM_PATTERNS)]
    if len(unknown) > _MAXIMUM_PATTERNS:
        return set(build.stages)
    return used | {stage for stage in build.stages if stage.name and _fits(stage.name.lower(), ends)}


def _ends(reference: str) -> tuple[str, str]:
    """What a reference such as `base-${TARGETARCH}` begins and ends with."""
    parts = _VARIABLE.split(unquote(reference).lower())
    return parts[0], parts[-1]


def _fits(name: str, ends: list[tuple[str, str]]) -> bool:
    return any(name.startswith(first) and name.endswith(last) for first, last in ends)


def _references(stage: Stage) -> Iterator[str]:
    if stage.parent is None and stage.reference is not None and "$" in stage.reference.value:
        yield stage.reference.value
    for step in stage.steps:
        flag = step.instruction.flag("from") if step.keyword in ("COPY", "ADD") else None
        if flag is not None:
            yield flag.value
        if step.keyword == "RUN" and step.instruction.flags:
            yield from (mount.image for mount in mounts_of(step) if mount.image)
