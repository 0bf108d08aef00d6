"""End as a user who is not root.

Who breaks out of a process that runs as root is root in the container, and with a mounted socket or directory soon on
the host. Only an explicit `USER root` at the end is reported, and only in the stage that makes the image. A dev
container has its own way of choosing the user, and an entry point that steps down with gosu or su-exec needs root.

```dockerfile bad
FROM python:3.12-slim
USER root
RUN apt-get update
USER «root»
```

```dockerfile bad
FROM debian:12 AS base
USER «0:0»
FROM base
RUN true
```

```dockerfile good
FROM python:3.12-slim
USER root
RUN apt-get update
USER app
```

```dockerfile good .devcontainer/Dockerfile
FROM python:3.12-slim
USER root
```

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y gosu
USER root
ENTRYPOINT ["/entrypoint.sh"]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, Problem, dockerfile, rule
from devcontain.semantics.ancestors import ancestors
from devcontain.semantics.base_images import is_dev_container

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build, Stage, Step

_STEPPING_DOWN = ("gosu", "su-exec", "setpriv", "fixuid", "s6-setuidgid")


@rule("SEC004", on=dockerfile("USER"), aliases=("DL3002",), severity=INFO)
def check(build: Build) -> Iterator[Problem]:
    """Yield the last USER of the image, if it is root."""
    step = _last_user(build.target) if build.target else None
    if step is None or not _is_root(step) or is_dev_container(build):
        return
    if not any(name in build.dockerfile.source.text for name in _STEPPING_DOWN):
        yield Problem(
            step.instruction.at(0, len(step.instruction.body)),
            "the container runs as root",
            help="end with a USER that is not root",
        )


def _last_user(stage: Stage) -> Step | None:
    for each in (stage, *ancestors(stage)):
        users = [step for step in each.steps if step.written.keyword == "USER"]
        if users:
            return users[-1]
    return None


def _is_root(step: Step) -> bool:
    user = step.scope.resolve(step.instruction.body) or ""
    return user.partition(":")[0] in ("root", "0")
