"""Give PyTorch's own index alone, or pin the version.

With `--extra-index-url` pip takes the highest version that any index has. Once PyPI's newest PyTorch is newer than the
last one that the extra index got, the index is asked and never used: the image gets PyPI's CUDA. Use `--index-url` in
a command of its own, or a version that the index has. uv prefers the extra index, so it is not meant here.

```dockerfile bad
FROM python:3.12-slim
RUN pip install torch --extra-index-url «https://download.pytorch.org/whl/cu121»
RUN pip install "torch>=2.1" --extra-index-url «https://download.pytorch.org/whl/cu118»
```

```dockerfile good
FROM python:3.12-slim
RUN pip install torch --index-url https://download.pytorch.org/whl/cu126
RUN pip install torch==2.5.1 --extra-index-url https://download.pytorch.org/whl/cu121
RUN pip install "torch<2.6" --extra-index-url https://download.pytorch.org/whl/cu121
RUN pip install torch --extra-index-url https://download.pytorch.org/whl/cpu
RUN pip install torch --extra-index-url https://download.pytorch.org/whl/cu130
RUN uv pip install torch --extra-index-url https://download.pytorch.org/whl/cu121
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu import table
from devcontain.lint.rule import STAGE, WARNING, Problem, rule
from devcontain.semantics.gpu.packages import indexes_of
from devcontain.semantics.gpu.wheels import cuda_of_channel
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.gpu.table import Row
    from devcontain.semantics.build import Stage
    from devcontain.semantics.gpu.packages import PythonPackage


@rule("GPU206", on=STAGE, severity=WARNING, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each extra index whose newest PyTorch is older than PyPI's."""
    gpu = stage.gpu
    for package in gpu.own if gpu else ():
        if package.name == "torch" and package.install.manager == "pip" and package.takes_newest:
            yield from _outrun(package, gpu.python if gpu else "")


def _outrun(package: PythonPackage, python: str) -> Iterator[Problem]:
    row = table.newest("torch", python) if python else table.last("torch")
    if row is None or package.install.constrained:
        return
    builds = table.rows("torch-builds")[table.minor(row["version"])]
    for index in indexes_of(package.install):
        if index.use == "extra" and _is_missing(index.channel, builds):
            yield Problem(
                (index.word or package.word).span,
                f"PyPI's newest PyTorch is newer than any of `{index.channel}`, so pip takes that one",
                help="use `--index-url` in a command of its own, or pin a version that the index has",
            )


def _is_missing(channel: str, builds: Row) -> bool:
    if channel.startswith("rocm"):
        return channel.removeprefix("rocm") not in builds["rocm"]
    cuda = cuda_of_channel(channel)
    return bool(cuda) and cuda not in builds["cuda"]
