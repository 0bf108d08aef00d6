"""Pin what decides which driver a host needs.

PyTorch without a version brings whatever CUDA is newest: since 2.11 that is CUDA 13, which needs a driver of 580 or
newer. An image of CUDA 12 promises drivers from 525 on; with such a driver the next build starts and computes on the
CPU. Pin the release, or the index of one CUDA.

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN apt-get update && apt-get install -y python3-pip && pip3 install «torch» torchvision
```

```dockerfile good
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS pinned
RUN apt-get update && apt-get install -y python3-pip && pip3 install torch==2.10.0
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS index
RUN apt-get update && apt-get install -y python3-pip
RUN pip3 install torch --index-url https://download.pytorch.org/whl/cu126
FROM nvidia/cuda:13.0.2-runtime-ubuntu22.04 AS same
RUN apt-get update && apt-get install -y python3-pip && pip3 install torch
FROM nvidia/cuda:12.1.1-runtime-ubuntu20.04 AS old
RUN apt-get update && apt-get install -y python3-pip && pip3 install torch
FROM python:3.12-slim
RUN pip install torch
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu import table
from devcontain.lint.rule import STAGE, WARNING, Problem, rule
from devcontain.semantics.gpu.wheels import torch_cuda
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage
    from devcontain.semantics.gpu.packages import PythonPackage
    from devcontain.semantics.gpu.stages import GpuStage


_CHANNELS = {"11": "cu118", "12": "cu126"}


@rule("GPU204", on=STAGE, severity=WARNING, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield an installation of PyTorch that needs a newer driver than the image's CUDA."""
    gpu = stage.gpu
    if gpu is None or gpu.image.kind != "nvidia/cuda" or not gpu.image.cuda:
        return
    for package in gpu.own:
        wheel = torch_cuda(package, gpu.python) if _is_free(gpu, package) else None
        driver = table.rows("driver").get(wheel.major) if wheel and not wheel.is_pinned else None
        own = table.rows("driver").get(gpu.image.major)
        if wheel and driver and own and int(wheel.major) > int(gpu.image.major):
            yield Problem(
                package.word.span,
                f"today's PyTorch brings CUDA {wheel.version} and needs driver {driver['linux']}, "
                f"where CUDA {gpu.image.major} is content with {own['linux']}",
                help="pin the release, or the index of one CUDA: "
                f"`--index-url https://download.pytorch.org/whl/{_CHANNELS.get(gpu.image.major, 'cu126')}`",
            )


def _is_free(gpu: GpuStage, package: PythonPackage) -> bool:
    """Whether it takes any torch, and no file of requirements before it or beside it may have chosen one."""
    return package.name == "torch" and package.takes_newest and not gpu.is_open_before(package.install)
