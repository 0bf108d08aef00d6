"""Give TensorFlow and ONNX Runtime the cuDNN that they expect.

Plain `tensorflow` and `onnxruntime-gpu` bring no CUDA and look for cuDNN in the image. A tag of nvidia/cuda without
`cudnn` has none, and cuDNN 8 is not cuDNN 9: `Cannot dlopen some GPU libraries`, and all runs on the CPU. Ask for the
extra that brings it (`tensorflow[and-cuda]`, `onnxruntime-gpu[cuda,cudnn]`), or take a `cudnn` tag.

```dockerfile bad
FROM nvidia/cuda:12.5.1-runtime-ubuntu22.04
RUN apt-get update && apt-get install -y python3-pip && pip3 install «tensorflow==2.19.1»
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
RUN apt-get update && apt-get install -y python3-pip && pip3 install «onnxruntime-gpu==1.22.0»
```

```dockerfile bad
FROM nvidia/cuda:12.2.2-cudnn8-runtime-ubuntu22.04
RUN apt-get update && apt-get install -y python3-pip && pip3 install «tensorflow==2.19.1» keras
```

```dockerfile good
FROM nvidia/cuda:12.2.2-cudnn8-runtime-ubuntu22.04 AS eight
RUN pip3 install tensorflow==2.15.1
FROM nvidia/cuda:12.5.1-cudnn-runtime-ubuntu22.04 AS tag
RUN pip3 install tensorflow==2.19.1
FROM nvidia/cuda:12.5.1-runtime-ubuntu22.04 AS extra
RUN pip3 install "tensorflow[and-cuda]==2.19.1" "onnxruntime-gpu[cuda,cudnn]==1.22.0"
FROM nvidia/cuda:12.5.1-runtime-ubuntu22.04 AS installed
RUN apt-get update && apt-get install -y libcudnn9-cuda-12 && pip3 install tensorflow==2.19.1
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS beside
RUN pip3 install torch==2.6.0 onnxruntime-gpu==1.22.0
FROM python:3.12-slim
RUN pip install tensorflow==2.19.1
```

```dockerfile good
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN apt-get update && apt-get install -y cudnn9-cuda-12
FROM nvidia/cuda:9.0-runtime-ubuntu16.04
RUN pip3 install tensorflow==1.5.0
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu import table
from devcontain.lint.rule import ERROR, STAGE, WARNING, Problem, rule
from devcontain.semantics.gpu.packages import indexes_of
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.gpu.table import Row
    from devcontain.semantics.build import Stage
    from devcontain.semantics.gpu.packages import PythonPackage
    from devcontain.semantics.gpu.stages import GpuStage

_EXTRAS = {
    "tensorflow": ("and-cuda", "tensorflow[and-cuda]"),
    "tensorflow-gpu": ("", "tensorflow[and-cuda]"),
    "onnxruntime-gpu": ("cudnn", "onnxruntime-gpu[cuda,cudnn]"),
}
_FIRST_FOR_BOTH = (1, 15)


@rule("GPU103", on=STAGE, severity=ERROR, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each package that needs cuDNN in an image that has none, or another."""
    gpu = stage.gpu
    if gpu is None or gpu.image.kind != "nvidia/cuda" or not gpu.image.flavour:
        return
    needing = [package for package in gpu.own if _needs_cudnn(package)]
    if not needing or _brings_cudnn(gpu):
        return
    for package in needing:
        row = _release(package, gpu.python)
        if not gpu.image.cudnn:
            what, is_certain = "this one has none", not gpu.has_manifests
        elif row and row["cudnn"] > gpu.image.cudnn and row["cuda"].startswith(gpu.image.major):
            what, is_certain = f"this one has cuDNN {gpu.image.cudnn}", bool(package.version and row["verified"])
        else:
            continue
        wanted = f"cuDNN {row['cudnn']}" if row and gpu.image.cudnn else "cuDNN"
        yield Problem(
            package.word.span,
            f"`{package.name}` looks for {wanted} in the image, and {what}",
            help=f"ask for `{_EXTRAS[package.name][1]}`, or take a tag with that cuDNN",
            severity=None if is_certain else WARNING,
        )


def _needs_cudnn(package: PythonPackage) -> bool:
    """Whether it computes on GPUs, with cuDNN from outside; TensorFlow for both came with 1.15."""
    if package.name not in _EXTRAS or package.install.command.context or _EXTRAS[package.name][0] in package.extras:
        return False
    is_old = package.name == "tensorflow" and package.version and table.number(package.public) < _FIRST_FOR_BOTH
    return not is_old and not indexes_of(package.install)


def _release(package: PythonPackage, python: str) -> Row | None:
    if package.name == "tensorflow-gpu":
        return None
    if package.version:
        return table.release(package.name, package.public)
    return table.newest(package.name, python) if python and package.takes_newest else None


def _brings_cudnn(gpu: GpuStage) -> bool:
    """Whether something else may bring cuDNN: a framework that bundles it, or the word in an instruction."""
    bundled = any(name in gpu.packages for name in ("torch", "vllm", "jax", "paddlepaddle-gpu"))
    extras = any({"and-cuda", "cudnn"} & package.extras for package in gpu.packages.values())
    return bundled or extras or gpu.mentions("cudnn") or bool(gpu.conda) or gpu.copies_from_elsewhere
