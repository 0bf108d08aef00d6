"""Leave the compiler out of the image that runs.

The `devel` flavour holds nvcc, headers and static libraries: gigabytes that nothing uses where nothing is compiled. The
wheels of PyTorch, TensorFlow and JAX bring their own CUDA, so that a plain Python image or `base` will do; programs
that link to CUDA need `runtime`. What may compile (a compiler, a package built from source, a requirements file that
cannot be seen here), or makes a dev container, is left alone.

```dockerfile bad
FROM «nvidia/cuda:12.4.1-devel-ubuntu22.04»
RUN apt-get update && apt-get install -y python3-pip && rm -rf /var/lib/apt/lists/*
RUN pip3 install torch==2.6.0 transformers==4.56.0
COPY serve.py /app/
```

```dockerfile good
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS compiler
RUN apt-get update && apt-get install -y python3-pip build-essential && pip3 install torch==2.6.0
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS source
RUN apt-get update && apt-get install -y python3-pip && pip3 install deepspeed==0.17.0
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN apt-get update && apt-get install -y python3-pip && pip3 install torch==2.6.0
```

```dockerfile good
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
RUN apt-get update && apt-get install -y python3-pip
COPY requirements.txt .
RUN pip3 install -r requirements.txt
```

```dockerfile good .devcontainer/Dockerfile
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
RUN apt-get update && apt-get install -y python3-pip && pip3 install torch==2.6.0
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, STAGE, Problem, rule
from devcontain.semantics.gpu.extensions import may_compile
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage


@rule("GPU102", on=STAGE, severity=INFO, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield the base image of the stage that is built where that is a devel one, and nothing can be compiled."""
    build, gpu, place = stage.build, stage.gpu, stage.origin.reference
    if stage is not build.target or gpu is None or place is None or build.is_dev_container:
        return
    if gpu.image.flavour == "devel" and gpu.packages and not may_compile(gpu):
        yield Problem(
            place.span,
            "nothing here uses the compiler and the headers of this image",
            help="begin with a Python image, or with the `base` or `runtime` flavour",
        )
