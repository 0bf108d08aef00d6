"""Say how to see whether the service is well.

Off by default: most images are no services, and Kubernetes and Compose have health checks of their own.

```dockerfile bad
«FROM» python:3.12-slim
CMD ["python", "-m", "http.server"]
```

```dockerfile good
FROM python:3.12-slim AS base
HEALTHCHECK CMD ["python", "-c", "import urllib.request; urllib.request.urlopen('http://localhost:8000')"]
FROM base
CMD ["python", "-m", "http.server"]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import DOCKERFILE, OFF, Problem, rule
from devcontain.semantics.ancestors import inherits

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build


@rule("DKF040", on=DOCKERFILE, aliases=("DL3057",), severity=OFF)
def check(build: Build) -> Iterator[Problem]:
    """Yield the stage that is built where neither it nor one that it continues has a HEALTHCHECK."""
    target = build.target
    if (
        target
        and not any(step.keyword == "HEALTHCHECK" for step in target.steps)
        and not inherits(target, "HEALTHCHECK")
    ):
        yield Problem(
            target.instruction.keyword_span,
            "the image has no HEALTHCHECK",
            help="add one, or `HEALTHCHECK NONE` to say that there is none",
        )
