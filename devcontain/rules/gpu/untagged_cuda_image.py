"""Name CUDA, flavour and distribution in the tag of nvidia/cuda.

NVIDIA publishes no `latest` for nvidia/cuda, and no tag that leaves out the flavour or the distribution: the pull ends
with `manifest unknown`. A whole tag reads `12.4.1-runtime-ubuntu22.04`.

```dockerfile bad
FROM «nvidia/cuda»
```

```dockerfile bad
FROM «nvidia/cuda:latest»
```

```dockerfile bad
ARG CUDA=12.4.1
FROM «nvcr.io/nvidia/cuda:${CUDA}-devel» AS build
FROM scratch
COPY --from=build /usr/local/cuda/lib64/libcudart.so.12 /
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
from devcontain.lint.rule import DOCKERFILE, ERROR, Problem, rule
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.semantics.images import image_uses

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build

_WITHOUT_VERSION = ("", "latest", "base", "runtime", "devel")


@rule("GPU801", on=DOCKERFILE, severity=ERROR, where=speaks_of_gpus)
def check(build: Build) -> Iterator[Problem]:
    """Yield each use of nvidia/cuda by a tag that says too little to exist."""
    for image, span in image_uses(build):
        if image.name not in PUBLISHED or image.digest:
            continue
        cuda = read_image(image)
        if image.tag in _WITHOUT_VERSION:
            message = f"NVIDIA publishes no tag `{image.tag or 'latest'}` of {image.name}"
        elif cuda.cuda and not (cuda.flavour and cuda.distribution) and not deleted(cuda):
            message = f"NVIDIA publishes no tag `{image.tag}` of {image.name}: it names no " + (
                "distribution" if cuda.flavour else "flavour"
            )
        else:
            continue
        yield Problem(span, message, help="write a whole tag, such as `12.4.1-runtime-ubuntu22.04`")
