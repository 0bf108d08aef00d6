"""Say for which GPUs an extension is built.

A build sees no GPU. PyTorch then cannot ask it for its architecture and ends with `IndexError: list index out of
range`; some projects silently build for the CPU instead, unless `FORCE_CUDA=1` is set. Set `TORCH_CUDA_ARCH_LIST` (for
tiny-cuda-nn `TCNN_CUDA_ARCHITECTURES`). flash-attn, apex and DeepSpeed have lists of their own.

```dockerfile bad
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
ENV FORCE_CUDA=1
RUN pip3 install --no-build-isolation «git+https://github.com/facebookresearch/detectron2@v0.6»
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
RUN pip3 install --no-build-isolation «torch-scatter==2.1.2»
```

```dockerfile bad
FROM pytorch/pytorch:2.6.0-cuda12.4-cudnn9-devel
RUN git clone https://github.com/graphdeco-inria/diff-gaussian-rasterization.git rasterizer
RUN pip install «./rasterizer»
```

```dockerfile bad
FROM nvidia/cuda:11.8.0-devel-ubuntu22.04
RUN git clone -b v0.6 https://github.com/facebookresearch/detectron2.git \\
 && cd detectron2 && python3 «setup.py» build develop
```

```dockerfile bad
FROM pytorch/pytorch:2.1.0-cuda12.1-cudnn8-runtime
RUN pip install timm==1.0.9 «mmcv==2.1.0»
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
ENV TORCH_CUDA_ARCH_LIST="8.0;8.6;9.0+PTX"
RUN git clone -b v0.20.1 https://github.com/pytorch/vision && cd vision && python3 «setup.py» install
```

```dockerfile good
FROM pytorch/pytorch:1.9.0-cuda11.1-cudnn8-devel
RUN pip install mmcv==1.7.0 mmcv-full==1.7.0 -f https://download.openmmlab.com/mmcv/dist/cu111/torch1.9.0/index.html
RUN git clone https://github.com/facebookresearch/detectron2.git && cd detectron2/projects && python setup.py install
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS set
ARG TORCH_CUDA_ARCH_LIST="8.0;8.6;9.0+PTX"
ENV FORCE_CUDA=1
RUN pip3 install --no-build-isolation git+https://github.com/facebookresearch/detectron2@v0.6
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS argument
ARG TORCH_CUDA_ARCH_LIST
RUN FORCE_CUDA=1 pip3 install --no-build-isolation torch-scatter==2.1.2
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS prebuilt
RUN pip3 install torch-scatter==2.1.2 -f https://data.pyg.org/whl/torch-2.6.0+cu124.html
RUN pip3 install --no-build-isolation flash-attn==2.8.3
FROM python:3.12-slim
RUN pip install --no-build-isolation torch-scatter==2.1.2
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import ERROR, STAGE, WARNING, Problem, rule
from devcontain.semantics.caches import variable
from devcontain.semantics.gpu.extensions import extensions_of
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage
    from devcontain.semantics.gpu.extensions import Extension


@rule("GPU702", on=STAGE, severity=ERROR, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each extension that is built for no GPU, or for one that a build cannot see."""
    gpu = stage.gpu
    if gpu is None or not gpu.image.cuda:
        return
    for extension in extensions_of(stage):
        if not (extension.has_architectures and _is_on(extension)) and not _is_off(extension):
            yield _problem(extension)


def _is_on(extension: Extension) -> bool:
    """Whether CUDA is compiled where the architectures are named; an ARG without a value may say so."""
    switch = extension.row["compiles"]
    return extension.builds_cuda or switch in extension.command.step.scope.variables


def _is_off(extension: Extension) -> bool:
    """Whether CUDA is left out on purpose, or comes from elsewhere."""
    command = extension.command
    if variable(command, extension.row.get("skip", "")) or variable(command, "FORCE_CUDA") == "0":
        return True
    compiles: str = extension.row["compiles"]
    return compiles.startswith(("--", "unless"))


def _problem(extension: Extension) -> Problem:
    name = extension.row["architectures"]
    if extension.builds_cuda:
        message = f"`{extension.name}` asks a GPU for its architecture, and a build has none"
        return Problem(extension.word.span, message, help=f"set `{name}`, for instance `ARG {name}={_sample(name)}`")
    switch, wheels = extension.row["compiles"], extension.row.get("wheels")
    names = () if extension.has_architectures else (f"`{name}`",)
    advice = "set " + " and ".join(names if switch == name else (f"`{switch}=1`", *names))
    return Problem(
        extension.word.span,
        f"`{extension.name}` sees no GPU in a build, and is then built without CUDA",
        help=f"take a wheel with CUDA, `{wheels}`, or {advice}" if wheels else advice,
        severity=WARNING,
    )


def _sample(name: str) -> str:
    return "80;86;90" if name.startswith("TCNN") else '"8.0;8.6;9.0+PTX"'
