"""Unpack a local archive with ADD.

COPY and `tar` leave the archive in a layer, beside what was in it; ADD unpacks a tar archive and leaves only that. A
mount does so for any kind of archive: `RUN --mount=type=bind,source=app.zip,target=/tmp/app.zip unzip ...`.

```dockerfile bad
FROM debian:12
COPY «app.tar.gz» /opt/
RUN tar -xzf /opt/app.tar.gz -C /opt && rm /opt/app.tar.gz
```

```dockerfile bad
FROM debian:12
WORKDIR /src
COPY «vendor/lib.tar» ./library.tar
RUN cd /src && tar xf library.tar
```

```dockerfile good
FROM debian:12
ADD app.tar.gz /opt/
COPY data.tar.gz app.zip /data/
RUN unzip /data/app.zip && tar -tf /data/data.tar.gz && tar -czf /data/data.tar.gz /srv
COPY --from=registry.example/build:1 /out.tar.gz /
RUN tar -xzf /out.tar.gz
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, Problem, rule, stage
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step
    from devcontain.semantics.commands import Command
    from devcontain.syntax.instruction import Word

_ARCHIVE = pattern(r".*\.(?:tar|tgz|tbz2?|txz|tar\.\w+)", re.IGNORECASE)
_SEPARATORS = pattern(r"[/\\]")
_EXTRACTS = pattern(r"-?[a-zA-Z]*x[a-zA-Z]*")


@rule("DKF035", on=stage("tar", "bsdtar"), aliases=("DL3010",), severity=INFO)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each copied archive that a later RUN of the stage unpacks."""
    copied: dict[str, Word] = {}
    for step in stage.steps:
        if step.keyword == "COPY" and not step.instruction.flag("from"):
            copied.update(_archives(step))
        elif step.keyword == "RUN" and copied:
            for command in step.commands:
                if command.name in ("tar", "bsdtar") and _extracts(command):
                    yield from _unpacked(command, copied)


def _archives(step: Step) -> Iterator[tuple[str, Word]]:
    """The archives that a COPY brings, each by the name that it has in the image."""
    words = step.instruction.words
    renamed = _last(words[-1].value) if words else ""
    for source in words[:-1]:
        if _ARCHIVE.fullmatch(source.value.strip("\"'")):
            yield (renamed if _ARCHIVE.fullmatch(renamed) else _last(source.value)), source


def _last(path: str) -> str:
    return _SEPARATORS.split(path.strip("\"'"))[-1]


def _extracts(command: Command) -> bool:
    values = command.values
    if any(value in ("--extract", "--get") for value in values):
        return True
    return any(
        (index == 0 or value.startswith("-")) and not value.startswith("--") and _EXTRACTS.fullmatch(value)
        for index, value in enumerate(values)
    )


def _unpacked(command: Command, copied: dict[str, Word]) -> Iterator[Problem]:
    for value in command.values:
        source = copied.pop(_last(value), None)
        if source is not None:
            yield Problem(
                source.span,
                "the archive stays in this layer, and what is in it comes into another",
                help="let ADD unpack it, or mount it: `RUN --mount=type=bind,source=...,target=...`",
            )
