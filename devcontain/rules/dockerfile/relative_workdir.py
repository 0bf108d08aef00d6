"""Begin the first WORKDIR of a stage with a slash.

A relative WORKDIR is taken from the directory that the base image happens to leave, so the same instruction means
another place when the image changes. Later ones may be relative: they build on the first. The fix is safe where the
base image is known to start at `/`.

```dockerfile bad
FROM python:3.12-slim
WORKDIR «app»
```

```dockerfile fixed
FROM python:3.12-slim
WORKDIR /app
```

```dockerfile bad
FROM registry.example/base:1
WORKDIR "«app»"
```

```dockerfile unsafe
FROM registry.example/base:1
WORKDIR "/app"
```

```dockerfile good
FROM python:3.12-slim AS base
WORKDIR /srv
FROM base
WORKDIR app
```

```dockerfile good
FROM python:3.12-slim
ARG home
WORKDIR ${home}
WORKDIR app
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Edit, Fix, Problem, rule, stage
from devcontain.pattern import pattern
from devcontain.semantics.ancestors import inherits
from devcontain.semantics.base_images import is_plain
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage

_ABSOLUTE = pattern(r"[/\\]|[A-Za-z]:")


@rule("DKF003", on=stage("WORKDIR"), aliases=("DL3000", "WorkdirRelativePath"), severity=WARNING)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield the first WORKDIR of a stage and those it continues, if it is relative."""
    first = next((step for step in stage.steps if step.keyword == "WORKDIR"), None)
    path = first.scope.expand(first.instruction.body.strip("\"'")) if first else None
    if first is None or not path or _ABSOLUTE.match(path) or inherits(stage, "WORKDIR"):
        return
    body = first.instruction.body
    quotes = int(body[0] in "\"'" and body[-1] == body[0])
    span = Span(first.instruction.offset + quotes, first.instruction.offset + len(body) - quotes)
    yield Problem(
        span,
        f"`{path}` is relative to whatever directory the base image leaves",
        help="begin with a slash",
        fix=Fix("Begin with a slash", (Edit(Span(span.start, span.start), "/"),), safe=is_plain(stage)),
    )
