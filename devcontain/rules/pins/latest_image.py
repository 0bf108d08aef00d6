"""Name a version instead of a tag that moves.

`latest`, `nightly`, `edge` and the like point to another image tomorrow, and so do `slim` and `alpine` of `python`,
which are whatever Python is newest. Name a version, or a digest.

```dockerfile bad
FROM «ubuntu:latest»
```

```dockerfile bad
ARG TAG=latest
FROM «tensorflow/tensorflow:${TAG}-gpu»
```

```dockerfile bad
FROM alpine:3.20
COPY --from=«busybox:edge» /bin/sh /bin/busybox-sh
```

```jsonc bad .devcontainer/devcontainer.json
{
  "image": «"mcr.microsoft.com/devcontainers/python:latest"»
}
```

```yaml bad compose.yaml
services:
  cache:
    image: «redis:${TAG:-latest}»
```

```dockerfile bad
FROM «python:slim»
```

```dockerfile good
FROM ubuntu:24.04
```

```dockerfile good
FROM python:3-slim
FROM debian:bookworm-slim
FROM us/python:slim
```

```dockerfile good
FROM node:latest@sha256:5f9b6e0d1b3c8f6b0c0c5d2c6f5e2b3a7d1c9e8f4a5b6c7d8e9f0a1b2c3d4e5f
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import COMPOSE, DEVCONTAINER, DOCKERFILE, WARNING, Problem, rule
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build
    from devcontain.semantics.compose import Compose
    from devcontain.syntax.image import ImageReference
    from devcontain.workspace import DevContainer

_MOVING = pattern(
    r"(?:[^0-9]*[-_.])?latest(?:[-_.].*)?|nightly(?:-.*)?|edge|dev|devel|develop|main|master|canary|rolling"
)

_OF_ANY_PYTHON = pattern(r"[a-z-]+")


@rule("PIN002", on=[DOCKERFILE, DEVCONTAINER, COMPOSE], aliases=("DL3007",), severity=WARNING)
def check(subject: Build | DevContainer | Compose) -> Iterator[Problem]:
    """Yield each use of an image by a tag that moves."""
    for use in subject.image_uses:
        if not use.image.digest and _moves(use.image):
            yield Problem(
                use.span,
                f"`{use.image.tag}` of `{use.image.name}` is another image tomorrow",
                help="name a version, or add the digest",
            )


def _moves(image: ImageReference) -> bool:
    of_any = image.name == "python" and _OF_ANY_PYTHON.fullmatch(image.tag)
    return bool(of_any or _MOVING.fullmatch(image.tag))
