"""Let the build choose the platform.

`FROM --platform=linux/amd64` gives an image for amd64 whatever the machine is; on an ARM machine everything in it runs
emulated. Where something exists for one platform only, say so in the stage's name, which also ends this finding, or
with `docker build --platform`. `$BUILDPLATFORM` is for stages that compile for another machine.

```dockerfile bad
FROM «--platform=linux/amd64» python:3.12-slim
```

```dockerfile good
FROM --platform=$BUILDPLATFORM golang:1.24 AS build
FROM --platform=linux/amd64 debian:12 AS driver-amd64
FROM python:3.12-slim
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, STAGE, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage


@rule("DKF021", on=STAGE, aliases=("DL3029", "FromPlatformFlagConstDisallowed"), severity=INFO)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield a platform that is written down, unless the stage is named for it."""
    flag = stage.instruction.flag("platform")
    if flag is None or not flag.value or "$" in flag.value:
        return
    if not any(part in stage.name.lower() for part in flag.value.lower().split("/") if part):
        yield Problem(
            flag.span,
            f"every machine builds this stage for `{flag.value}`",
            help="leave it out and build with `--platform`, or name the stage for its platform",
        )
