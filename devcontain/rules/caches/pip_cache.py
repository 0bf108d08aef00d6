"""Leave no pip cache in the layer.

pip keeps every wheel that it downloads or builds. In a layer this is dead weight: nothing reads it again, and a later
`rm` cannot take it out. Say `--no-cache-dir`, set `PIP_NO_CACHE_DIR=1`, or keep the cache out of the layer with a
cache mount at the place where this user's pip looks for it. In a stage that does not reach the image it costs nothing
there, and is only reported as information.

```dockerfile bad
FROM python:3.12-slim
RUN «pip install» flask==3.0.3
```

```dockerfile fixed
FROM python:3.12-slim
RUN pip install --no-cache-dir flask==3.0.3
```

```dockerfile bad
FROM python:3.12-slim
RUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.0.3
RUN «pip install» gunicorn==23.0.0
```

```dockerfile fixed
FROM python:3.12-slim
RUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.0.3
RUN --mount=type=cache,target=/root/.cache/pip pip install gunicorn==23.0.0
```

```dockerfile bad
FROM python:3.12-slim
COPY requirements.txt .
RUN «python3 -m pip install» -U -r requirements.txt && rm -rf /tmp/*
```

```dockerfile good
FROM python:3.12-slim
RUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.0.3
```

```dockerfile good
FROM python:3.12-slim
RUN --mount=type=cache,target=/var/cache/pip pip install --cache-dir /var/cache/pip flask==3.0.3
```

```dockerfile good
FROM python:3.12-slim
ENV PIP_NO_CACHE_DIR=1
RUN pip install flask==3.0.3
```

```dockerfile good
FROM python:3.12-slim
RUN pip install flask==3.0.3 && rm -rf ~/.cache
```

```dockerfile good
FROM python:3.12-slim
RUN printf '[global]\\nno-cache-dir = true\\n' > /etc/pip.conf
RUN pip install flask==3.0.3
```

```dockerfile bad
FROM python:3.12-slim
RUN --mount=type=secret,id=pip,target=/etc/pip.conf pip install --no-cache-dir -r pip/base.txt
RUN «pip install» -r pip/extra.txt
```

```dockerfile bad
FROM python:3.12-slim
USER app
RUN --mount=type=cache,target=/root/.cache/pip «pip install» flask==3.0.3
```

```dockerfile bad
FROM python:3.12-slim
RUN find /wheels -name 'tool*.whl' -exec «pip install» '{}[all]' \\;
RUN xargs -n 1 «pip install» < requirements.txt
RUN PIP_INSTALL="pip install --upgrade" && «$PIP_INSTALL» flask==3.0.3
```

```dockerfile bad
FROM python:3.12-slim
COPY dist /dist
RUN «pip install» /dist/tool-*.whl
```

```dockerfile good
FROM python:3.12-slim
COPY wheels /wheels
RUN pip install /wheels/*.whl
```
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, WARNING, Edit, Fix, Problem, install, rule
from devcontain.pattern import pattern
from devcontain.semantics.cache_mounts import mount_in_style
from devcontain.semantics.known_caches import PIP
from devcontain.semantics.package_caches import cache_left
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build, Step
    from devcontain.semantics.commands import Command
    from devcontain.semantics.installs import Install

_WHEELS = pattern(r"(?!(?:.*/)?dist/).*/\*(?:\.whl)?|\*\.whl")
_SETTING = pattern(r"(?<!-)no-cache-dir\s*=")
"""How pip.conf says it, unlike the flag."""


@rule("CAC001", on=install("pip"), aliases=("DL3042",), severity=WARNING)
def check(install: Install) -> Iterator[Problem]:
    """Yield an installation whose cache stays in the layer."""
    directory = cache_left(install.command, PIP) if _downloads(install) else None
    if directory is None or _is_configured_off(install.command):
        return
    yield Problem(
        install.span,
        "pip leaves its cache in the layer",
        help=f"add `--no-cache-dir`, or mount a cache at `{directory}`: `RUN --mount=type=cache,target={directory}`",
        fix=_fix(install),
        severity=None if install.step.stage.reaches_image else INFO,
    )


def _downloads(install: Install) -> bool:
    """Whether anything comes from an index; a directory of wheels, unless it is a build's own, is taken to hold all."""
    if install.command.has_flag("--no-index", "--dry-run", "--no-deps", "--no-dependencies") and not install.manifests:
        return any(package.origin != "local" for package in install.packages)
    return bool(install.manifests) or not all(_WHEELS.fullmatch(package.name) for package in install.packages)


def _is_configured_off(command: Command) -> bool:
    """Whether an earlier step turned the cache off in pip's configuration."""
    step = command.step
    return any(
        (earlier.stage is step.stage and earlier.index <= step.index)
        or (earlier.stage is not step.stage and earlier.stage in step.stage.line)
        for earlier in _configuring_steps(step.stage.build)
    )


@lru_cache(maxsize=1)
def _configuring_steps(build: Build) -> list[Step]:
    if "no-cache-dir" not in build.dockerfile.source.text:
        return []
    return [step for step in build.steps if "no-cache-dir" in step.instruction.script and _configures(step)]


def _configures(step: Step) -> bool:
    if _SETTING.search(step.instruction.script):
        return True
    return any(
        command.name == "pip" and command.values[:1] == ["config"] and "no-cache-dir" in " ".join(command.values)
        for command in step.commands
    )


def _fix(install: Install) -> Fix | None:
    mount = mount_in_style(install)
    if mount is not None:
        place = install.step.instruction.keyword_span.end
        return Fix("Mount the cache, as this file does", (Edit(Span(place, place), f" {mount}"),))
    end = install.verb.span.end
    command = install.command
    if command.has_flag("--cache-dir"):
        return None
    written = command.step.instruction.exec_form
    text = ', "--no-cache-dir"' if written is not None and command.outer is None else " --no-cache-dir"
    return Fix("Add `--no-cache-dir`", (Edit(Span(end, end), text),))
