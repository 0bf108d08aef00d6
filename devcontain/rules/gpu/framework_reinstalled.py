"""Install a framework once.

An image of PyTorch or TensorFlow is chosen for the build in it. Another version on top downloads gigabytes, leaves the
first one in the layers below, and breaks what was built against it (torchvision, flash-attn, NVIDIA's own patches).
Take the image of the version you want, or begin with plain Python. A second pin in a later RUN does the same to the
first.

```dockerfile bad
FROM pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
RUN pip install «torch==2.5.1» torchvision==0.20.1
```

```dockerfile bad
FROM nvcr.io/nvidia/pytorch:25.01-py3
RUN pip install -U «torch»
```

```dockerfile bad
FROM tensorflow/tensorflow:2.15.0-gpu
RUN pip install «tensorflow==2.16.1»
```

```dockerfile bad
FROM runpod/pytorch:2.4.0-py3.11-cuda12.4.1-devel-ubuntu22.04
RUN pip install «torch==2.6.0»
```

```dockerfile bad
FROM determinedai/environments:cuda-11.3-pytorch-1.10-gpu-0.21.2
RUN pip install «torch==1.9.0»
```

```dockerfile bad
FROM nvidia/cuda:12.8.1-devel-ubuntu24.04
RUN pip install torch==2.10.0+cu128 torchaudio==2.10.0+cu128 --index-url https://download.pytorch.org/whl/cu128
RUN pip install --extra-index-url https://download.pytorch.org/whl/cu124 «torch==2.6.0+cu124»
```

```dockerfile bad
FROM pytorch/pytorch:1.7.1-cuda11.0-cudnn8-devel
RUN conda install -y -c pytorch «pytorch==1.8.0» torchvision==0.9.0 cudatoolkit=10.2
```

```dockerfile good
FROM pytorch/pytorch:1.7.1-cuda11.0-cudnn8-devel
RUN conda install -y -c pytorch pytorch=1.7 torchaudio==0.7.2 && conda install -y pytorch -c pytorch
RUN conda install -y -n other -c pytorch pytorch==1.8.0
```

```dockerfile good
FROM nvidia/cuda:12.8.1-devel-ubuntu24.04
RUN pip install torch==2.6.0
RUN pip install torch==2.6.0+cu124 --index-url https://download.pytorch.org/whl/cu124
RUN if [ "$OLD" = 1 ]; then pip install torch==2.1.0; fi
RUN /opt/other/bin/pip install torch==2.4.0
ENV PATH=/opt/third/bin:$PATH
RUN pip install torch==2.5.0
```

```dockerfile good
FROM determinedai/environments:cuda-11.3-pytorch-1.10-gpu-0.21.2 AS minor
RUN pip install torch==1.10.2
FROM pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
RUN pip install torch torchvision "torch>=2.1" torch==2.6.0
```

```dockerfile good
FROM pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime AS a
RUN python -m venv /opt/venv && /opt/venv/bin/pip install torch==2.5.1
FROM tensorflow/tensorflow:2.15.0
RUN pip install tensorflow==2.16.1
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu import table
from devcontain.lint.rule import STAGE, WARNING, Note, Problem, rule
from devcontain.pattern import pattern
from devcontain.semantics.gpu.packages import environment_of
from devcontain.semantics.gpu.wheels import cuda_of_channel
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.gpu.images import GpuImage
    from devcontain.semantics.build import Stage
    from devcontain.semantics.gpu.packages import PythonPackage
    from devcontain.syntax.shell_words import Word

_CONDA_PIN = pattern(r"(?:[\w./-]+::)?pytorch=+(\d+\.\d+[\d.]*)(?:=.*)?")
_PINNED = ("torch", "tensorflow")
_FRAMEWORKS = {"torch": "torch", "pytorch": "torch", "tensorflow": "tensorflow"}
_OTHER_ENVIRONMENT = ("venv", "virtualenv", "conda create", "mamba create", "conda env", "mamba env", "uv sync")


@rule("GPU210", on=STAGE, severity=WARNING, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each installation that replaces the framework of the base image, or of an earlier RUN."""
    gpu = stage.gpu
    if gpu is None or gpu.mentions(*_OTHER_ENVIRONMENT):
        return
    framework = _FRAMEWORKS.get(gpu.image.framework) if gpu.image.is_gpu else None
    earlier: dict[tuple[object, ...], PythonPackage] = {}
    for package in gpu.own:
        if package.name not in _PINNED:
            continue
        place = (package.name, package.install.step.scope.environment.get("PATH", ""), environment_of(package.install))
        if package.name == framework and _replaces(package, gpu.image):
            yield _problem(package.word, f"{framework} {gpu.image.version}".rstrip() + " of the base image")
        elif place in earlier and _differs(package, earlier[place]):
            yield _problem(package.word, f"{package.name} {earlier[place].version} of an earlier RUN", earlier[place])
        if package.version and not package.install.command.context:
            earlier[place] = package
    if gpu.image.kind == "pytorch/pytorch" and gpu.image.version:
        yield from _by_conda(stage, gpu.image)


def _by_conda(stage: Stage, image: GpuImage) -> Iterator[Problem]:
    """Each pin of conda that is not the PyTorch of the base image, which conda's own environment has."""
    for install in (install for step in stage.steps for install in step.installs if install.manager == "conda"):
        if not install.command.has_flag("-n", "--name", "-p", "--prefix"):
            for package in install.packages:
                pin = _CONDA_PIN.fullmatch(package.word.value)
                if pin is not None and table.minor(pin[1]) != table.minor(image.version):
                    yield _problem(package.word, f"torch {image.version} of the base image")


def _problem(word: Word, replaced: str, earlier: PythonPackage | None = None) -> Problem:
    return Problem(
        word.span,
        f"this replaces the {replaced}",
        help="install the version you want at once, or leave this out"
        if earlier
        else "take an image of the version you want, or leave this out",
        also=(Note(earlier.word.span, "installed here"),) if earlier else (),
    )


def _differs(package: PythonPackage, earlier: PythonPackage) -> bool:
    """Whether a pin asks for another release than an earlier RUN has installed."""
    command = package.install.command
    if not package.version or command.context or command.step is earlier.install.command.step:
        return False
    return table.number(package.public) != table.number(earlier.public)


def _replaces(package: PythonPackage, image: GpuImage) -> bool:
    command = package.install.command
    if package.version:
        other = cuda_of_channel(package.local)
        known = table.number(image.version)
        same = known and table.number(package.public)[: len(known)] == known
        return not same or bool(other and image.cuda and table.number(other) != table.number(image.cuda))
    return package.is_free and command.has_flag("-U", "--upgrade", "--force-reinstall")
