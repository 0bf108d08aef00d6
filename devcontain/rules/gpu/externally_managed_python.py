"""Install into a virtual environment on Ubuntu 24.04.

From Ubuntu 24.04 and Debian 12 on, pip refuses to install into the distribution's Python: `error:
externally-managed-environment`. That holds in the CUDA images of these too. Make a virtual environment outside the
home directory and put it first on PATH.

```dockerfile bad
FROM nvidia/cuda:12.6.3-runtime-ubuntu24.04
RUN apt-get update && apt-get install -y python3-pip && rm -rf /var/lib/apt/lists/*
RUN «pip3 install» torch==2.6.0
```

```dockerfile good
FROM nvidia/cuda:12.6.3-runtime-ubuntu24.04
RUN apt-get update && apt-get install -y python3-venv && python3 -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install torch==2.6.0
```

```dockerfile good
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS older
RUN pip3 install torch==2.6.0
FROM nvidia/cuda:12.6.3-runtime-ubuntu24.04 AS forced
ENV PIP_BREAK_SYSTEM_PACKAGES=1
RUN pip3 install torch==2.6.0
FROM nvidia/cuda:12.6.3-runtime-ubuntu24.04
RUN pip3 install --target /opt/packages torch==2.6.0
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import ERROR, Problem, install, rule
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.installs import Install

_ANOTHER_PYTHON = (
    *("venv", "virtualenv", "conda", "mamba", "pyenv", "deadsnakes", "get-pip", "uv ", "python-3.", "python3.1"),
    *("break-system-packages", "break_system_packages", "externally-managed", "--altinstall", "altinstall"),
)
_ELSEWHERE = ("--target", "-t", "--prefix", "--root", "--python", "--dry-run")


@rule("GPU106", on=install("pip"), severity=ERROR, where=speaks_of_gpus)
def check(install: Install) -> Iterator[Problem]:
    """Yield an installation into the Python that the distribution manages."""
    gpu = install.step.stage.gpu
    if gpu is None or gpu.image.kind != "nvidia/cuda" or not gpu.image.system.get("externally_managed"):
        return
    command = install.command
    if install.verb.value != "install" or command.path.rpartition("/")[0] not in ("", "/usr/bin"):
        return
    if command.has_flag(*_ELSEWHERE) or gpu.mentions(*_ANOTHER_PYTHON) or gpu.copies_from_elsewhere:
        return
    yield Problem(
        install.span,
        "pip refuses to install into the Python of this distribution (`externally-managed-environment`)",
        help="make an environment first: `python3 -m venv /opt/venv`, and put `/opt/venv/bin` on PATH",
    )
