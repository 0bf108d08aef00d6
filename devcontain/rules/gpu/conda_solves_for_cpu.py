"""Tell conda which CUDA there will be.

conda-forge has each framework with and without CUDA, and conda asks the driver which one fits. A build has no driver,
so it takes the one for the CPU. Say `CONDA_OVERRIDE_CUDA` for the build, or name the GPU build (`pytorch-gpu`).

```dockerfile bad
FROM nvidia/cuda:12.4.1-base-ubuntu22.04
RUN micromamba install -y -c conda-forge «pytorch=2.5.1»
```

```dockerfile good
FROM nvidia/cuda:12.4.1-base-ubuntu22.04 AS override
ARG CONDA_OVERRIDE_CUDA=12.4
RUN micromamba install -y -c conda-forge pytorch=2.5.1
FROM nvidia/cuda:12.4.1-base-ubuntu22.04 AS inline
RUN CONDA_OVERRIDE_CUDA=12.4 mamba install -y -c conda-forge pytorch=2.5.1
FROM nvidia/cuda:12.4.1-base-ubuntu22.04 AS named
RUN mamba install -y -c conda-forge pytorch-gpu=2.5.1 && mamba install -y -c conda-forge "pytorch=2.5.1=cuda*"
FROM nvidia/cuda:12.4.1-base-ubuntu22.04 AS channel
RUN conda install -y -c pytorch -c nvidia -c conda-forge pytorch=2.4.1 pytorch-cuda=12.4
FROM nvidia/cuda:8.0-cudnn5-devel-ubuntu14.04 AS old
RUN conda install -y -c conda-forge tensorflow=0.11.0
FROM continuumio/miniconda3:24.9.2-0
RUN conda install -y -c conda-forge pytorch=2.5.1
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import ERROR, Problem, install, rule
from devcontain.semantics.caches import variable
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.semantics.options import read_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.installs import Install

_FRAMEWORKS = frozenset(["pytorch", "tensorflow", "jax", "jaxlib"])
_ASKED = ("cuda", "gpu")
_FIRST_MAJOR = 11
"""Before this CUDA conda-forge had these frameworks for the CPU alone."""


@rule("GPU402", on=install("conda"), severity=ERROR, where=speaks_of_gpus)
def check(install: Install) -> Iterator[Problem]:
    """Yield each framework that conda-forge has for both, in a GPU image, without a word on CUDA."""
    gpu = install.step.stage.gpu
    command = install.command
    if gpu is None or not gpu.image.major or int(gpu.image.major) < _FIRST_MAJOR:
        return
    if variable(command, "CONDA_OVERRIDE_CUDA"):
        return
    if "CONDA_OVERRIDE_CUDA" in command.step.scope.variables or _channels(install) != {"conda-forge"}:
        return
    if any(word in value.lower() for value in command.values for word in _ASKED):
        return
    for package in install.packages:
        if package.name in _FRAMEWORKS:
            cuda = ".".join(gpu.image.cuda.split(".")[:2])
            yield Problem(
                package.word.span,
                f"conda sees no driver during the build, and takes `{package.name}` for the CPU",
                help=f"write `CONDA_OVERRIDE_CUDA={cuda}` before the command, or name the GPU build",
            )


def _channels(install: Install) -> set[str]:
    options = read_options(install.command, ("-c", "--channel", "-n", "--name", "-p", "--prefix", "-f", "--file"))
    return {operand.value for operand in options.values("-c", "--channel")}
