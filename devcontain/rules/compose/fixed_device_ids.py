"""Leave the name of one GPU out of a file that is shared.

`GPU-6f9b...` and `MIG-...` are one device of one machine; elsewhere the container does not start. Take a number, or let
each host say it: `device_ids: ["${GPU:-0}"]`.

```yaml bad compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    deploy:
      resources:
        reservations:
          devices:
            - capabilities: [gpu]
              device_ids: [«"GPU-18b3e0c4-1f4c-2b6a-9d27-5a0c9f3e7b11"»]
```

```yaml good compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    gpus: [{device_ids: ["0", "${GPU:-1}"]}]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import COMPOSE, WARNING, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.compose import Compose

_UNIQUE = ("GPU-", "MIG-")


@rule("GPU1112", on=COMPOSE, severity=WARNING)
def check(compose: Compose) -> Iterator[Problem]:
    """Yield each device that is named as only one machine has it."""
    for request in (*compose.device_requests, *compose.gpu_requests):
        listed = request.get("device_ids")
        for node in listed.children if listed is not None else ():
            if str(node.value).startswith(_UNIQUE):
                yield Problem(node.span, "only one machine has this device", help='write `["${GPU:-0}"]`')
