"""Compile CUDA code in a stage that has nvcc.

Only the `devel` flavour of nvidia/cuda and pytorch/pytorch has nvcc and the headers; `base`, `runtime`, Python and
Debian images have none, `l4t-base` for Jetson has none since release 34, and neither has the wheel of PyTorch. What
compiles CUDA code there ends with `/usr/local/cuda/bin/nvcc: No such file or directory` or `CUDA_HOME environment
variable is not set`. Build a wheel in a `devel` stage and copy it over.

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN pip3 install torch==2.6.0
RUN pip3 install --no-build-isolation «flash-attn==2.8.3»
```

```dockerfile bad
FROM python:3.12-slim
RUN «nvcc» -o /app/main main.cu
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-base-ubuntu22.04
RUN CMAKE_ARGS="-DGGML_CUDA=on" «pip3 install» llama-cpp-python==0.3.9
```

```dockerfile bad
FROM pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
ENV FORCE_CUDA=1
RUN pip install «git+https://github.com/facebookresearch/detectron2@v0.6»
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-cudnn-runtime-ubuntu22.04
RUN apt-get update && apt-get install -y python3-pip && pip3 install «pycuda==2025.1.2»
```

```dockerfile bad
FROM nvcr.io/nvidia/l4t-base:r36.2.0
RUN git clone --recursive -b v2.2.0 https://github.com/pytorch/pytorch.git
WORKDIR /pytorch
RUN USE_CUDA=1 python3 «setup.py» bdist_wheel
```

```dockerfile good
FROM nvcr.io/nvidia/l4t-base:r36.2.0 AS jetson
RUN git clone -b v2.2.0 https://github.com/pytorch/pytorch.git && cd pytorch && python3 setup.py bdist_wheel
FROM nvcr.io/nvidia/l4t-base:r32.7.1 AS mounted
RUN nvcc --version
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS elsewhere
RUN pip3 install --extra-index-url https://wheels.example.org/simple flash-attn==2.8.3
RUN pip3 install --extra-index-url https://wheels.example.org/simple flash-attn==2.8.3+cu124
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS build
RUN pip3 install torch==2.6.0 && pip3 wheel --no-deps --no-build-isolation -w /wheels flash-attn==2.8.3
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS installed
RUN apt-get update && apt-get install -y cuda-nvcc-12-4 && nvcc --version
FROM python:3.12-slim AS prebuilt
ENV FLASH_ATTENTION_SKIP_CUDA_BUILD=TRUE
RUN pip install --no-build-isolation flash-attn==2.8.3
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS scatter
RUN pip3 install torch-scatter==2.1.2 git+https://github.com/facebookresearch/detectron2@v0.6
FROM ghcr.io/example/base:1 AS unknown
RUN nvcc --version
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
COPY --from=build /wheels /wheels
RUN if command -v nvcc; then nvcc --version; fi; nvcc --version || true
RUN pip3 install /wheels/*.whl
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import ERROR, STAGE, Problem, rule
from devcontain.semantics.gpu.extensions import cmake_option, extensions_of
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.semantics.installs import read_install

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage
    from devcontain.semantics.commands import Command
    from devcontain.syntax.source import Span

_GUARDS = frozenset(["condition", "branch", "function"])
_HELP = "do it in a `devel` stage and copy the result, or install `cuda-nvcc-X-Y`"


@rule("GPU101", on=STAGE, severity=ERROR, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each command that needs nvcc in a stage that has none."""
    if stage.gpu is None or stage.gpu.has_toolkit is not False:
        return
    for extension in extensions_of(stage):
        if extension.builds_cuda and not _is_guarded(extension.command):
            yield Problem(
                extension.word.span,
                f"`{extension.name}` is built with nvcc and CUDA's headers, and this stage has none",
                help=_HELP,
            )
    for step in stage.steps:
        for command in step.commands:
            if _is_guarded(command):
                continue
            if command.name == "nvcc":
                yield Problem(command.words[0].span, "there is no nvcc in this stage", help=_HELP)
            elif option := cmake_option(command):
                message = f"`{option}` compiles CUDA code, and there is no nvcc in this stage"
                yield Problem(_span(command), message, help=_HELP)


def _is_guarded(command: Command) -> bool:
    return bool(_GUARDS & set(command.context)) or "||" in (command.syntax.before, command.syntax.after)


def _span(command: Command) -> Span:
    install = read_install(command) if command.name in ("pip", "uv") else None
    return install.span if install else command.words[0].span
