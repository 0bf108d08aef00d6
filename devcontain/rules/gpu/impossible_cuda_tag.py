"""Use a tag of nvidia/cuda that can exist.

Some tags look right and are not there: those without a patch number (`12.4-devel-ubuntu22.04`), `cudnn8` from
CUDA 12.4 on (there it is `cudnn`, and cuDNN 9), any cuDNN for 12.4.0, ubuntu24.04 before 12.5.1, ubuntu20.04 from 13.0
on, CentOS 7 and UBI 7 after 12.4.0, and CUDA 12.7 altogether.

```dockerfile bad
FROM «nvidia/cuda:12.4-devel-ubuntu22.04»
```

```dockerfile bad
FROM «nvidia/cuda:12.6.3-cudnn8-runtime-ubuntu22.04»
```

```dockerfile bad
ARG UBUNTU=20.04
FROM «nvidia/cuda:13.0.2-base-ubuntu${UBUNTU}»
```

```dockerfile bad
FROM «nvidia/cuda:12.1.1-base-ubuntu24.04»
```

```yaml bad compose.yaml
services:
  train:
    image: «nvidia/cuda:12.4-base-ubuntu22.04»
```

```dockerfile good
FROM nvidia/cuda:12.3.2-cudnn9-runtime-ubuntu22.04 AS a
FROM nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04 AS b
FROM nvidia/cuda:11.8.0-cudnn8-devel-ubuntu20.04 AS c
FROM nvidia/cuda:12.6.3-base-ubuntu24.04
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu.images import read_image
from devcontain.gpu.tags import PUBLISHED, missing
from devcontain.lint.rule import COMPOSE, DOCKERFILE, ERROR, Problem, rule
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build
    from devcontain.semantics.compose import Compose


@rule("GPU802", on=[DOCKERFILE, COMPOSE], severity=ERROR, where=speaks_of_gpus)
def check(subject: Build | Compose) -> Iterator[Problem]:
    """Yield each use of nvidia/cuda by a tag that cannot be pulled."""
    for image, span in subject.image_uses:
        if image.name in PUBLISHED and not image.digest:
            cuda = read_image(image)
            if absent := missing(cuda):
                yield Problem(span, f"there is no `{image.tag}`: {absent.reason}", help=absent.advice)
