"""Use a distribution whose C library the wheels can use.

The wheels of PyTorch from 2.7 on need glibc 2.28, those of vLLM up to 2.35. On Ubuntu 18.04, CentOS 7 or their images
of CUDA pip finds no wheel that fits: `No matching distribution found`.

```dockerfile bad
FROM nvidia/cuda:11.8.0-runtime-ubuntu18.04
RUN pip3 install numpy «torch==2.7.1»
```

```dockerfile bad
FROM python:3.12-bullseye
RUN pip install «vllm==0.20.0»
```

```dockerfile good
FROM nvidia/cuda:11.8.0-runtime-ubuntu18.04 AS old
RUN pip3 install torch==2.6.0
FROM python:3.9-buster AS buster
RUN pip install torch==2.7.1
FROM python:3.12-bookworm
RUN pip install vllm==0.20.0
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu import table
from devcontain.lint.rule import STAGE, WARNING, Problem, rule
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage


@rule("GPU807", on=STAGE, severity=WARNING, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each pin whose wheels need a newer glibc than the image has."""
    gpu = stage.gpu
    own = gpu.image.system.get("glibc", "") if gpu else ""
    for package in gpu.own if gpu and own else ():
        needed = _needed(package.name, package.public)
        if needed and table.number(needed) > table.number(own):
            yield Problem(
                package.word.span,
                f"`{package.name}` {package.public} needs glibc {needed}, and the image has {own}",
                help="use a newer distribution, such as `ubuntu22.04`",
            )


def _needed(name: str, version: str) -> str:
    row = None
    if name == "vllm":
        row = table.rows("vllm").get(version)
    elif name in ("torch", "tensorflow") and version:
        row = table.release(name, version)
    return row["glibc"] if row else ""
