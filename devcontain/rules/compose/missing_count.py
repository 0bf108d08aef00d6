"""Say how many GPUs are reserved.

Compose takes all of them where neither `count` nor `device_ids` is said; releases before that took none, so that the
container started and saw no GPU. `count: all` is the same in each.

```yaml bad compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    deploy:
      resources:
        reservations:
          devices:
            - «driver: nvidia
              capabilities: [gpu]»
```

```yaml fixed compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    deploy:
      resources:
        reservations:
          devices:
            - count: all
              driver: nvidia
              capabilities: [gpu]
```

```yaml good compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    deploy:
      resources:
        reservations:
          devices:
            - capabilities: [gpu]
              count: 1
            - capabilities: [gpu]
              device_ids: ["3"]
            - capabilities: [tpu]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import COMPOSE, INFO, Edit, Fix, Problem, rule
from devcontain.semantics.compose import capabilities, new_member
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.compose import Compose


@rule("GPU1113", on=COMPOSE, severity=INFO)
def check(compose: Compose) -> Iterator[Problem]:
    """Yield each reservation of GPUs that leaves their number open."""
    for request in compose.device_requests:
        if "gpu" in capabilities(request) and not request.key("count") and not request.key("device_ids"):
            place = new_member(compose.source, request, "count: all")
            yield Problem(
                request.span,
                "older releases of Compose give no GPU where no number is said",
                help="add `count: all`",
                fix=Fix("Add `count: all`", (Edit(Span(place[0], place[0]), place[1]),)) if place else None,
            )
