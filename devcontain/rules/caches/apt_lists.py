"""Leave no apt package lists in the layer.

`apt-get update` downloads the package lists, tens of megabytes that are out of date tomorrow. Remove them in the same
RUN that fetched them; a later RUN only hides them. A tmpfs or cache mount at `/var/lib/apt/lists` does it as well.
`apt-get clean` removes downloaded packages, not the lists, and `{a,b}` means two paths to bash, but not to Debian's
`sh`. Where a later RUN installs without an update of its own, it needs the lists: give it one first, there is no fix.

```dockerfile bad
FROM debian:12
RUN «apt-get update» && apt-get install -y --no-install-recommends curl
```

```dockerfile fixed
FROM debian:12
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
```

```dockerfile bad
FROM debian:12
RUN «apt-get update» \\
 && apt-get install -y curl \\
 && apt-get clean
```

```dockerfile fixed
FROM debian:12
RUN apt-get update \\
 && apt-get install -y curl \\
 && apt-get clean \\
 && rm -rf /var/lib/apt/lists/*
```

```dockerfile bad
FROM debian:12
RUN «apt-get update» && apt-get install -y curl
RUN apt-get install -y git
```

```dockerfile bad
FROM debian:12
RUN «apt-get update» && apt-get install -y curl && rm -rf /var/lib/{apt,dpkg}
```

```dockerfile good
FROM debian:12
SHELL ["/bin/bash", "-c"]
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/{apt,dpkg}
```

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y curl \\
 && find /var/cache/apt/archives /var/lib/apt/lists -not -name lock -type f -delete
```

```dockerfile good
FROM debian:12
RUN --mount=type=cache,target=/var/lib/apt,sharing=locked apt-get update && apt-get install -y curl
```

```dockerfile bad
FROM debian:12
RUN «apt-get update» && apt-get install -y curl && rm -rf /tmp/*
```
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, WARNING, Edit, Fix, Problem, rule, run
from devcontain.semantics.append import append_command
from devcontain.semantics.caches import is_removed
from devcontain.semantics.installs.apt import read_apt_options, verb_of
from devcontain.semantics.mounts import is_mounted
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build, Step
    from devcontain.semantics.commands import Command

_LISTS = "/var/lib/apt/lists"
_NAMES = frozenset(["apt-get", "apt", "aptitude"])


@rule("CAC002", on=run(*_NAMES), aliases=("DL3009",), severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield the last index update of a RUN that nothing cleans up after."""
    updates = [command for command in step.commands if command.name in _NAMES and verb_of(command) == "update"]
    if not updates:
        return
    last = updates[-1]
    if is_removed(last, _LISTS) or _is_cleaned(step, last) or is_mounted(step, _LISTS):
        return
    verb = read_apt_options(last).operands[0].word
    yield Problem(
        Span(last.words[0].span.start, verb.span.end),
        "apt's package lists stay in the layer",
        help=f"end the RUN with `rm -rf {_LISTS}/*`",
        fix=None if _is_needed_later(step) else _fix(last),
        severity=None if step.stage.reaches_image else INFO,
    )


def _is_cleaned(step: Step, update: Command) -> bool:
    """`apt-get distclean` removes the lists too (apt 2.7.8)."""
    return any(
        command.name in _NAMES and verb_of(command) in ("distclean", "dist-clean")
        for command in step.commands
        if command.span.start > update.span.start
    )


def _is_needed_later(step: Step) -> bool:
    """Whether the lists may serve another RUN: this one installs nothing, or a later one installs without an update."""
    if not any(install.manager == "apt" for install in step.installs):
        return True
    place = (step.stage.index, step.index)
    return any(
        step.stage in later.stage.line and (later.stage.index, later.index) > place
        for later in _steps_without_update(step.stage.build)
    )


@lru_cache(maxsize=1)
def _steps_without_update(build: Build) -> list[Step]:
    return [step for step in build.steps if step.keyword == "RUN" and _relies_on_lists(step)]


def _relies_on_lists(step: Step) -> bool:
    names = [verb_of(command) for command in step.commands if command.name in _NAMES]
    return "install" in names and "update" not in names[: names.index("install")]


def _fix(update: Command) -> Fix | None:
    insertion = append_command(update, f"rm -rf {_LISTS}/*")
    if insertion is None:
        return None
    edit = Edit(Span(insertion.offset, insertion.offset), insertion.text)
    return Fix("Remove the lists at the end of the RUN", (edit,))
