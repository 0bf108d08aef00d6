"""Say where a COPY goes before you say it relatively.

Without a WORKDIR a relative destination is taken from the directory that the base image happens to leave: mostly `/`,
where a copied tree ends up among `/bin` and `/etc`. Set WORKDIR first, or copy to an absolute path. It is a warning
where the whole build context would land in `/`, and information elsewhere.

```dockerfile bad
FROM python:3.12-slim
COPY . «.»
CMD ["python", "main.py"]
```

```dockerfile bad
FROM registry.example/base:1
COPY settings.toml "«settings.toml»"
```

```dockerfile good
FROM python:3.12-slim
WORKDIR /app
COPY . .
```

```dockerfile good
FROM python:3.12-slim AS base
WORKDIR /app
FROM base
ARG target
COPY pyproject.toml .
COPY setup.sh $target
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, WARNING, Problem, rule, stage
from devcontain.pattern import pattern
from devcontain.semantics.ancestors import inherits
from devcontain.semantics.base_images import is_plain
from devcontain.semantics.copies import read_copy
from devcontain.semantics.variables import unquote
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step

_ABSOLUTE = pattern(r"[/\\$]|[A-Za-z]:")


@rule("DKF004", on=stage("COPY", "ADD"), aliases=("DL3045",), severity=WARNING)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each relative destination before the first WORKDIR."""
    problems: list[Problem] = []
    for step in stage.steps:
        if step.keyword == "WORKDIR":
            break
        if step.keyword in ("COPY", "ADD"):
            problems += _relative(step)
    if problems and not inherits(stage, "WORKDIR"):
        yield from problems


def _relative(step: Step) -> Iterator[Problem]:
    words = step.instruction.words
    if len(words) < 2:
        return
    span, value = words[-1]
    destination = unquote(value)
    if not destination or _ABSOLUTE.match(destination):
        return
    quotes = int(span.end - span.start == len(destination) + 2)
    copied = read_copy(step)
    yield Problem(
        Span(span.start + quotes, span.end - quotes),
        f"`{destination}` is relative, and no WORKDIR says to what",
        help="set WORKDIR above, or copy to an absolute path",
        severity=None if copied and copied.is_everything and is_plain(step.stage) else INFO,
    )
