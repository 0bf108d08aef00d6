"""Name CUDA, flavour and distribution in the tag of nvidia/cuda.

NVIDIA publishes no `latest` for nvidia/cuda, and no tag that leaves out the version, the flavour or the distribution:
the pull ends with `manifest unknown`. A whole tag reads `12.4.1-runtime-ubuntu22.04`.

```dockerfile bad
FROM «nvidia/cuda»
```

```dockerfile bad
FROM «nvidia/cuda:latest»
```

```dockerfile bad
FROM «nvidia/cuda:cudnn-ubuntu22.04»
```

```dockerfile bad
ARG CUDA=12.4.1
FROM «nvcr.io/nvidia/cuda:${CUDA}-devel» AS build
FROM scratch
COPY --from=build /usr/local/cuda/lib64/libcudart.so.12 /
```

```yaml bad compose.yaml
services:
  train:
    image: «nvidia/cuda:12.4.1-devel»
```

```dockerfile good
ARG CUDA
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
COPY --from=nvidia/cuda:$CUDA-devel /usr/local/cuda/bin/nvcc /
```

```dockerfile good
FROM registry.example.com/nvidia/cuda:latest
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu.images import read_image
from devcontain.gpu.tags import PUBLISHED, deleted
from devcontain.lint.rule import COMPOSE, DOCKERFILE, ERROR, Problem, rule
from devcontain.pattern import pattern
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build
    from devcontain.semantics.compose import Compose

_PARTS = r"(?:cudnn\d*|base|runtime|devel|(?:ubuntu|centos|rockylinux|ubi)[\d.]+)"
_WITHOUT_VERSION = pattern(rf"|latest|{_PARTS}(?:-{_PARTS})*")


@rule("GPU801", on=[DOCKERFILE, COMPOSE], severity=ERROR, where=speaks_of_gpus)
def check(subject: Build | Compose) -> Iterator[Problem]:
    """Yield each use of nvidia/cuda by a tag that says too little to exist."""
    for image, span in subject.image_uses:
        if image.name not in PUBLISHED or image.digest:
            continue
        cuda = read_image(image)
        if _WITHOUT_VERSION.fullmatch(image.tag):
            message = f"NVIDIA publishes no tag `{image.tag or 'latest'}` of {image.name}"
        elif cuda.cuda and not (cuda.flavour and cuda.distribution) and not deleted(cuda):
            message = f"NVIDIA publishes no tag `{image.tag}` of {image.name}: it names no " + (
                "distribution" if cuda.flavour else "flavour"
            )
        else:
            continue
        yield Problem(span, message, help="write a whole tag, such as `12.4.1-runtime-ubuntu22.04`")
