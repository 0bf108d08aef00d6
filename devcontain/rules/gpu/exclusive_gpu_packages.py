"""Install one of the packages that hold the same module.

`onnxruntime` and `onnxruntime-gpu` are both the module `onnxruntime`; installed together, only the CPU provider is
left. The same holds for the variants of CuPy, of faiss, and for `tensorflow` with `tensorflow-cpu`: one writes over
the other's files.

```dockerfile bad
FROM python:3.12-slim
RUN pip install onnxruntime-gpu==1.23.2 «onnxruntime==1.23.2»
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN pip3 install cupy-cuda11x==13.6.0
RUN pip3 install «cupy-cuda12x==13.6.0»
```

```dockerfile good
FROM python:3.12-slim
ARG GPU=1
RUN if [ "$GPU" = 1 ]; then pip install onnxruntime-gpu==1.23.2; else pip install onnxruntime==1.23.2; fi
RUN /opt/a/bin/pip install faiss-cpu==1.12.0 && /opt/b/bin/pip install faiss-gpu-cu12==1.12.0
RUN pip install tensorflow-cpu==2.19.1 && pip uninstall -y tensorflow-cpu && pip install tensorflow==2.19.1
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu import table
from devcontain.lint.rule import ERROR, STAGE, WARNING, Note, Problem, rule
from devcontain.semantics.gpu.packages import environment_of
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage
    from devcontain.semantics.gpu.packages import PythonPackage
    from devcontain.semantics.gpu.stages import GpuStage


@rule("GPU208", on=STAGE, severity=ERROR, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each package whose module another one in the same environment holds too."""
    gpu = stage.gpu
    if gpu is None or not gpu.own or gpu.mentions("uninstall"):
        return
    groups = {name: row for row in table.rows("exclusive").values() for name in row["packages"]}
    for package in gpu.own:
        row = groups.get(package.name)
        other = _other(gpu, package, row["packages"]) if row else None
        if row is not None and other is not None:
            yield Problem(
                package.word.span,
                f"`{package.name}` and `{other.name}` hold the same module, and what is left is {row['winner']}",
                help="install only one of them",
                also=(Note(other.word.span, f"`{other.name}` is installed here"),),
                severity=None if row["verified"] else WARNING,
            )


def _other(gpu: GpuStage, package: PythonPackage, names: list[str]) -> PythonPackage | None:
    """An earlier package of the same group for the same environment; what stands in a branch is not counted."""
    for name in names:
        other = gpu.packages.get(name)
        if (
            other is not None
            and name != package.name
            and other.word.span < package.word.span
            and not (other.install.command.context or package.install.command.context)
            and environment_of(other.install) == environment_of(package.install)
        ):
            return other
    return None
