"""Pin images by digest.

Off by default. A tag is moved whenever its image is rebuilt, which brings security fixes, and now and then a
surprise. A digest names one image for ever; something (`devcontain pin`, Renovate, Dependabot) then has to raise it.
Select this rule where builds must be repeatable to the byte. Stages, `scratch`, and names that only the build decides
are left alone.

```dockerfile bad
FROM «python:3.12-slim»
COPY --from=«ghcr.io/astral-sh/uv:0.5.1» /uv /usr/local/bin/
```

```jsonc bad .devcontainer/devcontainer.json
{
  "image": «"mcr.microsoft.com/devcontainers/python:3-3.12-bookworm"»
}
```

```yaml bad compose.yaml
services:
  db:
    image: «postgres:17.2»
```

```dockerfile good
ARG BASE
FROM ${BASE} AS base
FROM python:3.12-slim@sha256:5f9b6e0d1b3c8f6b0c0c5d2c6f5e2b3a7d1c9e8f4a5b6c7d8e9f0a1b2c3d4e5f
COPY --from=base /app /app
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import COMPOSE, DEVCONTAINER, DOCKERFILE, OFF, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build
    from devcontain.semantics.compose import Compose
    from devcontain.workspace import DevContainer


@rule("PIN003", on=[DOCKERFILE, DEVCONTAINER, COMPOSE], severity=OFF)
def check(subject: Build | DevContainer | Compose) -> Iterator[Problem]:
    """Yield each use of an image that has no digest."""
    for use in subject.image_uses:
        if not use.image.digest:
            yield Problem(
                use.span,
                f"the image `{use.image.name}` has no digest, so a rebuilt image of the same name is another one",
                help="add the digest: `NAME:TAG@sha256:...`",
            )
