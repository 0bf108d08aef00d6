"""Keep wget's progress out of the log.

Without a terminal wget prints a line for every 50 KB: thousands of them for a model or a data set. `-nv` keeps one
line for each file, `--progress=dot:giga` one for every 32 MB. The fix is safe where the stage itself installs wget:
the wget of BusyBox knows neither. One finding stands for all of a stage.

```dockerfile bad
FROM debian:12
RUN apt-get update && apt-get install -y wget && «wget» https://example.com/model-1.bin
```

```dockerfile fixed
FROM debian:12
RUN apt-get update && apt-get install -y wget && wget --progress=dot:giga https://example.com/model-1.bin
```

```dockerfile bad
FROM alpine:3.20
RUN apk add --no-cache wget && «wget» https://example.com/model-1.bin
```

```dockerfile bad
FROM registry.example/base:1
RUN «wget» https://example.com/model-1.bin
RUN wget https://example.com/model-2.bin
```

```dockerfile unsafe
FROM registry.example/base:1
RUN wget --progress=dot:giga https://example.com/model-1.bin
RUN wget --progress=dot:giga https://example.com/model-2.bin
```

```dockerfile good
FROM debian:12
RUN wget -q https://example.com/a && wget -nv https://example.com/b && wget -qO- https://example.com/c | tar -xz
RUN wget $WGET_OPTIONS https://example.com/a
RUN wget --no-verbose https://example.com/a && wget -o /tmp/log https://example.com/b && wget --version
```

```dockerfile good
FROM alpine:3.20
RUN wget https://example.com/a
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, Edit, Fix, Note, Problem, rule, stage
from devcontain.pattern import pattern
from devcontain.semantics.base_images import is_busybox
from devcontain.semantics.options import read_options
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step
    from devcontain.semantics.commands import Command

_QUIET = (
    *("-q", "--quiet", "-nv", "--no-verbose", "--progress", "-o", "--output-file", "-a", "--append-output", "-b"),
    *("--version", "--help", "-V", "-h", "--spider"),
)
_WITH_VALUE = (
    *("-O", "-P", "-o", "-a", "-i", "-U", "-T", "-t", "-w", "-e", "-Q", "-l", "-A", "-R", "-D", "-I", "-X"),
    *("--header", "--user", "--password", "--user-agent", "--post-data", "--referer"),
)
_OPTIONS_IN_VARIABLE = pattern(r"\$\{?\w*(?:OPT|FLAG|ARG)", re.IGNORECASE)
_MANAGERS = frozenset(["apt", "apk", "rpm", "zypper"])


@rule("DKF037", on=stage("wget"), aliases=("DL3047",), severity=INFO)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield the first wget that prints its progress, with the others beside it."""
    commands = [command for step in stage.steps for command in step.commands if command.name == "wget"]
    printing = [command for command in commands if _prints(command)]
    if printing and (not is_busybox(stage) or _installs_wget(printing[0].step)):
        yield _problem(printing, is_safe=_installs_wget(printing[0].step))


def _installs_wget(step: Step) -> bool:
    """Whether the stage installs wget, up to the end of this RUN."""
    installs = (install for each in step.stage.steps[: step.index + 1] for install in each.installs)
    return any(
        package.name == "wget" for install in installs if install.manager in _MANAGERS for package in install.packages
    )


def _prints(command: Command) -> bool:
    options = read_options(command, _WITH_VALUE)
    return not options.has(*_QUIET) and not any(map(_OPTIONS_IN_VARIABLE.match, command.values))


def _problem(commands: list[Command], *, is_safe: bool) -> Problem:
    edits = tuple(
        Edit(Span(command.words[0].span.end, command.words[0].span.end), " --progress=dot:giga")
        for command in commands
        if command.step.instruction.exec_form is None
    )
    return Problem(
        commands[0].words[0].span,
        "wget prints a line for every 50 KB here",
        help="add `-nv` or `--progress=dot:giga`",
        also=tuple(Note(command.words[0].span, "and here") for command in commands[1:]),
        fix=Fix("Add `--progress=dot:giga`", edits, is_safe) if edits else None,
    )
