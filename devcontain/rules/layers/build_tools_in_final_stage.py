"""Compile in a stage of its own.

Compilers and header files are needed while Python packages are built, not while the program runs, and in a slim image
they are often more than half of it. Build wheels or a virtual environment in another stage and copy that, or remove
the tools in the RUN that installs them. Only images that end in a program (CMD or ENTRYPOINT) on a slim, Alpine or
runtime base are looked at; dev containers are not, nor files with frameworks that compile while they run
(torch.compile, Triton, JAX, Numba, ...).

```dockerfile bad
FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends «build-essential» && rm -rf /var/lib/apt/lists/*
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . /app
CMD ["python", "/app/main.py"]
```

```dockerfile good
FROM python:3.12-slim AS build
RUN apt-get update && apt-get install -y --no-install-recommends build-essential && rm -rf /var/lib/apt/lists/*
COPY requirements.txt .
RUN pip wheel --no-cache-dir -w /wheels -r requirements.txt
FROM python:3.12-slim
RUN --mount=type=bind,from=build,source=/wheels,target=/wheels pip install --no-cache-dir /wheels/*.whl
CMD ["python", "-m", "app"]
```

```dockerfile good
FROM python:3.12-alpine
COPY requirements.txt .
RUN apk add --no-cache --virtual .build gcc musl-dev && pip install --no-cache-dir -r requirements.txt && apk del .build
CMD ["python", "-m", "app"]
```

```dockerfile good
FROM python:3.12-slim
RUN apt-get update && apt-get install -y gcc && rm -rf /var/lib/apt/lists/* && pip install --no-cache-dir torch==2.6.0
CMD ["python", "-m", "app"]
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devcontain.lint.rule import DOCKERFILE, INFO, Note, Problem, rule
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build, Step
    from devcontain.semantics.installs import Install, Package

_TOOLS = pattern(
    r"build-essential|build-base|gcc(?:-\d+)?|g\+\+(?:-\d+)?|clang(?:-\d+)?|gcc-c\+\+|cmake|musl-dev|alpine-sdk"
)
_LEAN = pattern(r".*(?:slim|alpine|runtime|minimal).*")
_COMPILES_AT_RUN_TIME = pattern(
    r"torch|triton|vllm|sglang|jax|numba|cupy|deepspeed|tensorflow|llama|pytensor|theano|cython|jupyter|notebook|node-gyp"
    r"|devcontainer|vscode|code-server|jetson|xformers|flash.attn|nvidia|cuda|tensorrt|rocm",
    re.IGNORECASE,
)
_REMOVERS = frozenset(["purge", "remove", "autoremove", "del", "erase"])
_PROGRAMS = frozenset(["CMD", "ENTRYPOINT"])


@rule("LAY010", on=DOCKERFILE, severity=INFO)
def check(build: Build) -> Iterator[Problem]:
    """Yield the first installation of build tools in an image that has them only to install Python packages."""
    image = build.target.image if build.target else None
    if build.target is None or image is None or not _LEAN.fullmatch(image.tag):
        return
    steps = [step for stage in reversed(build.target.line) for step in stage.steps]
    installs = [install for step in steps for install in step.installs]
    tools = next(((install, package) for install in installs if (package := _tool(install))), None)
    user = next((install for install in installs if _builds(install)), None)
    if tools is None or user is None or build.is_dev_container or any(map(_removes, steps)):
        return
    if any(step.keyword in _PROGRAMS for step in steps) and not _COMPILES_AT_RUN_TIME.search(_text(build)):
        yield Problem(
            tools[1].word.span,
            f"`{tools[1].name}` stays in the image, though only the installs below seem to need it",
            help="install in another stage and copy the result, or remove the tools in the same RUN",
            also=(Note(user.span, "it serves this install"),),
        )


def _text(build: Build) -> str:
    return build.dockerfile.source.text


def _tool(install: Install) -> Package | None:
    if install.manager not in ("apt", "apk", "rpm"):
        return None
    return next((package for package in install.packages if _TOOLS.fullmatch(package.name)), None)


def _builds(install: Install) -> bool:
    return install.manager in ("pip", "uv", "poetry", "pipenv", "pdm") and install.third_party


def _removes(step: Step) -> bool:
    return any(
        command.name in ("apt-get", "apt", "apk", "yum", "dnf", "microdnf") and not _REMOVERS.isdisjoint(command.values)
        for command in step.commands
    )
