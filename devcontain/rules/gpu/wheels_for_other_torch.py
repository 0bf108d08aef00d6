"""Take wheels that are built for the PyTorch that is installed.

MMCV, PyTorch Geometric, detectron2, PyTorch3D, DGL, Kaolin and flash-attn offer their wheels apart for each release
of PyTorch and each CUDA, on pages and in files that name both. What is built for another release ends with `undefined
symbol` at the first import, for another CUDA with `libcudart.so: cannot open shared object file`. Name the release
that the image has, or that is installed before.

```dockerfile bad
FROM pytorch/pytorch:1.8.0-cuda11.1-cudnn8-devel
RUN pip install mmcv-full==1.3.7 -f «https://download.openmmlab.com/mmcv/dist/cu111/torch1.6.0/index.html»
```

```dockerfile bad
FROM nvidia/cuda:12.1.1-cudnn8-runtime-ubuntu22.04
RUN pip3 install torch==2.3.1
RUN pip3 install torch-scatter torch-sparse -f «https://data.pyg.org/whl/torch-2.1.0+cu121.html»
RUN pip3 install «https://example.org/flash_attn-2.5.9+cu122torch2.2cxx11abiFALSE-cp310-cp310-linux_x86_64.whl»
```

```dockerfile bad
FROM pytorch/pytorch:1.7.1-cuda11.0-cudnn8-devel
RUN conda install -y pytorch==1.8.0 torchvision==0.9.0 cudatoolkit=10.2 -c pytorch
RUN pip install mmcv-full -f «https://download.openmmlab.com/mmcv/dist/cu101/torch1.6.0/index.html»
```

```dockerfile bad
FROM pytorch/pytorch:1.9.0-cuda10.2-cudnn7-devel
RUN pip install detectron2 -f «https://dl.fbaipublicfiles.com/detectron2/wheels/cu111/torch1.9/index.html»
FROM pytorch/pytorch:2.4.0-cuda12.4-cudnn9-devel
RUN pip install kaolin==0.17.0 -f «https://nvidia-kaolin.s3.us-east-2.amazonaws.com/torch-2.1.0_cu121.html»
RUN pip install dgl==2.1.0 -f «https://data.dgl.ai/wheels/torch-2.1/cu121/repo.html»
RUN pip install pytorch3d -f «https://dl.fbaipublicfiles.com/pytorch3d/packaging/wheels/py311_cu121_pyt210/download.html»
```

```dockerfile good
FROM pytorch/pytorch:1.8.0-cuda11.1-cudnn8-devel AS same
RUN pip install mmcv-full==1.3.7 -f https://download.openmmlab.com/mmcv/dist/cu111/torch1.8.0/index.html
FROM python:3.10 AS geometric
RUN pip install torch==2.1.2 && pip install torch-scatter -f https://data.pyg.org/whl/torch-2.1.0+cu121.html
RUN pip install torch-sparse -f https://data.pyg.org/whl/torch-2.1.0+cpu.html
FROM pytorch/pytorch:2.6.0-cuda12.4-cudnn9-devel AS attention
RUN pip install https://example.org/flash_attn-2.7.4+cu12torch2.6cxx11abiFALSE-cp311-cp311-linux_x86_64.whl
FROM pytorch/pytorch:1.8.0-cuda11.1-cudnn8-devel AS unknown
RUN pip install -r requirements.txt
RUN pip install mmcv-full==1.3.7 -f https://download.openmmlab.com/mmcv/dist/cu111/torch1.6.0/index.html
FROM pytorch/pytorch:1.8.0-cuda11.1-cudnn8-devel AS chosen
ARG OLD
RUN if [ "$OLD" ]; then pip install mmcv-full -f https://download.openmmlab.com/mmcv/dist/cu111/torch1.6/index.html; fi
FROM pytorch/pytorch:1.8.0-cuda11.1-cudnn8-devel
RUN pip install "torch<1.7"
RUN pip install mmcv-full==1.3.7 -f https://download.openmmlab.com/mmcv/dist/cu111/torch1.6.0/index.html
RUN /opt/venv/bin/pip install mmcv-full==1.3.7 -f https://download.openmmlab.com/mmcv/dist/cu111/torch1.6.0/index.html
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu import table
from devcontain.lint.rule import ERROR, STAGE, WARNING, Note, Problem, rule
from devcontain.semantics.gpu.torch import torch_at
from devcontain.semantics.gpu.torch_wheels import torch_wheels
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage
    from devcontain.semantics.gpu.torch import InstalledTorch
    from devcontain.semantics.gpu.torch_wheels import TorchWheel

_ONE_LIBRARY_SINCE = 11
"""From this CUDA on the name of its library holds the major version alone."""


@rule("GPU211", on=STAGE, severity=ERROR, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each page or file of wheels that are built for another PyTorch, or another CUDA, than is there."""
    gpu = stage.gpu
    if gpu is None:
        return
    for step in stage.steps:
        for install in step.installs:
            for wheel in torch_wheels(install):
                torch = torch_at(gpu, install)
                if torch is not None:
                    yield from _judge(wheel, torch)


def _judge(wheel: TorchWheel, torch: InstalledTorch) -> Iterator[Problem]:
    also = (Note(torch.word.span, "installed here"),) if torch.word else ()
    if table.minor(wheel.torch) != table.minor(torch.version):
        message = f"these wheels are built for PyTorch {wheel.torch}, and PyTorch here is {torch.version}"
        yield Problem(wheel.word.span, message, help="name the release that is installed", also=also)
    elif wheel.cuda and torch.cuda and not _go_together(wheel.cuda, torch.cuda):
        message = f"these wheels are built for CUDA {wheel.cuda}, and PyTorch here for {torch.cuda}"
        yield Problem(wheel.word.span, message, help="name the CUDA of PyTorch", also=also, severity=WARNING)


def _go_together(one: str, other: str) -> bool:
    first, second = table.number(one), table.number(other)
    if first[0] != second[0] or first[0] >= _ONE_LIBRARY_SINCE:
        return first[0] == second[0]
    return first[:2] == second[:2]
