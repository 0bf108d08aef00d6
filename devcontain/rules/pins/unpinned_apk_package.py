"""Know which Alpine package you get.

Off by default: Alpine deletes a version when the next one is out, so a pinned build fails soon. To repeat a build,
pin the base image by digest. Select this rule where an internal mirror keeps every version. `~` is enough: `git~2.45`
takes any revision of 2.45. A range is not.

```dockerfile bad
FROM alpine:3.20
RUN apk add --no-cache «curl» git=2.45.2-r0
```

```dockerfile bad
FROM alpine:3.20
RUN apk add --no-cache «'curl>8'»
```

```dockerfile good
FROM alpine:3.20
RUN apk add --no-cache curl=8.9.1-r1 git~2.45 make=~4.4 tool-1.2.apk
```
"""

from __future__ import annotations

from devcontain.lint.rule import OFF, Problem, install, rule
from devcontain.lint.unpinned import unpinned
from devcontain.semantics.installs import Install, Pin
from devcontain.semantics.installs.loose import loose_packages


@rule("PIN008", on=install("apk"), aliases=("DL3018",), severity=OFF)
def check(install: Install) -> list[Problem]:
    """The first package of an installation that has no version, with the others beside it."""
    return unpinned(loose_packages(install, Pin.WILDCARD), "{}=VERSION")
