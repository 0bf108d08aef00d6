"""Let a dev container with services open on machines without a GPU.

A service that reserves a GPU does not start where the engine has none to give (`could not select device driver`), and
the dev container with it: on the laptop, in a Codespace, in CI. `"hostRequirements": {"gpu": "optional"}` in the
devcontainer.json asks for one only where there is one. Looked at is the compose file right in `.devcontainer`; a second
configuration in its own folder may insist, and so may a service with `profiles`, which is not started by itself.

```yaml bad .devcontainer/compose.yaml
services:
  app:
    build: .
    command: sleep infinity
    deploy:
      resources:
        reservations:
          «devices»:
            - capabilities: [gpu]
              count: all
```

```yaml bad .devcontainer/compose.yaml
services:
  app:
    build: .
    «gpus»: all
```

```yaml good .devcontainer/compose.yaml
services:
  app:
    build: .
  model:
    image: vllm/vllm-openai:v0.9.1
    gpus: all
    profiles: [gpu]
```

```yaml good .devcontainer/gpu/compose.yaml
services:
  app:
    gpus: all
```

```yaml good compose.yaml
services:
  app:
    build: .
    gpus: all
```
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from devcontain.lint.rule import COMPOSE, WARNING, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.compose import Compose, Service
    from devcontain.syntax.tree import Node

_FOLDER = ".devcontainer"


@rule("GPU1106", on=COMPOSE, severity=WARNING)
def check(compose: Compose) -> Iterator[Problem]:
    """Yield each request of a service that is started with the dev container, once."""
    folder = posixpath.basename(posixpath.dirname(compose.source.path.replace("\\", "/")))
    if folder != _FOLDER:
        return
    nodes = (_request(service) for service in compose.gpu_services if service.get("profiles") is None)
    for node in {id(node): node for node in nodes if node is not None}.values():
        yield Problem(
            node.span,
            "the dev container does not start on a machine without a GPU",
            help='write `"hostRequirements": {"gpu": "optional"}` in the devcontainer.json instead',
        )


def _request(service: Service) -> Node | None:
    """The key that asks; a runtime is a matter of its own."""
    reservations = service.get("deploy", "resources", "reservations")
    return service.node.key("gpus") or (reservations.key("devices") if reservations is not None else None)
