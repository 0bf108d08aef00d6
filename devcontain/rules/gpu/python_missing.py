"""Install Python into nvidia/cuda before it is used.

The images of nvidia/cuda hold CUDA and the distribution's bare minimum: no `python3`, no `pip`. Install them with the
distribution's package manager, or begin with a Python image: the wheels of PyTorch, TensorFlow and JAX bring CUDA.

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN «pip install» torch==2.6.0
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN apt-get update && apt-get install -y git && rm -rf /var/lib/apt/lists/*
RUN «pip3 install» torch==2.6.0
RUN pip3 install numpy
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN apt-get update && apt-get install -y python3.10 && «pip install» torch==2.6.0
```

```dockerfile good
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS venv
RUN apt-get update && apt-get install -y python3-venv && python3 -m venv /opt/venv
ENV PATH=/opt/venv/bin:$PATH
RUN pip install torch==2.6.0
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN apt-get update && apt-get install -y python3-pip && pip3 install torch==2.6.0
```

```dockerfile good
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS copied
COPY --from=ghcr.io/astral-sh/uv:0.8 /uv /bin/
RUN uv pip install torch==2.6.0 && python3 -V
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS script
COPY install.sh /
RUN ./install.sh && pip install torch==2.6.0
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS dependency
RUN apt-get update && apt-get install -y software-properties-common && python3 -V
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04 AS variable
RUN APT_INSTALL="apt-get install -y" && apt-get update && $APT_INSTALL python3-pip && pip install torch==2.6.0
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN if command -v pip; then pip install torch==2.6.0; fi
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu.images import read_image
from devcontain.lint.rule import ERROR, STAGE, Problem, rule
from devcontain.pattern import pattern
from devcontain.semantics.gpu.stages import runs_script
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.semantics.installs import read_install

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step
    from devcontain.semantics.commands import Command
    from devcontain.syntax.source import Span

_BRINGS_PIP = pattern(r".*(?:pip|conda|virtualenv|pypy|uv).*|[$@].*")
_MAY_BRING_PYTHON = frozenset("dpkg rpm tar unzip curl wget uv conda mamba micromamba pyenv ln cp mv git brew".split())
_SYSTEM = ("apt", "rpm", "zypper")


@rule("GPU105", on=STAGE, severity=ERROR, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield the first use of Python in an nvidia/cuda image into which nothing has brought it."""
    image = stage.image
    if stage.parent is not None or image is None or image.name not in ("nvidia/cuda", "nvcr.io/nvidia/cuda"):
        return
    found = _first_use(stage)
    if found is not None and read_image(image).kind:
        yield Problem(
            _span(found),
            f"`{found.name}` is not there: nvidia/cuda has none, and nothing has installed it",
            help="install `python3-venv` or `python3-pip` with apt first, or begin with a Python image",
        )


def _first_use(stage: Stage) -> Command | None:
    """The first command that needs Python; nothing where something before it may have brought it."""
    has_packages = False
    for step in stage.steps:
        if _copies_anything(step):
            return None
        for command in step.commands:
            if command.context and set(command.context) & {"condition", "branch", "function"}:
                return None
            if command.name in ("pip", "python") and command.path.rpartition("/")[0] in ("", "/usr/bin"):
                return None if command.name == "python" and has_packages else command
            if _brings_pip(command):
                return None
            has_packages = has_packages or bool(_packages(command))
    return None


def _copies_anything(step: Step) -> bool:
    return step.keyword in ("COPY", "ADD") and (
        step.instruction.flag("from") is not None
        or (step.keyword == "ADD" and any("." in word.value for word in step.instruction.words))
    )


def _packages(command: Command) -> list[str] | None:
    """What a package manager of the distribution installs; nothing for other commands."""
    install = read_install(command) if command.name in ("apt-get", "apt", "aptitude", "yum", "dnf", "zypper") else None
    return [package.name for package in install.packages] if install and install.manager in _SYSTEM else None


def _brings_pip(command: Command) -> bool:
    """Whether pip may be there after a command; the distribution's `python3` comes without it."""
    packages = _packages(command)
    if packages is not None:
        return not packages or any(_BRINGS_PIP.fullmatch(name) for name in packages)
    is_unknown = any(character in command.path for character in "/$ ")
    return is_unknown or command.name in _MAY_BRING_PYTHON or runs_script(command)


def _span(command: Command) -> Span:
    install = read_install(command) if command.name == "pip" else None
    return install.span if install else command.words[0].span
