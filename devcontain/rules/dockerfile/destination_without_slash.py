"""End the destination of several files with a slash.

With more than one source the destination has to be a directory. Without a slash at its end some builders refuse it,
and BuildKit writes one file over the other, unless such a directory happens to be there. The fix is safe where
WORKDIR made the directory.

```dockerfile bad
FROM python:3.12-slim
COPY setup.py setup.cfg «/build»
```

```dockerfile unsafe
FROM python:3.12-slim
COPY setup.py setup.cfg /build/
```

```dockerfile bad
FROM python:3.12-slim
WORKDIR /build
COPY setup.py setup.cfg «/build»
```

```dockerfile fixed
FROM python:3.12-slim
WORKDIR /build
COPY setup.py setup.cfg /build/
```

```dockerfile good
FROM python:3.12-slim
WORKDIR /app
ARG target=/srv/
COPY a b ./
COPY a b .
COPY a b "/etc/"
COPY a b $target
COPY a /b
COPY ["a", "b", "/c/"]
```
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Edit, Fix, Problem, instruction, rule
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step


@rule("DKF015", on=instruction("COPY", "ADD"), aliases=("DL3021",), severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield the destination of several sources that is not a directory by its name."""
    words = step.instruction.words
    if len(words) < 3:
        return
    last = words[-1]
    destination = step.scope.resolve(last.value)
    if not destination or destination.endswith(("/", "\\")) or destination.rpartition("/")[2] in (".", ".."):
        return
    yield Problem(
        last.span,
        f"several files cannot all be called `{destination}`",
        help="end it with a slash, which makes it a directory",
        fix=_fix(last.span, last.value, is_there=_is_workdir(step, destination)),
    )


def _is_workdir(step: Step, destination: str) -> bool:
    workdir = step.scope.workdir
    return workdir not in (None, "/") and posixpath.normpath(destination) == posixpath.normpath(workdir or "")


def _fix(span: Span, value: str, *, is_there: bool) -> Fix | None:
    if span.end - span.start != len(value) or value.endswith(('"', "'")):
        return None
    return Fix("End it with a slash", (Edit(Span(span.end, span.end), "/"),), safe=is_there)
