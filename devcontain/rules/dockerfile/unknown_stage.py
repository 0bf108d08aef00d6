"""Copy from a stage that is there.

`--from` names a stage above, its number, an image, or a context that the build command brings. A stage cannot copy
from itself, a number needs a stage, and a variable is not replaced here. A bare name that is no stage is taken for an
image, which is most often a slip of the pen; a stage below is found by BuildKit, but not by other builders.

```dockerfile bad
FROM python:3.12-slim AS app
COPY --from=«app» /a /b
```

```dockerfile bad
FROM python:3.12-slim AS build
FROM python:3.12-slim
COPY --from=«biuld» /a /a
COPY --from=«3» /a /a
COPY --from=«${STAGE}» /a /a
```

```dockerfile bad
FROM python:3.12-slim
COPY --from=«build» /a /a
FROM debian:12 AS build
```

```dockerfile good
FROM python:3.12-slim AS build
FROM python:3.12-slim
COPY --from=Build /a /a
COPY --from=0 /a /a
COPY --from=ghcr.io/astral-sh/uv:0.8 /uv /bin/
RUN --mount=from=build,target=/build true
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import ERROR, INFO, WARNING, Problem, instruction, rule
from devcontain.semantics.mounts import mounts_of
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.lint.rule import Severity
    from devcontain.semantics.build import Step

_MAXIMUM_NAMES = 50


@rule("DKF016", on=instruction("COPY", "RUN"), aliases=("DL3022", "DL3023"), severity=ERROR)
def check(step: Step) -> Iterator[Problem]:
    """Yield each `--from` that does not lead to a stage above, or plainly to an image."""
    flag = step.instruction.flag("from") if step.keyword == "COPY" else None
    if flag and flag.value:
        yield from _check(step, flag.value, Span(flag.span.end - len(flag.value), flag.span.end))
    elif step.keyword == "RUN" and step.instruction.flags:
        for mount in mounts_of(step):
            if mount.image and "$" not in mount.image:
                yield from _check(step, mount.image, mount.image_span)


def _check(step: Step, name: str, span: Span) -> Iterator[Problem]:
    if "$" in name:
        hint = "begin a stage with `FROM ${...} AS name`, and copy from that"
        yield Problem(span, f"`{name}` is not replaced here: `--from` knows no variables", help=hint)
        return
    stage = step.stage.build.stage_at(name)
    if stage is step.stage:
        hint = "copy from another stage, or with RUN and `cp`"
        yield Problem(span, "a stage cannot copy from itself", help=hint)
    elif stage is not None and stage.index > step.stage.index:
        hint = "move the stage up"
        yield Problem(span, f"the stage `{name}` begins below: only BuildKit finds it", help=hint, severity=INFO)
    elif stage is None and name.isdigit():
        count = len(step.stage.build.stages)
        yield Problem(span, f"there is no stage {name}", help=f"the stages are numbered from 0 to {count - 1}")
    elif stage is None and not any(mark in name for mark in "/:@"):
        yield _unknown(step, name, span)


def _unknown(step: Step, name: str, span: Span) -> Problem:
    from difflib import get_close_matches

    close = get_close_matches(name.lower(), list(step.stage.build.names)[:_MAXIMUM_NAMES], 1)
    severity: Severity = WARNING if close else INFO
    return Problem(
        span,
        f"no stage is called `{name}`, so this is the image `{name}:latest`",
        help=f"did you mean `{close[0]}`?" if close else "name a stage, or an image with its version",
        severity=severity,
    )
