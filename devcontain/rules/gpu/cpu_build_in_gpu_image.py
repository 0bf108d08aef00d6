"""Install GPU builds into a GPU image.

A CUDA image with PyTorch from the CPU index, `tensorflow-cpu`, conda's `cpuonly`, or JAX without its CUDA extra has all
of CUDA on board and computes on the CPU: `torch.cuda.is_available()` is False. Ask for the CUDA build, or begin with a
plain Python image. A stage that is called cpu, a branch, and an index chosen by an ARG are left alone.

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN pip3 install torch==2.6.0 --index-url «https://download.pytorch.org/whl/cpu»
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN pip3 install «torch==2.6.0+cpu»
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN pip3 install «tensorflow-cpu==2.19.1»
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN pip3 install numpy «jax==0.6.2»
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN conda install -y -c pytorch pytorch=2.5.1 «cpuonly»
```

```dockerfile good
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS cpu
RUN pip3 install torch==2.6.0 --index-url https://download.pytorch.org/whl/cpu
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS chosen
ARG CHANNEL=cpu
RUN pip3 install torch==2.6.0 --index-url https://download.pytorch.org/whl/$CHANNEL
RUN if [ -n "$CPU" ]; then pip3 install torch==2.6.0+cpu; fi
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS beside
RUN pip3 install torch==2.6.0 tensorflow-cpu==2.19.1 faiss-cpu==1.12.0
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS plugin
RUN pip3 install jax==0.6.2 jax-cuda12-plugin==0.6.2
FROM python:3.12-slim
RUN pip install torch==2.6.0 --index-url https://download.pytorch.org/whl/cpu
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import ERROR, STAGE, Problem, rule
from devcontain.semantics.gpu.packages import indexes_of
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage
    from devcontain.semantics.gpu.packages import PythonPackage
    from devcontain.semantics.gpu.stages import GpuStage
    from devcontain.syntax.shell_words import Word

_SUSPECTS = frozenset(["torch", "tensorflow-cpu", "jax"])
_BRANCHES = frozenset(["branch", "condition", "case", "function"])
_GPU_FRAMEWORKS = frozenset(["torch", "tensorflow", "vllm", "onnxruntime-gpu", "paddlepaddle-gpu", "cupy-cuda12x"])


@rule("GPU401", on=STAGE, severity=ERROR, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each build for the CPU in an image that is made for GPUs."""
    gpu = stage.gpu
    if gpu is None or not gpu.image.cuda or "cpu" in stage.name.lower():
        return
    suspects = [one for one in gpu.own if one.name in _SUSPECTS and not _BRANCHES & set(one.install.command.context)]
    on_gpu = any(package.name != "torch" for package in suspects) and _has_framework(gpu)
    for package in suspects:
        found = _torch(package) if package.name == "torch" else None if on_gpu else _other(package)
        if found is not None:
            yield _problem(*found)
    for conda in gpu.own_conda:
        if conda.name == "cpuonly":
            yield _problem(conda.word, "conda's `cpuonly` chooses PyTorch without CUDA")


def _problem(word: Word, what: str) -> Problem:
    advice = "ask for the CUDA build, or begin with a plain Python image"
    return Problem(word.span, f"{what}, in an image that is made for GPUs", help=advice)


def _other(package: PythonPackage) -> tuple[Word, str] | None:
    if package.name == "tensorflow-cpu":
        return package.word, "`tensorflow-cpu` computes on the CPU"
    if package.name == "jax" and not package.extras:
        return package.word, "JAX without its CUDA extra computes on the CPU"
    return None


def _torch(package: PythonPackage) -> tuple[Word, str] | None:
    if package.local == "cpu" and not package.word.expands:
        return package.word, "this is PyTorch without CUDA"
    for index in indexes_of(package.install):
        if index.channel == "cpu" and index.word is not None and not index.word.expands:
            return index.word, "this index has PyTorch without CUDA"
    return None


def _has_framework(gpu: GpuStage) -> bool:
    """Whether something else computes on the GPU, or may."""
    others = _GPU_FRAMEWORKS & gpu.packages.keys()
    with_extras = any(any(extra.startswith("cuda") for extra in one.extras) for one in gpu.packages.values())
    return bool(others) or with_extras or gpu.has_manifests or bool(gpu.conda) or gpu.mentions("jax_cuda", "jax-cuda")
