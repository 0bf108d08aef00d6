"""Install no CUDA package that the image has already.

`runtime` images hold the CUDA libraries and NCCL, `devel` the compiler and headers too, `cudnn` tags cuDNN. Installing
them again with apt brings a second copy, or another version beside the first. A package of another CUDA version, or
of an exact version of its own, is taken to be meant.

```dockerfile bad
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
RUN apt-get update && apt-get install -y «cuda-toolkit-12-4» git && rm -rf /var/lib/apt/lists/*
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04
RUN apt-get update && apt-get install -y «nvidia-cuda-toolkit» «libcudnn9-cuda-12» && rm -rf /var/lib/apt/lists/*
```

```dockerfile good
FROM nvidia/cuda:12.4.1-base-ubuntu22.04 AS base
RUN apt-get update && apt-get install -y cuda-libraries-12-4 && rm -rf /var/lib/apt/lists/*
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS compiler
RUN apt-get update && apt-get install -y cuda-nvcc-12-4 libcudnn9-cuda-12 && rm -rf /var/lib/apt/lists/*
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
RUN apt-get update && apt-get install -y cuda-nvcc-11-8 cuda-nsight-compute-12-4 && rm -rf /var/lib/apt/lists/*
RUN apt-get update && apt-get install -y --only-upgrade cuda-nvcc-12-4 && rm -rf /var/lib/apt/lists/*
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Problem, install, rule
from devcontain.pattern import pattern
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.semantics.installs import Pin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.gpu.images import GpuImage
    from devcontain.semantics.installs import Install

_RUNTIME = pattern(r"(?:cuda-(?:libraries|cudart|nvtx)|lib(?:cublas|npp|cusparse|cufft|curand|cusolver))-(\d+)-(\d+)")
_DEVEL = pattern(
    r"(?:cuda-(?:toolkit|nvcc|compiler|minimal-build|libraries-dev|cudart-dev|command-line-tools)"
    r"|lib(?:cublas|npp|cusparse)-dev)-(\d+)-(\d+)|cuda-toolkit|cuda-nvcc|nvidia-cuda-toolkit"
)
_CONDITIONS = frozenset(["condition", "branch", "function"])
_CUDNN = pattern(r"(?:lib)?cudnn(\d+)(?:-dev)?(?:-cuda-\d+)?")


@rule("GPU303", on=install("apt", "rpm"), severity=WARNING, where=speaks_of_gpus)
def check(install: Install) -> Iterator[Problem]:
    """Yield each package whose contents the base image holds."""
    gpu = install.step.stage.gpu
    if gpu is None or gpu.image.kind != "nvidia/cuda" or set(install.command.context) & _CONDITIONS:
        return
    if install.command.has_flag("--only-upgrade"):
        return
    for package in install.packages:
        held = _held(gpu.image, package.name) if package.pin != Pin.EXACT else ""
        if held:
            message = f"{held}, so `{package.name}` brings it a second time"
            yield Problem(package.word.span, message, help="leave it out")


def _held(image: GpuImage, name: str) -> str:
    cudnn = _CUDNN.fullmatch(name)
    if cudnn is not None:
        has_it = cudnn[1] == image.cudnn and ("-dev" not in name or image.flavour == "devel")
        return "the image has cuDNN" if has_it else ""
    patterns = {"devel": (_RUNTIME, _DEVEL), "runtime": (_RUNTIME,)}.get(image.flavour, ())
    for known in patterns:
        match = known.fullmatch(name)
        if match and (match[1] is None or f"{match[1]}.{match[2]}" == ".".join(image.cuda.split(".")[:2])):
            return "the image has these CUDA libraries" if known is _RUNTIME else "the image has the CUDA toolkit"
    return ""
