"""Ask an index that has this release of PyTorch.

download.pytorch.org has an index for each CUDA, and each release of PyTorch is built for a few of them. A pin
that asks another index, or names another CUDA after its plus sign, ends with `No matching distribution found`. So
does a plus sign where only PyPI is asked, which has no such builds.

```dockerfile bad
FROM python:3.12-slim
RUN pip install torch==2.6.0 --index-url «https://download.pytorch.org/whl/cu121»
```

```dockerfile bad
FROM python:3.12-slim
RUN pip install «torch==2.6.0+cu121» --extra-index-url https://download.pytorch.org/whl/cu121
```

```dockerfile bad
FROM python:3.12-slim
RUN pip install «torch==2.6.0+cu124» torchvision==0.21.0+cu124
```

```dockerfile good
FROM python:3.12-slim AS configured
RUN pip config set global.extra-index-url https://download.pytorch.org/whl/cu124
RUN pip install torch==2.6.0+cu124
FROM python:3.12-slim
RUN pip install torch==2.6.0 --index-url https://download.pytorch.org/whl/cu124
RUN pip install torch==2.10.0 --index-url https://download.pytorch.org/whl/cu129
RUN pip install torch==2.6.0 --extra-index-url https://download.pytorch.org/whl/cu121
RUN pip install torch==2.6.0 --index-url https://download.pytorch.org/whl/cpu
RUN pip install torch --index-url https://download.pytorch.org/whl/cu121
RUN pip install --pre torch==2.6.0 --index-url https://download.pytorch.org/whl/nightly/cu121
RUN pip install --pre torch==2.12.0.dev20260324+cu129 --index-url https://download.pytorch.org/whl/nightly/cu129
RUN pip install torch==99.0 --index-url https://download.pytorch.org/whl/cu121
RUN pip install torch==2.6.0 -i https://download.pytorch.org/whl/cu121 --extra-index-url https://index.example.org/simple
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu import table
from devcontain.lint.rule import ERROR, STAGE, WARNING, Problem, rule
from devcontain.pattern import pattern
from devcontain.semantics.gpu.packages import indexes_of
from devcontain.semantics.gpu.wheels import cuda_of_channel
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage
    from devcontain.semantics.gpu.packages import PythonPackage
    from devcontain.semantics.gpu.stages import GpuStage
    from devcontain.syntax.shell_words import Word

_LOCAL = ("torch",)
_FINAL = pattern(r"[\d.]+(?:post\d+)?")
_CONFIGURATION = ("pip.conf", "pip config", "index", "uv.toml")


@rule("GPU205", on=STAGE, severity=ERROR, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each exact release of torch that the chosen CUDA was never built for."""
    gpu = stage.gpu
    for package in gpu.own if gpu else ():
        if gpu is not None and package.name in _LOCAL and _is_without_index(gpu, package):
            yield Problem(
                package.word.span,
                f"PyPI has no `+{package.local}` of any package, and no other index is asked",
                help=f"add `--index-url https://download.pytorch.org/whl/{package.local}`",
            )
            continue
        row = table.release("torch-builds", package.public) if _is_release(package) else None
        asked = _asked(package) if row else None
        if row is None or asked is None:
            continue
        word, channel = asked
        cuda = cuda_of_channel(channel)
        if cuda and cuda not in row["cuda"]:
            builds = ", ".join(f"cu{one.replace('.', '')}" for one in row["cuda"])
            yield Problem(
                word.span,
                f"PyTorch {package.public} was never built for CUDA {cuda}",
                help=f"its builds are {builds}",
                severity=None if row["verified"] else WARNING,
            )


def _is_without_index(gpu: GpuStage, package: PythonPackage) -> bool:
    if not package.local.startswith(("cu", "cpu", "rocm")) or package.install.manager not in ("pip", "uv"):
        return False
    if package.install.constrained or package.install.manifests or gpu.mentions(*_CONFIGURATION):
        return False
    return gpu.image.kind != "nvcr.io" and not indexes_of(package.install)


def _is_release(package: PythonPackage) -> bool:
    """Whether it is a final release of torch: previews are built for others."""
    return package.name == "torch" and bool(_FINAL.fullmatch(package.public))


def _asked(package: PythonPackage) -> tuple[Word, str] | None:
    """The build that is asked for, by the version or by the only index."""
    if package.local:
        return package.word, package.local
    indexes = indexes_of(package.install)
    if len(indexes) != 1 or indexes[0].use not in ("only", "backend"):
        return None
    return indexes[0].word or package.word, indexes[0].channel
