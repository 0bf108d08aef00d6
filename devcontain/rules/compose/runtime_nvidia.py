"""Ask for a GPU instead of naming a runtime.

`runtime: nvidia` works only where somebody has registered a runtime of that name: not with Docker Desktop, not with an
engine that has its GPUs through CDI, not on a laptop without one. `gpus: all`, or a reservation of devices, asks for
what is meant and works with each of these; the reservation is understood by Compose before 2.30 too. On a Jetson it is
the usual way: images made for one are left alone.

```yaml bad compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    runtime: «nvidia»
```

```yaml good compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    deploy:
      resources:
        reservations:
          devices:
            - driver: nvidia
              count: all
              capabilities: [gpu]
  sandbox:
    image: alpine:3.21
    runtime: runsc
  robot:
    image: dustynv/ros:humble-desktop-l4t-r36.2.0
    runtime: nvidia
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devcontain.lint.rule import COMPOSE, WARNING, Problem, rule
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.compose import Compose

_JETSON = pattern(r"l4t|jetson|jetpack|tegra|dustynv", re.IGNORECASE)


@rule("GPU1101", on=COMPOSE, severity=WARNING)
def check(compose: Compose) -> Iterator[Problem]:
    """Yield each runtime that only some hosts have, once."""
    if _JETSON.search(compose.source.path):
        return
    nodes = {}
    for service in compose.services:
        node, image = service.get("runtime"), service.get("image")
        if node is not None and node.value == "nvidia" and not _JETSON.search(str(image.value) if image else ""):
            nodes[id(node)] = node
    for node in nodes.values():
        yield Problem(
            node.span,
            "the container does not start where no runtime `nvidia` is registered",
            help="ask for `gpus: all`, or reserve the device: `deploy.resources.reservations.devices`",
        )
