"""Leave no cache of Poetry, Pipenv or PDM in the layer.

They keep what they download below `~/.cache`. In a layer nothing reads it again. Remove it in the same RUN, or keep
it in a cache mount.

```dockerfile bad
FROM python:3.12-slim
COPY pyproject.toml poetry.lock ./
RUN «poetry install» --no-root
```

```dockerfile fixed
FROM python:3.12-slim
COPY pyproject.toml poetry.lock ./
RUN poetry install --no-root && rm -rf ~/.cache/pypoetry
```

```dockerfile good
FROM python:3.12-slim
COPY pyproject.toml poetry.lock ./
RUN --mount=type=cache,target=/root/.cache/pypoetry poetry install --no-root
RUN poetry install --no-root --no-cache
```

```dockerfile bad
FROM python:3.12-slim
COPY Pipfile Pipfile.lock ./
RUN «pipenv install» --system --deploy
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, WARNING, Edit, Fix, Problem, install, rule
from devcontain.semantics.append import append_command
from devcontain.semantics.known_caches import PDM, PIPENV, POETRY
from devcontain.semantics.package_caches import cache_left
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.installs import Install
    from devcontain.semantics.package_caches import Cache

CACHES = {"poetry": POETRY, "pipenv": PIPENV, "pdm": PDM}


@rule("CAC010", on=install(*CACHES), severity=WARNING)
def check(install: Install) -> Iterator[Problem]:
    """Yield an installation whose cache stays in the layer."""
    cache = CACHES[install.manager]
    directory = cache_left(install.command, cache)
    if directory is not None:
        yield Problem(
            install.span,
            f"{install.manager} leaves its cache in the layer",
            help=f"remove `{directory}` in the same RUN, or mount a cache there",
            fix=_fix(install, cache),
            severity=None if install.step.stage.reaches_image else INFO,
        )


def _fix(install: Install, cache: Cache) -> Fix | None:
    """Only a cache at its usual place is removed: another one may hold more."""
    if cache_left(install.command, cache._replace(place_variables=())) != cache_left(install.command, cache):
        return None
    places = " ".join(f"~/{place}" for place in cache.directories)
    insertion = append_command(install.command, f"rm -rf {places}")
    if insertion is None or install.command.outer is not None or "sudo" in install.command.wrappers:
        return None
    return Fix("Remove it at the end of the RUN", (Edit(Span(insertion.offset, insertion.offset), insertion.text),))
