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

from devcontain.lint.rule import INFO, WARNING, Edit, Fix, Problem, instruction, rule
from devcontain.semantics.known_caches import NPM
from devcontain.semantics.package_caches import cache_left, clean_up
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step


@rule("CAC007", on=instruction("RUN"), severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield the last installation of a RUN that nothing cleans up after."""
    installs = [install for install in step.installs if install.command.name == "npm"]
    if not installs or cache_left(installs[-1].command, NPM) is None:
        return
    last = installs[-1]
    insertion = clean_up(last, "cache clean --force")
    yield Problem(
        last.span,
        f"{last.command.name} leaves its cache in the layer",
        help=f"end the RUN with `{last.command.name} cache clean --force`",
        fix=insertion
        and Fix("Clean at the end of the RUN", (Edit(Span(insertion.offset, insertion.offset), insertion.text),)),
        severity=None if step.stage.reaches_image else INFO,
    )
