"""Name the author in a label.

MAINTAINER is deprecated; `org.opencontainers.image.authors` is where tools look for the author.

```dockerfile bad
FROM debian:12
«MAINTAINER» Ada Lovelace <ada@example.com>
```

```dockerfile fixed
FROM debian:12
LABEL org.opencontainers.image.authors="Ada Lovelace <ada@example.com>"
```

```dockerfile bad
FROM debian:12
«maintainer» "ada@example.com"
```

```dockerfile fixed
FROM debian:12
LABEL org.opencontainers.image.authors="ada@example.com"
```

```dockerfile good
FROM debian:12
LABEL org.opencontainers.image.authors="ada@example.com"
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, Edit, Fix, Problem, dockerfile, rule
from devcontain.syntax.instruction import HOLE
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build
    from devcontain.syntax.instruction import Instruction


@rule("DKF029", on=dockerfile("MAINTAINER"), aliases=("DL4000", "MaintainerDeprecated"), severity=INFO)
def check(build: Build) -> Iterator[Problem]:
    """Yield each MAINTAINER."""
    for instruction in build.dockerfile.instructions:
        if instruction.keyword == "MAINTAINER":
            yield Problem(
                instruction.keyword_span,
                "MAINTAINER is deprecated",
                help='write `LABEL org.opencontainers.image.authors="..."`',
                fix=_fix(instruction),
            )


def _fix(instruction: Instruction) -> Fix | None:
    name = instruction.body
    if name[:1] in ("'", '"') and name[-1:] == name[:1] and len(name) >= 2:
        name = name[1:-1]
    if not name or any(character in name for character in ('"', "\\", "$", "`", HOLE, "\n")):
        return None
    span = Span(instruction.start, instruction.offset + len(instruction.body))
    return Fix("Write a LABEL", (Edit(span, f'LABEL org.opencontainers.image.authors="{name}"'),))
