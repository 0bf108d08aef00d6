"""Download with one tool.

Off by default, a matter of style: where one stage uses both wget and curl, one of them could stay out of the image.

```dockerfile bad
FROM debian:12
RUN wget -q https://example.com/a-1.0
RUN «curl» -fsSLO https://example.com/b-1.0
```

```dockerfile good
FROM debian:12 AS one
RUN wget -q https://example.com/a-1.0
FROM debian:12 AS other
RUN curl -fsSLO https://example.com/b-1.0
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import OFF, Note, Problem, rule, stage

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage
    from devcontain.semantics.commands import Command


@rule("DKF030", on=stage("wget"), aliases=("DL4001",), severity=OFF)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield the first use of the second tool."""
    first: dict[str, Command] = {}
    for step in stage.steps:
        for command in step.commands:
            if command.name in ("wget", "curl") and command.name not in first:
                first[command.name] = command
    if len(first) == 2:
        one, other = first.values()
        yield Problem(
            other.words[0].span,
            f"this stage downloads with both {one.name} and {other.name}",
            help=f"use {one.name} here too",
            also=(Note(one.words[0].span, f"{one.name} here"),),
        )
