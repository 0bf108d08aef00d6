"""Leave no zypper cache in the layer.

zypper keeps repository metadata and packages below `/var/cache/zypp`. Clean in the same RUN, or keep the directory in
a cache mount.

```dockerfile bad
FROM opensuse/leap:15.6
RUN «zypper install» -y git
```

```dockerfile fixed
FROM opensuse/leap:15.6
RUN zypper install -y git && zypper clean --all
```

```dockerfile good
FROM opensuse/leap:15.6
RUN zypper --non-interactive update && zypper -n clean --all
RUN zypper install -y git && zypper clean
RUN --mount=type=cache,target=/var/cache/zypp zypper install -y make
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
    directories=("/var/cache/zypp",),
    cleaners=(("zypper", "clean"), ("zypper", "cc")),
)


@rule("CAC006", on=run("zypper"), aliases=("DL3036",), severity=WARNING)
def check(step: Step) -> list[Problem]:
    """The last installation of a RUN that nothing cleans up after."""
    installs = [install for install in step.installs if install.manager == "zypper"]
    if not installs or cache_left(installs[-1].command, CACHE) is None:
        return []
    return [left_behind(installs[-1], "clean --all")]
