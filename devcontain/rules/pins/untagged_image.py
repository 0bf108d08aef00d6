"""Say which version of an image you mean.

An image without a tag is `latest`: what it contains changes under the build, and yesterday's build cannot be
repeated. Name a version, or a digest. Every reference counts: FROM, `COPY --from` and `RUN --mount=from=`, also
through the default of an ARG, and the `image` of a devcontainer.json and of a service in a compose file. A name that
only the build decides is not reported, nor one that Compose gives to what it builds.

```dockerfile bad
FROM «python»
```

```dockerfile bad
ARG BASE=python
FROM «${BASE}»
```

```dockerfile bad
FROM python:3.12-slim
COPY --from=«ghcr.io/astral-sh/uv» /uv /usr/local/bin/
```

```jsonc bad .devcontainer/devcontainer.json
{
  "image": «"mcr.microsoft.com/devcontainers/python"»
}
```

```yaml bad compose.yaml
services:
  db:
    image: «"${REGISTRY:-docker.io/library}/postgres"»
```

```yaml good compose.yaml
services:
  app:
    build: .
    image: example.com/app
  worker:
    image: example.com/app
  db:
    image: postgres:${POSTGRES_VERSION}
```

```dockerfile good
ARG BASE
FROM ${BASE} AS base
FROM python:3.12-slim AS build
FROM build
COPY --from=base /app /app
```

```dockerfile good
FROM python@sha256:5f9b6e0d1b3c8f6b0c0c5d2c6f5e2b3a7d1c9e8f4a5b6c7d8e9f0a1b2c3d4e5f
```

```jsonc good .devcontainer/devcontainer.json
{
  "image": "${localEnv:IMAGE}",
  "features": {}
}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import COMPOSE, DEVCONTAINER, DOCKERFILE, WARNING, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build
    from devcontain.semantics.compose import Compose
    from devcontain.workspace import DevContainer


@rule("PIN001", on=[DOCKERFILE, DEVCONTAINER, COMPOSE], aliases=("DL3006",), severity=WARNING)
def check(subject: Build | DevContainer | Compose) -> Iterator[Problem]:
    """Yield each use of an image that has neither a tag nor a digest."""
    for use in subject.image_uses:
        if not use.image.tag and not use.image.digest:
            yield Problem(
                use.span,
                f"the image `{use.image.name}` has no tag, so the build takes whatever is latest",
                help=f"name a version: `{use.image.name}:VERSION`",
            )
