"""Use a Debian image for GPU packages, not Alpine.

PyTorch, TensorFlow, JAX, ONNX Runtime and CuPy have no wheels for musl, the C library of Alpine: `No matching
distribution found`. The driver's libraries, which the container toolkit mounts, need glibc as well.

```dockerfile bad
FROM python:3.12-alpine
RUN pip install numpy «torch==2.9.1» «onnxruntime-gpu==1.23.2»
```

```dockerfile bad
FROM alpine:3.20
RUN apk add --no-cache py3-pip && pip install «tensorflow»
```

```dockerfile good
FROM python:3.12-slim AS slim
RUN pip install torch==2.9.1
FROM python:3.12-alpine
RUN pip install numpy && apk add --no-cache py3-torch
```

```dockerfile good
FROM frolvlad/alpine-miniconda3:python3.9
RUN pip install torch==2.1.2
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu import table
from devcontain.lint.rule import ERROR, STAGE, WARNING, Problem, rule
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage


@rule("GPU805", on=STAGE, severity=ERROR, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each package without wheels for musl in an image of Alpine."""
    gpu = stage.gpu
    if gpu is None or gpu.image.distribution != "alpine" or gpu.mentions("conda", "mamba"):
        return
    rows = table.rows("no-musl-wheels")
    for package in gpu.own:
        row = rows.get(package.name)
        if row is not None:
            yield Problem(
                package.word.span,
                f"`{package.name}` has no wheel for Alpine's C library, musl",
                help="begin with a Debian image, such as `python:3.12-slim`",
                severity=None if row["verified"] else WARNING,
            )
