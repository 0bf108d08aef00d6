"""Know which Debian package you get.

Off by default: Debian and Ubuntu delete a version from the archive when the next one is out, so a pinned build fails
soon, and what a package depends on floats all the same. To repeat a build, pin the base image by digest and install
from a dated snapshot of the archive. Select this rule where an internal mirror keeps every version. The beginning of a
version is enough: `curl=7.88.*` takes any revision of 7.88.

```dockerfile bad
FROM debian:12
RUN apt-get update && apt-get install -y «curl» ca-certificates=20230311 && rm -rf /var/lib/apt/lists/*
```

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y curl=7.88.1-10+deb12u8 git=1:2.39.* && rm -rf /var/lib/apt/lists/*
```
"""

from __future__ import annotations

from devcontain.lint.rule import OFF, Problem, install, rule
from devcontain.lint.unpinned import unpinned
from devcontain.semantics.installs import Install, Pin
from devcontain.semantics.installs.loose import loose_packages


@rule("PIN007", on=install("apt"), aliases=("DL3008",), severity=OFF)
def check(install: Install) -> list[Problem]:
    """The first package of an installation that has no version, with the others beside it."""
    return unpinned(loose_packages(install, Pin.WILDCARD), "{}=VERSION")
