"""Leave no Yarn cache in the layer.

Yarn 1 keeps every package that it downloads in a cache of its own. Clean in the same RUN, or keep the directory in a
cache mount.

```dockerfile bad
FROM node:22-slim
RUN «yarn install» --frozen-lockfile
```

```dockerfile fixed
FROM node:22-slim
RUN yarn install --frozen-lockfile && yarn cache clean
```

```dockerfile good
FROM node:22-slim
RUN --mount=type=cache,target=/usr/local/share/.cache yarn install --frozen-lockfile
RUN yarn install --frozen-lockfile && yarn cache clean
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, WARNING, Edit, Fix, Problem, instruction, rule
from devcontain.semantics.package_caches import Cache, cache_left, clean_up
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step

CACHE = Cache(
    directories=("/usr/local/share/.cache/yarn", ".cache/yarn", ".yarn/cache"),
    place_options=("--cache-folder",),
    place_variables=("YARN_CACHE_FOLDER",),
    cleaners=(("yarn", "cache", "clean"),),
)


@rule("CAC008", on=instruction("RUN"), aliases=("DL3060",), severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield the last installation of a RUN that nothing cleans up after."""
    installs = [install for install in step.installs if install.command.name == "yarn"]
    if not installs or cache_left(installs[-1].command, CACHE) is None:
        return
    last = installs[-1]
    insertion = clean_up(last, "cache clean")
    yield Problem(
        last.span,
        f"{last.command.name} leaves its cache in the layer",
        help=f"end the RUN with `{last.command.name} cache clean`",
        fix=insertion
        and Fix("Clean at the end of the RUN", (Edit(Span(insertion.offset, insertion.offset), insertion.text),)),
        severity=None if step.stage.reaches_image else INFO,
    )
