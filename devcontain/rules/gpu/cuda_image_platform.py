"""Let the host choose the platform of a CUDA image.

`--platform=linux/amd64` makes an Apple computer emulate, and there is never a GPU in there; a GH200 or another ARM
server with a GPU emulates too. The images are built for both, so leave the flag out, or choose the platform where the
build is started.

```dockerfile bad
FROM «--platform=linux/amd64» nvidia/cuda:12.4.1-runtime-ubuntu22.04
```

```dockerfile good
ARG PLATFORM=linux/amd64
FROM --platform=$PLATFORM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS chosen
FROM --platform=$BUILDPLATFORM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS cross
FROM --platform=linux/amd64 python:3.12-slim
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu.images import read_image
from devcontain.lint.rule import INFO, STAGE, Problem, rule
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage


@rule("GPU806", on=STAGE, severity=INFO, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield a constant platform on a FROM that names a CUDA image."""
    flag = stage.instruction.flag("platform")
    if flag is None or flag.value != "linux/amd64" or stage.parent is not None or stage.image is None:
        return
    if read_image(stage.image).is_gpu:
        yield Problem(
            flag.span,
            f"`{flag.value}` is emulated on ARM hosts, where the container then has no GPU",
            help="leave `--platform` out, and choose the platform where the build is started",
        )
