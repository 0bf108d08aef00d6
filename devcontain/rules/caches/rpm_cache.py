"""Leave no yum or dnf cache in the layer.

yum and its relatives keep repository metadata, and on some images the packages, below `/var/cache`: often more than
the package itself. Clean in the same RUN, or keep the directory in a cache mount.

```dockerfile bad
FROM fedora:41
RUN «dnf install» -y git
```

```dockerfile fixed
FROM fedora:41
RUN dnf install -y git && dnf clean all
```

```dockerfile good
FROM fedora:41
RUN --mount=type=cache,target=/var/cache/libdnf5 dnf install -y git
RUN yum install -y make && rm -rf /var/cache/yum /var/cache/dnf
RUN microdnf install -y tar && microdnf clean all
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
    directories=("/var/cache/dnf", "/var/cache/yum", "/var/cache/libdnf5", "/var/cache/tdnf"),
    cleaners=tuple(
        (name, *words)
        for name in ("yum", "dnf", "dnf5", "microdnf", "tdnf")
        for words in (("clean", "all"), ("-y", "clean", "all"), ("clean", "-y", "all"), ("-q", "clean", "all"))
    ),
)


@rule("CAC005", on=instruction("RUN"), aliases=("DL3032", "DL3040"), severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield the last installation of a RUN that nothing cleans up after."""
    installs = [install for install in step.installs if install.manager == "rpm"]
    if not installs or cache_left(installs[-1].command, CACHE) is None:
        return
    last = installs[-1]
    insertion = clean_up(last, "clean all")
    yield Problem(
        last.span,
        f"{last.command.name} leaves its cache in the layer",
        help=f"end the RUN with `{last.command.name} clean all`",
        fix=insertion
        and Fix("Clean at the end of the RUN", (Edit(Span(insertion.offset, insertion.offset), insertion.text),)),
        severity=None if step.stage.reaches_image else INFO,
    )
