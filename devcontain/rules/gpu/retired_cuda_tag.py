"""Leave the CUDA images that NVIDIA deletes.

NVIDIA deletes tags of nvidia/cuda some months after their support ends: all up to CUDA 10.2 are gone from Docker Hub
and NGC, and of CUDA 11 each patch that a later one replaced (`11.2.0`, `11.6.1`, `11.7.0`, ...). An image of a
distribution without security updates is next, and its package index already moves or closes.

```dockerfile bad
FROM «nvidia/cuda:10.2-cudnn7-devel-ubuntu18.04»
```

```dockerfile bad
ARG CUDA=11.7.0
FROM «nvidia/cuda:$CUDA-devel-ubuntu22.04»
```

```dockerfile bad
FROM «nvidia/cuda:11.8.0-devel-ubuntu18.04»
```

```yaml bad compose.yaml
services:
  train:
    image: «nvidia/cuda:10.2-base»
```

```dockerfile good
FROM nvidia/cuda:11.8.0-devel-ubuntu22.04 AS build
FROM nvidia/cuda:12.4.1-base-ubuntu22.04@sha256:0f6bfcbf267e65123bcc2287e2153dedfc0f24772fb5ce84afe16ac4b2fada95
```

```dockerfile good
FROM registry.example.com/nvidia/cuda:10.2-base-ubuntu22.04
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu.images import read_image
from devcontain.gpu.tags import PUBLISHED, deleted, missing
from devcontain.lint.rule import COMPOSE, DOCKERFILE, ERROR, WARNING, Problem, rule
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.semantics.releases import releases_in
from devcontain.syntax.image import ImageReference

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build
    from devcontain.semantics.compose import Compose

_HELP = "use a supported image, such as `12.6.3-runtime-ubuntu24.04`, or keep a copy in a registry of your own"


@rule("GPU803", on=[DOCKERFILE, COMPOSE], severity=ERROR, where=speaks_of_gpus)
def check(subject: Build | Compose) -> Iterator[Problem]:
    """Yield each use of an nvidia/cuda image that is deleted, or whose distribution gets no more updates."""
    for image, span in subject.image_uses:
        cuda = read_image(image)
        if cuda.kind != "nvidia/cuda" or image.digest:
            continue
        row = deleted(cuda) if image.name in PUBLISHED else None
        if row is not None:
            message = f"NVIDIA has deleted the images of CUDA {cuda.cuda}, `{image.tag}` among them"
            yield Problem(span, message, help=_HELP, severity=None if row["verified"] else WARNING)
        elif not missing(cuda) and (ended := _ended(cuda.distribution)):
            message = f"`{image.tag}` stands on {ended}, which gets no more security updates"
            yield Problem(span, message, help=_HELP, severity=WARNING)


def _ended(distribution: str) -> str:
    name = distribution.rstrip("0123456789.")
    release = ImageReference("", name, distribution[len(name) :], "")
    return next((found.name for found in releases_in(release) if found.is_over), "")
