"""Pin the PyTorch that xformers and vLLM are built for.

Each release of vLLM, and most of xformers, require one exact release of PyTorch. Another pin in the same command
cannot be resolved; in an earlier command it is replaced, CUDA and all, and what was built against it breaks.

```dockerfile bad
FROM python:3.12-slim
RUN pip install torch==2.6.0 «xformers==0.0.30»
```

```dockerfile bad
FROM python:3.12-slim
RUN pip install torch==2.5.1+cu124 --index-url https://download.pytorch.org/whl/cu124
RUN pip install «vllm==0.10.2»
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
from devcontain.lint.rule import ERROR, STAGE, Note, Problem, rule
from devcontain.semantics.gpu.packages import environment_of
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage
    from devcontain.semantics.gpu.packages import PythonPackage

_PINNING = ("xformers", "vllm")


@rule("GPU209", on=STAGE, severity=ERROR, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each package that requires another PyTorch than the one that is pinned."""
    gpu = stage.gpu
    torch = gpu.packages.get("torch") if gpu else None
    if gpu is None or torch is None or not torch.version:
        return
    for package in gpu.own:
        row = table.rows(package.name).get(package.public) if package.name in _PINNING else None
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


def _together(package: PythonPackage, torch: PythonPackage) -> bool:
    commands = (package.install.command, torch.install.command)
    if any(command.context or command.has_flag("--no-deps") for command in commands):
        return False
    return environment_of(package.install) == environment_of(torch.install)
