"""Leave no npm cache in the layer.

npm keeps every package that it downloads in `~/.npm`. Nothing in the image reads it again: clean in the same RUN, or
keep the directory in a cache mount.

```dockerfile bad
FROM node:22-slim
RUN «npm install» -g typescript@5.6.3
```

```dockerfile fixed
FROM node:22-slim
RUN npm install -g typescript@5.6.3 && npm cache clean --force
```

```dockerfile good
FROM node:22-slim
RUN --mount=type=cache,target=/root/.npm npm ci
RUN npm ci && npm cache clean --force && rm -rf ~/.npm
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.left_behind import left_behind
from devcontain.lint.rule import WARNING, Problem, rule, run
from devcontain.semantics.known_caches import NPM
from devcontain.semantics.package_caches import cache_left

if TYPE_CHECKING:
    from devcontain.semantics.build import Step


@rule("CAC007", on=run("npm"), severity=WARNING)
def check(step: Step) -> list[Problem]:
    """The last installation of a RUN that nothing cleans up after."""
    installs = [install for install in step.installs if install.command.name == "npm"]
    if not installs or cache_left(installs[-1].command, NPM) is None:
        return []
    return [left_behind(installs[-1], "cache clean --force")]
