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
RUN zypper install -y git && zypper clean
RUN --mount=type=cache,target=/var/cache/zypp zypper install -y make
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, WARNING, Edit, Fix, Problem, instruction, rule
from devcontain.semantics.package_caches import Cache, cache_left, clean_up
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step

CACHE = Cache(
    directories=("/var/cache/zypp",),
    cleaners=(
        ("zypper", "clean"),
        ("zypper", "cc"),
        ("zypper", "--non-interactive", "clean"),
        ("zypper", "-n", "clean"),
    ),
)


@rule("CAC006", on=instruction("RUN"), aliases=("DL3036",), severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield the last installation of a RUN that nothing cleans up after."""
    installs = [install for install in step.installs if install.manager == "zypper"]
    if not installs or cache_left(installs[-1].command, CACHE) is None:
        return
    last = installs[-1]
    insertion = clean_up(last, "clean --all")
    yield Problem(
        last.span,
        f"{last.command.name} leaves its cache in the layer",
        help=f"end the RUN with `{last.command.name} clean --all`",
        fix=insertion
        and Fix("Clean at the end of the RUN", (Edit(Span(insertion.offset, insertion.offset), insertion.text),)),
        severity=None if step.stage.reaches_image else INFO,
    )
