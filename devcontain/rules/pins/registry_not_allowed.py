"""Take images from the registries that your organisation allows.

Says nothing until the registries are named in the configuration, as here:

`allowed-registries = ["docker.io", "ghcr.io/astral-sh", "*.example.com"]`

A registry may go on with a path, which stands for all below it; `*.` stands for every host below a domain. Docker Hub
is `docker.io`. Every reference counts: FROM, `COPY --from`, `RUN --mount=from=`, and the `image` of a
devcontainer.json and of a service in a compose file; a name that only the build decides is not reported.

```dockerfile bad
FROM «quay.io/jupyter/base-notebook:2025-03-14»
```

```dockerfile bad
FROM python:3.12-slim
COPY --from=«ghcr.io/someone/uv:0.8.4» /uv /usr/local/bin/
```

```jsonc bad .devcontainer/devcontainer.json
{
  "image": «"mcr.microsoft.com/devcontainers/python:3-3.12-bookworm"»
}
```

```yaml bad compose.yaml
services:
  search:
    image: «quay.io/example/search:3.1»
```

```dockerfile good
FROM python:3.12-slim
COPY --from=ghcr.io/astral-sh/uv:0.8.4 /uv /usr/local/bin/
COPY --from=mirror.example.com/tools/just:1.40 /just /usr/local/bin/
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import COMPOSE, DEVCONTAINER, DOCKERFILE, WARNING, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build
    from devcontain.semantics.compose import Compose
    from devcontain.syntax.image import ImageReference
    from devcontain.workspace import DevContainer

_DOCKER_HUB = "docker.io"


@rule("PIN019", on=[DOCKERFILE, DEVCONTAINER, COMPOSE], aliases=("DL3026",), severity=WARNING)
def check(subject: Build | DevContainer | Compose) -> Iterator[Problem]:
    """Yield each use of an image from a registry that is not allowed."""
    allowed = subject.settings.allowed_registries
    if not allowed:
        return
    for use in subject.image_uses:
        if not any(_is_from(use.image, registry) for registry in allowed):
            yield Problem(
                use.span,
                f"`{use.image.name}` comes from `{use.image.registry or _DOCKER_HUB}`, which is not allowed",
                help=f"allowed are {', '.join(f'`{registry}`' for registry in allowed)}",
            )


def _is_from(image: ImageReference, allowed: str) -> bool:
    host, slash, path = allowed.rstrip("/").partition("/")
    registry = image.registry or _DOCKER_HUB
    is_host = registry.endswith(host[1:]) if host.startswith("*") else registry == host
    is_official = not image.registry and "/" not in image.repository
    repository = f"library/{image.repository}" if is_official else image.repository
    return is_host and (not slash or f"{repository}/".startswith(f"{path}/"))
