"""Reserve devices; they cannot be limited.

Compose refuses `devices` under `limits`, and `gpus` as well.

```yaml bad compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    deploy:
      resources:
        limits:
          «devices»:
            - count: 1
              capabilities: [gpu]
```

```yaml fixed compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    deploy:
      resources:
        reservations:
          devices:
            - count: 1
              capabilities: [gpu]
```

```yaml bad compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    deploy:
      resources:
        limits:
          memory: 8g
          «gpus»: 1
```

```yaml good compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    deploy:
      resources:
        limits:
          memory: 8g
        reservations:
          devices:
            - count: 1
              capabilities: [gpu]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import COMPOSE, ERROR, Edit, Fix, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.compose import Compose
    from devcontain.syntax.tree import Node


_NAMES = ("devices", "gpus", "gpu", "nvidia.com/gpu")


@rule("GPU1104", on=COMPOSE, severity=ERROR)
def check(compose: Compose) -> Iterator[Problem]:
    """Yield devices among limits, once for each place where they stand."""
    resources = {id(node): node for service in compose.services if (node := service.get("deploy", "resources"))}
    for node in resources.values():
        limits = node.get("limits")
        for name in _NAMES:
            key = limits.key(name) if limits is not None else None
            if key is not None:
                yield Problem(
                    key.span,
                    f"Compose refuses `{name}` among `limits`",
                    help="ask for them below `reservations`, as `devices`",
                    fix=_fix(node) if name == "devices" else None,
                )


def _fix(resources: Node) -> Fix | None:
    """What holds nothing else may be called by the other name, if that is free."""
    key, limits = resources.key("limits"), resources.get("limits")
    if key is None or limits is None or len(limits.keys) != 1 or resources.key("reservations") is not None:
        return None
    return Fix("Reserve the devices", (Edit(key.span, "reservations"),))
