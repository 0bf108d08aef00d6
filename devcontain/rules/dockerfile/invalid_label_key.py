"""Write label keys in small letters, with dots and hyphens.

Off by default. Docker asks for keys that begin with a small letter, hold only small letters, numbers, single dots and
hyphens, and stay away from its own prefixes `com.docker.`, `io.docker.` and `org.dockerproject.`.

```dockerfile bad
FROM debian:12
LABEL «Version»=1 «com.docker.name»=app
```

```dockerfile good
FROM debian:12
LABEL org.opencontainers.image.version=1 version=1
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import OFF, Problem, instruction, rule
from devcontain.pattern import pattern
from devcontain.semantics.variables import unquote
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step

_VALID = pattern(r"[a-z][a-z0-9]*(?:[.-][a-z0-9]+)*")
_RESERVED = ("com.docker.", "io.docker.", "org.dockerproject.")


@rule("DKF038", on=instruction("LABEL"), aliases=("DL3048",), severity=OFF)
def check(step: Step) -> Iterator[Problem]:
    """Yield each key that Docker's guidelines do not allow."""
    for pair in step.instruction.pairs:
        key = unquote(pair.name)
        if "$" in key:
            continue
        span = Span(pair.span.start, pair.span.start + len(pair.name))
        if key.startswith(_RESERVED):
            yield Problem(span, f"`{key}` begins with a prefix that is Docker's own", help="use a prefix of your own")
        elif not _VALID.fullmatch(key):
            yield Problem(
                span, f"`{key}` is not a key by Docker's guidelines", help="write `small.letters-and-hyphens`"
            )
