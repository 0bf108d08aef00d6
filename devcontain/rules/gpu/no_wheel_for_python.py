"""Pin a release that has wheels for the image's Python.

PyTorch, TensorFlow and ONNX Runtime for GPUs come as wheels only; a release without one for this Python ends with `No
matching distribution found`. Ubuntu 20.04 has Python 3.8, 22.04 has 3.10, 24.04 has 3.12. Without a pin, an old Python
silently gets a release of years ago, which is only reported as information.

```dockerfile bad
FROM nvidia/cuda:12.8.1-runtime-ubuntu22.04
RUN apt-get update && apt-get install -y python3-pip && pip3 install «torch==2.15.0»
```

```dockerfile bad
FROM python:3.13-slim
RUN pip install numpy «torch==2.4.1»
```

```dockerfile bad
FROM nvidia/cuda:12.1.1-runtime-ubuntu20.04
RUN apt-get update && apt-get install -y python3-pip && pip3 install «torch»
```

```dockerfile good
FROM python:3.12-slim AS a
RUN pip install torch==2.6.0 "torch==2.4.1; python_version < '3.12'"
FROM nvidia/cuda:12.8.1-runtime-ubuntu20.04 AS b
RUN add-apt-repository ppa:deadsnakes/ppa && apt-get install -y python3.12 && python3.12 -m pip install torch==2.15.0
FROM python:3.13-slim AS c
RUN uv venv --python 3.11 && pip install torch==2.4.1
FROM nvidia/cuda:12.8.1-runtime-ubuntu22.04
RUN apt-get update && apt-get install -y python3-pip && pip3 install torch
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu import table
from devcontain.lint.rule import ERROR, INFO, STAGE, Problem, rule
from devcontain.semantics.gpu.packages import indexes_of
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage
    from devcontain.semantics.gpu.packages import PythonPackage

_SECTIONS = {"torch": "torch", "tensorflow": "tensorflow", "onnxruntime-gpu": "onnxruntime-gpu", "jaxlib": "jaxlib"}
_FAR = 5
"""So many minor releases behind the newest, an installation without a version is worth a word."""


@rule("GPU107", on=STAGE, severity=ERROR, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each pin that has no wheel for the Python in force, and each free one that falls far behind."""
    gpu = stage.gpu
    if gpu is None or not any(package.name in _SECTIONS for package in gpu.own) or not gpu.python:
        return
    for package in gpu.own:
        if package.name in _SECTIONS and package.install.manager in ("pip", "uv"):
            problem = _pinned(package, gpu.python) if package.version else _free(package, gpu.python)
            if problem is not None:
                yield problem


def _pinned(package: PythonPackage, python: str) -> Problem | None:
    row = table.release(_SECTIONS[package.name], package.public)
    if row is None or python in row["pythons"]:
        return None
    return Problem(
        package.word.span,
        f"`{package.name}` {package.public} has no wheel for Python {python}",
        help=f"it has them for Python {row['pythons'][0]} to {row['pythons'][-1]}",
    )


def _free(package: PythonPackage, python: str) -> Problem | None:
    if package.name not in ("torch", "tensorflow") or not package.is_free or indexes_of(package.install):
        return None
    row, last = table.newest(package.name, python), table.last(package.name)
    if row is None or table.number(last["version"])[1] - table.number(row["version"])[1] < _FAR:
        return None
    return Problem(
        package.word.span,
        f"on Python {python} this is {package.name} {row['version']}, the last release with wheels for it",
        help=f"use a newer Python; today's release is {last['version']}",
        severity=INFO,
    )
