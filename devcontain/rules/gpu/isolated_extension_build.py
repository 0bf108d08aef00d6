"""Build PyTorch extensions beside the PyTorch that is installed.

flash-attn and its like come as source and import torch while they are built. pip and uv build in an environment of
their own, where there is no torch, or not the one that runs later: `No module named 'torch'`. Install torch first, in
a command before, and say `--no-build-isolation`. Where an older pip may still build in place, it is a warning; an
image that has PyTorch has such a pip, unless it is upgraded. The newest pip, 25.3 and later, never builds in place.

```dockerfile bad
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
RUN uv pip install --system torch==2.6.0
RUN uv pip install --system «flash-attn==2.8.3»
```

```dockerfile unsafe
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
RUN uv pip install --system torch==2.6.0
RUN uv pip install --no-build-isolation --system flash-attn==2.8.3
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
RUN pip3 install torch==2.6.0 «flash-attn==2.8.3» --no-build-isolation
```

```dockerfile good
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
RUN pip3 install torch==2.6.0 && pip3 install flash-attn==2.8.3 --no-build-isolation
RUN pip3 install https://github.com/Dao-AILab/flash-attention/releases/download/v2.8.3/flash_attn-2.8.3-cp310-cp310-linux_x86_64.whl
RUN pip3 install torch-scatter==2.1.2 -f https://data.pyg.org/whl/torch-2.6.0+cu124.html
RUN uv pip install --system --no-build-isolation-package flash-attn flash-attn==2.8.3
```

```dockerfile bad
FROM nvcr.io/nvidia/pytorch:22.12-py3
RUN pip install --upgrade pip
RUN pip install «flash-attn==2.6.3»
```

```dockerfile good
FROM nvcr.io/nvidia/pytorch:22.12-py3
RUN pip install flash-attn==2.6.3
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04
RUN apt-get update && apt-get install -y python3-pip && pip install --upgrade pip && pip install torch==2.5.1
RUN pip install «torch-scatter==2.1.2»
```

```dockerfile good
FROM nvidia/cuda:12.4.1-cudnn-devel-ubuntu22.04
RUN apt-get update && apt-get install -y python3-pip && pip install pip==24.0 && pip install torch==2.5.1
RUN pip install torch-scatter==2.1.2
RUN pip install --upgrade pip && git clone https://github.com/NVIDIA/apex && cd apex && python3 setup.py install
```

```dockerfile good
FROM pytorch/pytorch:2.6.0-cuda12.4-cudnn9-devel
ENV PIP_NO_BUILD_ISOLATION=0
RUN pip install torch==2.6.0 flash-attn==2.8.3
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu import table
from devcontain.lint.rule import ERROR, STAGE, WARNING, Edit, Fix, Problem, rule
from devcontain.semantics.caches import variable
from devcontain.semantics.gpu.extensions import extensions_of
from devcontain.semantics.gpu.packages import environment_of
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage
    from devcontain.semantics.commands import Command
    from devcontain.semantics.gpu.extensions import Extension
    from devcontain.semantics.gpu.stages import GpuStage
    from devcontain.semantics.installs import Install

_OFF = ("--no-build-isolation", "--no-build-isolation-package")
_OFF_VARIABLES = ("PIP_NO_BUILD_ISOLATION", "UV_NO_BUILD_ISOLATION")
_ISOLATES_SINCE = (3, 12)
"""From this Python on its images have no setuptools, without which pip always isolates."""

_NEWEST_PIP_SINCE = (3, 9)
"""The oldest Python that pip 25.3, which always isolates, runs on; every image of PyTorch 2 has a newer one."""

_ALWAYS_ISOLATES_SINCE = (2, 10)
"""From this PyTorch on its images have pip 25.3, which always isolates."""


@rule("GPU704", on=STAGE, severity=ERROR, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each extension that is built where no torch is."""
    gpu = stage.gpu
    if gpu is None:
        return
    with_torch = {package.install.command for package in gpu.own if package.name == "torch"}
    for extension in extensions_of(stage):
        if extension.row["imports_torch"] and extension.install is not None:
            yield from _judge(gpu, extension, extension.install, with_torch)


def _judge(gpu: GpuStage, extension: Extension, install: Install, with_torch: set[Command]) -> Iterator[Problem]:
    command = extension.command
    if command.has_flag(*_OFF) or any(variable(command, name) for name in _OFF_VARIABLES):
        if command in with_torch and not _had_torch(gpu, command):
            message = f"`{extension.name}` is built before torch, which comes in the same command, is there"
            yield Problem(extension.word.span, message, help="install torch in a command of its own, before this one")
        return
    is_certain = _isolates(gpu, install)
    if is_certain or (extension.name == "flash-attn" and not _builds_in_place(gpu)):
        yield Problem(
            extension.word.span,
            f"`{extension.name}` imports torch while it is built, in an environment that has none or another one",
            help="install torch before, and add `--no-build-isolation`",
            fix=_fix(install),
            severity=None if is_certain and "||" not in (command.syntax.before, command.syntax.after) else WARNING,
        )


def _isolates(gpu: GpuStage, install: Install) -> bool:
    python = gpu.image.python
    is_bare = bool(python) and gpu.image.kind == "python" and table.number(python) >= _ISOLATES_SINCE
    return install.manager == "uv" or is_bare or _has_newest_pip(gpu, install)


def _has_newest_pip(gpu: GpuStage, install: Install) -> bool:
    """Whether an earlier command brings the newest pip, on a Python that has one which always isolates."""
    pip = gpu.packages.get("pip")
    if pip is None or not pip.takes_newest or environment_of(pip.install) != environment_of(install):
        return False
    is_earlier = pip.install.step.stage is not gpu.stage or pip.install.command.span < install.command.span
    is_new = table.number(gpu.python) >= _NEWEST_PIP_SINCE
    return is_earlier and (is_new or (gpu.image.framework == "torch" and table.number(gpu.image.version) >= (2,)))


def _builds_in_place(gpu: GpuStage) -> bool:
    """Whether the image brings PyTorch and a pip that isolates no package without a pyproject.toml."""
    is_old = table.number(gpu.image.version) < _ALWAYS_ISOLATES_SINCE
    return gpu.image.framework in ("torch", "pytorch") and is_old and "pip" not in gpu.packages


def _had_torch(gpu: GpuStage, command: Command) -> bool:
    """Whether the image or an earlier command brought torch, or may have."""
    first = next((one for one in gpu.own if one.name == "torch"), None)
    inherited = gpu.image.framework == "torch" or bool(gpu.before and "torch" in gpu.before.packages)
    earlier = first is not None and first.install.command.span < command.span
    return inherited or earlier or gpu.has_manifests or bool(gpu.conda) or not gpu.image.kind


def _fix(install: Install) -> Fix | None:
    if install.step.instruction.exec_form is not None:
        return None
    end = install.verb.span.end
    return Fix("Add `--no-build-isolation`", (Edit(Span(end, end), " --no-build-isolation"),), safe=False)
