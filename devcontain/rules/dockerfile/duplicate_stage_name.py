"""Give each stage a name of its own.

Of two stages with one name a later `COPY --from` or FROM finds the last one above it, and `--target` one of them.
Names do not mind their case.

```dockerfile bad
FROM python:3.12-slim AS build
FROM debian:12 AS «Build»
```

```dockerfile good
FROM python:3.12-slim AS build
FROM debian:12 AS final
FROM debian:12
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import DOCKERFILE, WARNING, Note, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build
    from devcontain.syntax.source import Span


@rule("DKF017", on=DOCKERFILE, aliases=("DL3024", "DuplicateStageName"), severity=WARNING)
def check(build: Build) -> Iterator[Problem]:
    """Yield each name that an earlier stage has."""
    first: dict[str, Span] = {}
    for stage in build.stages:
        if not stage.name:
            continue
        span = stage.instruction.words[2].span
        earlier = first.setdefault(stage.name.lower(), span)
        if earlier != span:
            yield Problem(
                span,
                f"another stage is called `{stage.name}` too",
                help="rename one of them",
                also=(Note(earlier, "the other one"),),
            )
