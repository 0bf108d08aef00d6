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

from devcontain.lint.left_behind import left_behind
from devcontain.lint.rule import WARNING, Problem, rule, run
from devcontain.semantics.package_caches import Cache, cache_left

if TYPE_CHECKING:
    from devcontain.semantics.build import Step

CACHE = Cache(
    directories=("/usr/local/share/.cache/yarn", ".cache/yarn", ".yarn/cache"),
    place_options=("--cache-folder",),
    place_variables=("YARN_CACHE_FOLDER",),
    cleaners=(("yarn", "cache", "clean"),),
)


@rule("CAC008", on=run("yarn"), aliases=("DL3060",), severity=WARNING)
def check(step: Step) -> list[Problem]:
    """The last installation of a RUN that nothing cleans up after."""
    installs = [install for install in step.installs if install.command.name == "yarn"]
    if not installs or cache_left(installs[-1].command, CACHE) is None:
        return []
    return [left_behind(installs[-1], "cache clean")]
