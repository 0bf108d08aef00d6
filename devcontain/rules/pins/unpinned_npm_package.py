"""Pin the npm packages that a command line names.

Without an exact version, the next build installs another one. Name the version (`typescript@5.6.3`), or install from
a lock file with `npm ci`. A range, `latest` and other tags are not a pin.

```dockerfile bad
FROM node:22-slim
RUN npm install -g «typescript» @angular/cli@18.2.8 && npm cache clean --force
```

```dockerfile bad
FROM node:22-slim
RUN yarn global add «serve@latest» && yarn cache clean
```

```dockerfile good
FROM node:22-slim
COPY package.json package-lock.json ./
RUN npm ci && npm install ./local.tgz ~/library && npm cache clean --force
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Problem, install, rule
from devcontain.lint.unpinned import unpinned
from devcontain.semantics.installs.loose import loose_packages

if TYPE_CHECKING:
    from devcontain.semantics.installs import Install


@rule("PIN010", on=install("node"), aliases=("DL3016",), severity=WARNING)
def check(install: Install) -> list[Problem]:
    """The first package of an installation that has no exact version, with the others beside it."""
    return unpinned(loose_packages(install), "{}@X.Y.Z")
