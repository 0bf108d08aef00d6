"""Know which Debian package you get.

Off by default: Debian and Ubuntu delete a version from the archive when the next one is out, so a pinned build fails
soon, and what a package depends on floats all the same. To repeat a build, pin the base image by digest and install
from a dated snapshot of the archive. Select this rule where an internal mirror keeps every version.

```dockerfile bad
FROM debian:12
RUN apt-get update && apt-get install -y «curl» ca-certificates=20230311 && rm -rf /var/lib/apt/lists/*
```

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y curl=7.88.1-10+deb12u8 && rm -rf /var/lib/apt/lists/*
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import OFF, Note, Problem, install, rule
from devcontain.semantics.installs.loose import loose_packages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.installs import Install


@rule("PIN007", on=install("apt"), aliases=("DL3008",), severity=OFF)
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
