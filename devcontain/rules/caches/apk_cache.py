"""Leave no apk index in the layer.

`apk add` downloads the package index into `/var/cache/apk`. Say `--no-cache`, which reads the index without keeping
it and makes `apk update` needless, or keep the directory in a cache mount.

```dockerfile bad
FROM alpine:3.20
RUN «apk add» curl
```

```dockerfile fixed
FROM alpine:3.20
RUN apk add --no-cache curl
```

```dockerfile good
FROM alpine:3.20
RUN apk add --update curl && rm -rf /var/cache/apk/*
RUN --mount=type=cache,target=/var/cache/apk apk add git
RUN --mount=type=cache,target=/etc/apk/cache apk add make
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, WARNING, Edit, Fix, Problem, install, rule
from devcontain.semantics.package_caches import Cache, cache_left
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.installs import Install

CACHE = Cache(
    directories=("/var/cache/apk", "/etc/apk/cache"),
    place_options=("--cache-dir",),
    off_flags=("--no-cache", "--no-network"),
    cleaners=(("apk", "cache", "clean"),),
)


@rule("CAC004", on=install("apk"), aliases=("DL3019",), severity=WARNING)
def check(install: Install) -> Iterator[Problem]:
    """Yield an installation that keeps the index."""
    if cache_left(install.command, CACHE) is not None:
        end = install.verb.span.end
        yield Problem(
            install.span,
            "apk leaves its index in the layer",
            help="add `--no-cache`",
            fix=None
            if install.step.instruction.exec_form is not None
            else Fix("Add `--no-cache`", (Edit(Span(end, end), " --no-cache"),)),
            severity=None if install.step.stage.reaches_image else INFO,
        )
