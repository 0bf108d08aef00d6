"""Join instructions that always change together.

Off by default: RUNs that stand one below the other are cached one by one, which is what you want while you work on
them, and what dependencies that change seldom need. Select this rule where each layer counts. RUNs with other flags,
and those that already chain several commands, are left alone.

```dockerfile bad
FROM debian:12
RUN mkdir /data
«RUN» touch /data/file
```

```dockerfile unsafe
FROM debian:12
RUN mkdir /data \\
    && touch /data/file
```

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
RUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.0.3
WORKDIR /data
RUN touch file
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import OFF, Edit, Fix, Problem, instruction, rule
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step

_KEEPERS = frozenset("cd pushd export set source . umask exit exec trap alias shopt ulimit unset return".split())
"""After these a command that follows in the same shell does something else, or nothing."""


@rule("LAY009", on=instruction("RUN"), aliases=("DL3059",), severity=OFF)
def check(step: Step) -> Iterator[Problem]:
    """Yield a RUN of one command right below another one with the same flags."""
    before = step.stage.steps[step.index - 1] if step.index else None
    if before is None or before.written.keyword != "RUN" or step.written.keyword != "RUN":
        return
    if not (_is_short(before) and _is_short(step)) or _flags(before) != _flags(step):
        return
    yield Problem(
        step.written.keyword_span,
        "this RUN could be part of the one above",
        help="join them with `&&`, unless they should be cached one by one",
        fix=_fix(before, step),
    )


def _is_short(step: Step) -> bool:
    return len(step.commands) <= 1 and not step.instruction.heredocs


def _flags(step: Step) -> list[tuple[str, str]]:
    return [(flag.name, flag.value) for flag in step.instruction.flags]


def _fix(before: Step, step: Step) -> Fix | None:
    if any(other.instruction.exec_form is not None or not other.commands for other in (before, step)):
        return None
    last = before.commands[-1]
    if any(command.name in _KEEPERS for command in before.commands) or last.syntax.after == "&" or last.context:
        return None
    start = before.instruction.offset + len(before.instruction.body)
    source = step.stage.build.dockerfile.source
    between = source.slice(Span(start, step.written.start))
    if (
        "#" in before.instruction.body
        or between.strip()
        or step.commands[0].syntax.span.start != step.instruction.offset
    ):
        return None
    newline = "\r\n" if "\r\n" in between else "\n"
    edit = Edit(Span(start, step.instruction.offset), f" {step.instruction.escape}{newline}    && ")
    return Fix("Join it with the RUN above", (edit,), safe=False)
