"""Say what a reserved device is for.

Compose refuses an entry of `devices` without a list of `capabilities`; without `gpu` among them no GPU is given.

```yaml bad compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    deploy:
      resources:
        reservations:
          devices:
            - «driver: nvidia
              count: all»
```

```yaml fixed compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    deploy:
      resources:
        reservations:
          devices:
            - capabilities: [gpu]
              driver: nvidia
              count: all
```

```yaml bad compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    deploy: {resources: {reservations: {devices: [{count: all, capabilities: «gpu»}]}}}
```

```yaml fixed compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    deploy: {resources: {reservations: {devices: [{count: all, capabilities: [gpu]}]}}}
```

```yaml good compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    deploy:
      resources:
        reservations:
          devices:
            - {count: all, capabilities: [gpu, video]}
            - {driver: other, count: 1, capabilities: [tpu]}
  other:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    gpus: [{count: 1}]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import COMPOSE, ERROR, Edit, Fix, Problem, rule
from devcontain.semantics.compose import new_member
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.compose import Compose
    from devcontain.syntax.tree import Node

_WANTED = "capabilities: [gpu]"
_DRIVERS = (None, "nvidia", "cdi")


@rule("GPU1103", on=COMPOSE, severity=ERROR)
def check(compose: Compose) -> Iterator[Problem]:
    """Yield each reserved device without a list of capabilities."""
    for request in compose.device_requests:
        given = request.get("capabilities")
        if given is None and request.keys:
            yield Problem(
                request.span,
                "Compose refuses a device without `capabilities`",
                help=f"add `{_WANTED}`",
                fix=_added(compose, request),
            )
        elif given is not None and given.kind == "scalar":
            text = str(given.value)
            edit = Edit(given.span, f"[{text}]")
            yield Problem(
                given.span,
                "Compose wants a list of capabilities",
                help=f"write `capabilities: [{text}]`",
                fix=Fix("Write a list", (edit,)) if compose.source.slice(given.span) == text else None,
            )


def _added(compose: Compose, request: Node) -> Fix | None:
    driver = request.get("driver")
    place = new_member(compose.source, request, _WANTED)
    if place is None or (driver.value if driver is not None else None) not in _DRIVERS:
        return None
    return Fix(f"Add `{_WANTED}`", (Edit(Span(place[0], place[0]), place[1]),))
