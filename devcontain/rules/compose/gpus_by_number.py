"""Give `gpus` the word `all` or a list.

`docker run --gpus 1` has no such short form in Compose, which refuses a number: write `gpus: [{count: 1}]`.

```yaml bad compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    gpus: «1»
```

```yaml fixed compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    gpus: [{count: 1}]
```

```yaml bad compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    gpus: «"device=0"»
```

```yaml good compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    gpus: all
  other:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    gpus:
      - count: 1
  chosen:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    gpus: ${GPUS}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import COMPOSE, ERROR, Edit, Fix, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.compose import Compose


@rule("GPU1105", on=COMPOSE, severity=ERROR)
def check(compose: Compose) -> Iterator[Problem]:
    """Yield each value of `gpus` that Compose refuses."""
    nodes = {id(node): node for service in compose.services if (node := service.get("gpus")) is not None}
    for node in nodes.values():
        text = str(node.value)
        if node.kind == "scalar" and node.value is not None and text != "all" and "$" not in text:
            is_number = isinstance(node.value, int) and node.value > 0
            yield Problem(
                node.span,
                f"Compose refuses `gpus: {text}`",
                help="write `all`, or a list such as `[{count: 1}]`",
                fix=Fix("Write a list", (Edit(node.span, f"[{{count: {text}}}]"),)) if is_number else None,
            )
