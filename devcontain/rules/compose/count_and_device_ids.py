"""Choose GPUs by number or by name, not by both.

`count` takes that many GPUs, `device_ids` takes these; Compose refuses a file that says both.

```yaml bad compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    deploy:
      resources:
        reservations:
          devices:
            - «count»: 1
              device_ids: ["0"]
              capabilities: [gpu]
```

```yaml bad compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    gpus: [{device_ids: ["0"], «count»: all}]
```

```yaml good compose.yaml
services:
  one:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    gpus: [{device_ids: ["0"]}, {count: 1, driver: other}]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import COMPOSE, ERROR, Note, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.compose import Compose


@rule("GPU1102", on=COMPOSE, severity=ERROR)
def check(compose: Compose) -> Iterator[Problem]:
    """Yield each request that has both."""
    for request in (*compose.device_requests, *compose.gpu_requests):
        count, names = request.key("count"), request.key("device_ids")
        if count is not None and names is not None:
            yield Problem(
                count.span,
                "Compose refuses `count` beside `device_ids`",
                help="keep one of the two",
                also=(Note(names.span, "this says already which devices"),),
            )
