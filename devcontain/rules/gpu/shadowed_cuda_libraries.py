"""Keep the image's CUDA off LD_LIBRARY_PATH where wheels bring their own.

A wheel of PyTorch finds the CUDA libraries that came with it, unless LD_LIBRARY_PATH names older ones of the same
major version: these have the same file names and come first. What follows is `undefined symbol:
__nvJitLinkComplete_12_4` or a wrong cuDNN. Leave the folder out; programs of the image find it without.

```dockerfile bad
FROM nvidia/cuda:12.1.1-devel-ubuntu22.04
ENV LD_LIBRARY_PATH=«/usr/local/cuda/lib64»:$LD_LIBRARY_PATH
RUN pip3 install torch==2.6.0
```

```dockerfile good
FROM nvidia/cuda:12.6.3-devel-ubuntu22.04 AS newer
ENV LD_LIBRARY_PATH=/usr/local/cuda/lib64:$LD_LIBRARY_PATH
RUN pip3 install torch==2.6.0
FROM nvidia/cuda:11.8.0-runtime-ubuntu22.04 AS another
ENV LD_LIBRARY_PATH=/usr/local/cuda/lib64:$LD_LIBRARY_PATH
RUN pip3 install torch==2.6.0
FROM nvidia/cuda:12.1.1-base-ubuntu22.04 AS base
ENV LD_LIBRARY_PATH=/usr/local/cuda/lib64:$LD_LIBRARY_PATH
RUN pip3 install torch==2.6.0
FROM python:3.12-slim
ENV LD_LIBRARY_PATH=/usr/local/cuda/lib64:$LD_LIBRARY_PATH
RUN pip install torch==2.6.0
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu import table
from devcontain.lint.rule import STAGE, WARNING, Problem, rule
from devcontain.pattern import pattern
from devcontain.semantics.gpu.wheels import torch_cuda
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage

_NAME = "LD_LIBRARY_PATH"
_FOLDER = pattern(r"/usr/local/cuda(?:-[\d.]+)?/(?:lib64|targets/[\w-]+/lib)(?=[:\"'\s]|$)")


@rule("GPU203", on=STAGE, severity=WARNING, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each folder of older CUDA libraries that comes before those of PyTorch's wheel."""
    gpu = stage.gpu
    torch = gpu.packages.get("torch") if gpu else None
    if gpu is None or torch is None or gpu.image.kind != "nvidia/cuda" or gpu.image.flavour == "base":
        return
    wheel = torch_cuda(torch, gpu.python)
    if wheel is None or wheel.major != gpu.image.major or not stage.reaches_image:
        return
    if table.number(gpu.image.cuda)[:2] >= table.number(wheel.version)[:2]:
        return
    for span in _folders(stage):
        yield Problem(
            span,
            f"these libraries of CUDA {gpu.image.cuda} come before those of CUDA {wheel.version} in PyTorch's wheel",
            help="leave the folder out; the dynamic linker's configuration in the image names it already",
        )


def _folders(stage: Stage) -> Iterator[Span]:
    text = stage.build.dockerfile.source.text
    for step in stage.steps:
        for pair in step.instruction.pairs if step.keyword == "ENV" and _NAME in step.instruction.body else ():
            if pair.name == _NAME:
                yield from (Span(*match.span()) for match in _FOLDER.finditer(text, pair.span.start, pair.span.end))
