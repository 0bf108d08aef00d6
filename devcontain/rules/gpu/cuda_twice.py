"""Keep one CUDA in the image.

The wheels of PyTorch, TensorFlow with `and-cuda`, JAX and vLLM bring all of CUDA and cuDNN: over two gigabytes to
download. On a `runtime` image of nvidia/cuda there are two of each, and the one of the image is never loaded. Begin
with a Python image; the host gives the driver either way.

```dockerfile bad
FROM «nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04»
RUN apt-get update && apt-get install -y python3-pip && pip3 install torch==2.6.0 transformers==4.56.0
```

```dockerfile good
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS cupy
RUN apt-get update && apt-get install -y python3-pip && pip3 install torch==2.6.0 cupy-cuda12x==13.6.0
FROM python:3.12-slim AS slim
RUN pip install torch==2.6.0
FROM nvidia/cuda:12.4.1-base-ubuntu22.04
RUN apt-get update && apt-get install -y python3-pip && pip3 install torch==2.6.0
```

```dockerfile good
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN apt-get update && apt-get install -y python3-pip
COPY requirements.txt .
RUN pip3 install torch==2.6.0 && pip3 install -r requirements.txt
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, STAGE, Problem, rule
from devcontain.semantics.gpu.extensions import may_compile
from devcontain.semantics.gpu.wheels import torch_cuda
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage
    from devcontain.semantics.gpu.packages import PythonPackage
    from devcontain.semantics.gpu.stages import GpuStage

_FROM_IMAGE = (
    *("cupy", "onnxruntime-gpu", "ctranslate2", "faster-whisper", "pycuda", "tensorrt", "numba", "paddle"),
    "nvidia-dali",
)
_BUNDLING_EXTRAS = frozenset(["and-cuda", "cuda", "cuda12", "cuda13"])


@rule("GPU301", on=STAGE, severity=INFO, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield the CUDA image of the stage that is built where all that uses CUDA brings its own."""
    build, gpu, place = stage.build, stage.gpu, stage.origin.reference
    if stage is not build.target or gpu is None or place is None or build.is_dev_container:
        return
    if gpu.image.kind != "nvidia/cuda" or gpu.image.flavour != "runtime" or may_compile(gpu):
        return
    bundling = next((package for package in gpu.packages.values() if _bundles(gpu, package)), None)
    if bundling is not None and not any(name.startswith(_FROM_IMAGE) for name in gpu.packages):
        yield Problem(
            place.span,
            f"`{bundling.name}` brings its own CUDA, so the image then holds it twice",
            help="begin with a Python image, such as `python:3.12-slim`",
        )


def _bundles(gpu: GpuStage, package: PythonPackage) -> bool:
    if package.name == "torch":
        return torch_cuda(package, gpu.python) is not None
    return package.name == "vllm" or (package.name in ("tensorflow", "jax") and bool(_BUNDLING_EXTRAS & package.extras))
