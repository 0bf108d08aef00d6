"""Leave no uv cache in the layer.

uv keeps what it downloads and builds in `~/.cache/uv`. In a layer nothing reads it again. Say `--no-cache`, set
`UV_NO_CACHE=1`, or keep the cache in a cache mount, which also makes the next build faster.

```dockerfile bad
FROM python:3.12-slim
RUN «uv pip install» --system flask==3.0.3
```

```dockerfile fixed
FROM python:3.12-slim
RUN uv pip install --no-cache --system flask==3.0.3
```

```dockerfile bad
FROM python:3.12-slim
RUN --mount=type=cache,target=/root/.cache/uv \\
    uv sync --locked --no-install-project
COPY . .
RUN «uv sync» --locked
```

```dockerfile fixed
FROM python:3.12-slim
RUN --mount=type=cache,target=/root/.cache/uv \\
    uv sync --locked --no-install-project
COPY . .
RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked
```

```dockerfile good
FROM python:3.12-slim
RUN --mount=type=cache,target=/root/.cache/uv uv sync --locked
ENV UV_NO_CACHE=1
RUN uv sync --locked
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, WARNING, Edit, Fix, Problem, install, rule
from devcontain.semantics.cache_mounts import mount_in_style
from devcontain.semantics.known_caches import UV
from devcontain.semantics.package_caches import cache_left
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.installs import Install


@rule("CAC009", on=install("uv"), severity=WARNING)
def check(install: Install) -> Iterator[Problem]:
    """Yield an installation whose cache stays in the layer."""
    directory = cache_left(install.command, UV)
    if directory is not None:
        yield Problem(
            install.span,
            "uv leaves its cache in the layer",
            help=f"add `--no-cache`, or mount a cache at `{directory}`: `RUN --mount=type=cache,target={directory}`",
            fix=_fix(install),
            severity=None if install.step.stage.reaches_image else INFO,
        )


def _fix(install: Install) -> Fix | None:
    mount = mount_in_style(install)
    if mount is not None:
        place = install.step.instruction.keyword_span.end
        return Fix("Mount the cache, as this file does", (Edit(Span(place, place), f" {mount}"),))
    if install.step.instruction.exec_form is not None or install.command.has_flag("--cache-dir"):
        return None
    end = install.verb.span.end
    return Fix("Add `--no-cache`", (Edit(Span(end, end), " --no-cache"),))
