"""Leave out the platform that is the default.

A FROM without `--platform` takes the platform that the build is for, which is what `$TARGETPLATFORM` says.

```dockerfile bad
FROM «--platform=$TARGETPLATFORM» python:3.12-slim
```

```dockerfile fixed
FROM python:3.12-slim
```

```dockerfile good
FROM --platform=$BUILDPLATFORM python:3.12-slim
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, STAGE, Edit, Fix, Problem, rule
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage


@rule("DKF022", on=STAGE, aliases=("DL3065", "RedundantTargetPlatform"), severity=INFO)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield `--platform=$TARGETPLATFORM`."""
    flag = stage.instruction.flag("platform")
    if flag is None or flag.value not in ("$TARGETPLATFORM", "${TARGETPLATFORM}") or stage.reference is None:
        return
    fix = Fix("Leave it out", (Edit(Span(flag.span.start, stage.reference.span.start), ""),))
    yield Problem(
        flag.span,
        "this is the platform that FROM takes anyway",
        help="leave it out",
        fix=fix if len(stage.instruction.flags) == 1 else None,
    )
