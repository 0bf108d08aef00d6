"""Pin the PyTorch that xformers and vLLM are built for.

Each release of vLLM, and most of xformers, require one exact release of PyTorch. Another pin in the same command
cannot be resolved; in an earlier command, or in the image, it is replaced, CUDA and all, and what was built against it
breaks.

```dockerfile bad
FROM python:3.12-slim
RUN pip install torch==2.6.0 «xformers==0.0.30»
```

```dockerfile bad
FROM python:3.12-slim
RUN pip install torch==2.5.1+cu124 --index-url https://download.pytorch.org/whl/cu124
RUN pip install «vllm==0.10.2»
```

```dockerfile bad
FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-devel
RUN pip install transformers==4.46.3 «vllm==0.10.2»
```

```dockerfile good
FROM pytorch/pytorch:2.4.0-cuda12.4-cudnn9-devel
RUN pip install vllm==0.5.5
FROM pytorch/pytorch:2.5.1-cuda12.4-cudnn9-devel
RUN pip install -r requirements.txt && pip install vllm==0.10.2
RUN pip install --no-deps vllm==0.10.2
```

```dockerfile good
FROM python:3.12-slim
RUN pip install torch==2.7.0 xformers==0.0.30
RUN pip install --no-deps vllm==0.10.2
RUN /opt/venv/bin/pip install vllm==0.10.2
```

```dockerfile good
FROM python:3.12-slim
RUN pip install torch==2.7.0 vllm==99.0
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu import table
from devcontain.lint.rule import ERROR, STAGE, WARNING, Note, Problem, rule
from devcontain.semantics.gpu.packages import environment_of
from devcontain.semantics.gpu.torch import torch_at
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.gpu.table import Row
    from devcontain.semantics.build import Stage
    from devcontain.semantics.gpu.packages import PythonPackage
    from devcontain.semantics.gpu.stages import GpuStage

_PINNING = ("xformers", "vllm")


@rule("GPU209", on=STAGE, severity=ERROR, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each package that requires another PyTorch than the one that is pinned."""
    gpu = stage.gpu
    torch = gpu.packages.get("torch") if gpu else None
    if gpu is not None and torch is None and gpu.image.version:
        yield from _of_image(gpu)
    if gpu is None or torch is None or not torch.version:
        return
    for package in gpu.own:
        row = _row(package)
        if row is None or table.number(row["torch"]) == table.number(torch.public) or not _together(package, torch):
            continue
        same = package.install is torch.install
        yield Problem(
            package.word.span,
            f"{package.name} {package.public} requires PyTorch {row['torch']}, "
            + (f"and {torch.public} is asked for" if same else f"and takes the place of {torch.public}"),
            help=f"pin `torch=={row['torch']}`, or a release of {package.name} for {torch.public}",
            also=() if same else (Note(torch.word.span, f"PyTorch {torch.public} is installed here"),),
        )


def _row(package: PythonPackage) -> Row | None:
    return table.rows(package.name).get(package.public) if package.name in _PINNING else None


def _of_image(gpu: GpuStage) -> Iterator[Problem]:
    """Each package that takes the place of the image's PyTorch."""
    for package in gpu.own:
        row = _row(package)
        torch = torch_at(gpu, package.install) if row and not package.install.command.has_flag("--no-deps") else None
        if row and torch and table.number(row["torch"]) != table.number(torch.version):
            yield Problem(
                package.word.span,
                f"{package.name} {package.public} requires PyTorch {row['torch']}, and takes the place of "
                f"{torch.version} of the base image",
                help=f"take an image of PyTorch {row['torch']}, or a release of {package.name} for {torch.version}",
                severity=WARNING,
            )


def _together(package: PythonPackage, torch: PythonPackage) -> bool:
    commands = (package.install.command, torch.install.command)
    if any(command.context or command.has_flag("--no-deps") for command in commands):
        return False
    return environment_of(package.install) == environment_of(torch.install)
