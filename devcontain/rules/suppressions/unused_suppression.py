"""Remove comments that silence nothing.

A comment that outlives its finding hides the next one: somebody breaks the line below, and nobody hears of it. Judged
are devcontain's own comments, and of the rules that they name those that ran. hadolint's comments are left alone, for
hadolint may still need them.

```dockerfile bad
FROM python:3.12-slim
# devcontain: ignore=«CAC001» the image is thrown away
RUN pip install --no-cache-dir flask==3.0.3
```

```dockerfile fixed
FROM python:3.12-slim
RUN pip install --no-cache-dir flask==3.0.3
```

```dockerfile bad
FROM python:3.12-slim
# devcontain: ignore=PIN004,«pip-cache» the newest is wanted here
RUN pip install --no-cache-dir flask
```

```dockerfile fixed
FROM python:3.12-slim
# devcontain: ignore=PIN004 the newest is wanted here
RUN pip install --no-cache-dir flask
```

```jsonc bad .devcontainer/devcontainer.json
{
  "image": "mcr.microsoft.com/devcontainers/python:3-3.12-bookworm", // devcontain: ignore=«GPU2101»
  "runArgs": ["--shm-size=8g"]
}
```

```jsonc fixed .devcontainer/devcontainer.json
{
  "image": "mcr.microsoft.com/devcontainers/python:3-3.12-bookworm",
  "runArgs": ["--shm-size=8g"]
}
```

```dockerfile good
FROM python:3.12-slim
# hadolint ignore=DL3042
RUN pip install --no-cache-dir flask==3.0.3
# devcontain: ignore=CAC001 the image is thrown away
RUN pip install requests==2.32.3
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import SUPPRESSION, WARNING, Edit, Fix, Problem, rule
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.suppressions import Suppression


@rule("SUP001", on=SUPPRESSION, severity=WARNING)
def check(suppression: Suppression) -> Iterator[Problem]:
    """Yield each comment of ours with names that silence nothing."""
    idle = suppression.idle
    if not suppression.is_ours or not idle:
        return
    shown = ", ".join(f"`{name.value}`" for name in idle[:5]) + (", ..." if len(idle) > 5 else "")
    yield Problem(
        Span(idle[0].span.start, idle[-1].span.end),
        f"{shown} {'silences' if len(idle) == 1 else 'silence'} nothing here",
        fix=_fix(suppression),
    )


def _fix(suppression: Suppression) -> Fix:
    gone = {name.span for name in suppression.idle}
    rest = [name.value for name in suppression.names if name.span not in gone]
    if not rest:
        return Fix("Remove the comment", (Edit(_whole_comment(suppression), ""),))
    names = Span(suppression.names[0].span.start, suppression.names[-1].span.end)
    return Fix("Name only what is silenced", (Edit(names, ",".join(rest)),))


def _whole_comment(suppression: Suppression) -> Span:
    """The comment with its line where it has one of its own, else with the space before it."""
    source, (start, end) = suppression.source, suppression.span
    row = source.position(start).row
    line = source.line_starts[row - 1]
    before = source.text[line:start]
    if before.strip():
        return Span(line + len(before.rstrip()), end)
    return Span(line, source.line_starts[row] if row < len(source.line_starts) else len(source.text))
