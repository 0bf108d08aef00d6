"""Leave no yum or dnf cache in the layer.

yum and its relatives keep repository metadata, and on some images the packages, below `/var/cache`: often more than
the package itself. An update leaves as much as an installation. Clean in the same RUN, with the program that filled
the cache, or keep the directory in a cache mount.

```dockerfile bad
FROM fedora:41
RUN «dnf install» -y git
```

```dockerfile fixed
FROM fedora:41
RUN dnf install -y git && dnf clean all
```

```dockerfile bad
FROM rockylinux:9
RUN «dnf -y upgrade»
RUN «dnf install» -y make && microdnf clean all
```

```dockerfile good
FROM fedora:41
RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y git
RUN yum install -y make && rm -rf /var/cache/yum /var/cache/dnf
RUN microdnf install -y tar && microdnf clean all && yum update -y && dnf -y clean all
RUN dnf check-update && dnf module enable -y nodejs:20
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.left_behind import left_behind
from devcontain.lint.rule import WARNING, Problem, rule, run
from devcontain.semantics.package_caches import Cache, cache_left

if TYPE_CHECKING:
    from devcontain.semantics.build import Step

_PROGRAMS = ("yum", "dnf", "dnf5", "microdnf", "tdnf")
_APART = ("microdnf", "tdnf")
"""These keep a cache of their own; yum is mostly another name for dnf."""
_CACHES = {
    name: Cache(
        directories=("/var/cache/dnf", "/var/cache/yum", "/var/cache/libdnf5", "/var/cache/tdnf"),
        cleaners=tuple(
            (other, "clean", "all") for other in _PROGRAMS if other == name or {name, other}.isdisjoint(_APART)
        ),
    )
    for name in _PROGRAMS
}


@rule("CAC005", on=run("yum", "dnf", "dnf5", "microdnf", "tdnf"), aliases=("DL3032", "DL3040"), severity=WARNING)
def check(step: Step) -> list[Problem]:
    """The last installation of a RUN that nothing cleans up after."""
    installs = [install for install in step.installs if install.manager == "rpm"]
    if not installs or cache_left(installs[-1].command, _CACHES[installs[-1].command.name]) is None:
        return []
    return [left_behind(installs[-1], "clean all")]
