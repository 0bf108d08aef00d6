"""Know which Alpine package you get.

Off by default: Alpine deletes a version when the next one is out, so a pinned build fails soon. To repeat a build,
pin the base image by digest. Select this rule where an internal mirror keeps every version.

```dockerfile bad
FROM alpine:3.20
RUN apk add --no-cache «curl» git=2.45.2-r0
```

```dockerfile good
FROM alpine:3.20
RUN apk add --no-cache curl=8.9.1-r1
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import OFF, Note, Problem, install, rule
from devcontain.semantics.installs.loose import loose_packages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.installs import Install


@rule("PIN008", on=install("apk"), aliases=("DL3018",), severity=OFF)
def check(install: Install) -> Iterator[Problem]:
    """Yield the first package of an installation that has no version, with the others beside it."""
    loose = loose_packages(install)
    if loose is not None:
        yield Problem(
            loose.first.word.span,
            loose.message,
            help=f"name the version: `{loose.first.name}=VERSION`",
            also=tuple(Note(*other) for other in loose.others),
        )
