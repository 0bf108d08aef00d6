"""Let the host choose the platform of a CUDA image.

`--platform=linux/amd64` makes an Apple computer emulate, and there is never a GPU in there; a GH200 or another ARM
server with a GPU emulates too. The images are built for both, so leave the flag out, or choose the platform where the
build is started. `platform: linux/amd64` in a compose file does the same.

```dockerfile bad
FROM «--platform=linux/amd64» nvidia/cuda:12.4.1-runtime-ubuntu22.04
```

```yaml bad compose.yaml
services:
  train:
    image: nvidia/cuda:12.4.1-runtime-ubuntu22.04
    platform: «linux/amd64»
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
from devcontain.lint.rule import COMPOSE, INFO, STAGE, Problem, rule
from devcontain.semantics.compose import Compose
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.syntax.image import ImageReference, parse

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage
    from devcontain.syntax.source import Span

_PLATFORM = "linux/amd64"


@rule("GPU806", on=[STAGE, COMPOSE], severity=INFO, where=speaks_of_gpus)
def check(subject: Stage | Compose) -> Iterator[Problem]:
    """Yield a constant platform on a FROM or a service that names a CUDA image."""
    for image, platform, span in _platforms(subject):
        if platform == _PLATFORM and read_image(image).is_gpu:
            yield Problem(
                span,
                f"`{platform}` is emulated on ARM hosts, where the container then has no GPU",
                help="leave the platform out, and choose it where the build is started",
            )


def _platforms(subject: Stage | Compose) -> Iterator[tuple[ImageReference, str, Span]]:
    """The images with a platform of their own, and where that is said."""
    if isinstance(subject, Compose):
        nodes = {id(node): (node, service) for service in subject.services if (node := service.get("platform"))}
        for node, service in nodes.values():
            yield parse(service.text("image")), service.text("platform"), node.span
        return
    flag = subject.instruction.flag("platform")
    if flag is not None and subject.parent is None and subject.image is not None:
        yield subject.image, flag.value, flag.span
