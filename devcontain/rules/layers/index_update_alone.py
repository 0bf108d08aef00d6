"""Update the package index in the RUN that installs.

An index update in a RUN of its own is cached: when the list of packages changes later, the install runs against the
old index and fails, or brings old packages. Put both into one RUN.

```dockerfile bad
FROM debian:12
RUN «apt-get update»
RUN apt-get install -y curl
```

```dockerfile unsafe
FROM debian:12
RUN apt-get update && apt-get install -y curl
```

```dockerfile bad
FROM alpine:3.20
RUN «apk update»
RUN apk add --no-cache curl
```

```dockerfile bad
FROM debian:12
RUN «apt-get update» && apt-get upgrade -y
RUN apt-get install -y curl
```

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get upgrade -y
RUN apt-get update && apt-get install -y curl
```

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
```

```dockerfile bad
FROM debian:12
RUN «apt-get update» && apt-get install -y
RUN apt-get install -y curl
```

```dockerfile good
FROM debian:12
RUN apt-get update && echo curl git | xargs apt-get install -y
COPY packages.txt /tmp/
RUN apt-get update && xargs -a /tmp/packages.txt apt-get install -y
```

```dockerfile good
FROM debian:12
COPY install.sh /tmp/
RUN apt-get update && /tmp/install.sh
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Edit, Fix, Problem, rule, run
from devcontain.semantics.caches import is_removed
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command

_UPDATES = {
    "apt-get": ("update",),
    "apt": ("update",),
    "aptitude": ("update",),
    "apk": ("update",),
    "yum": ("makecache",),
    "dnf": ("makecache",),
    "microdnf": ("makecache",),
    "zypper": ("refresh", "ref"),
}
_HARMLESS = frozenset(
    "set rm echo true cd mkdir sed export date cat ls sleep touch chmod chown add-apt-repository apt-add-repository"
    " apt-key gpg tee printf mv cp ln locale-gen apt-mark dpkg-reconfigure useradd groupadd adduser addgroup which"
    " update-ca-certificates".split()
)
_CLEANERS = frozenset(["clean", "autoclean", "autoremove", "cache", "remove", "purge"])
_UPGRADES = frozenset(["upgrade", "dist-upgrade", "full-upgrade", "safe-upgrade"])
_MAXIMUM_LOOK = 200


@rule("LAY002", on=run(*_UPDATES), severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield the index update of a RUN in which nothing can use the index."""
    updates = [command for command in step.commands if _is_update(command)]
    others = [command for command in step.commands if not (_is_update(command) or _is_harmless(command))]
    if not updates or not all(map(_is_upgrade, others)):
        return
    update = updates[-1]
    if others and _next_install(step, update.name) is None:
        return
    if is_removed(update, "/var/lib/apt/lists"):
        return
    verb = next(word for word in update.arguments if word.value in _UPDATES[update.name])
    yield Problem(
        Span(update.words[0].span.start, verb.span.end),
        "the package index is updated in a RUN that installs nothing, so a later install may find an outdated one",
        help=f"write `{update.name} {verb.value} && {update.name} install ...` in one RUN",
        fix=_fix(step, update),
    )


def _is_update(command: Command) -> bool:
    verb = next((value for value in command.values if not value.startswith("-")), "")
    return verb in _UPDATES.get(command.name, ())


def _is_harmless(command: Command) -> bool:
    """Whether a command certainly does not use the index."""
    if command.name in _UPDATES:
        operands = [value for value in command.values if not value.startswith("-")]
        return not _CLEANERS.isdisjoint(operands[:1]) or _is_empty_install(command, operands)
    return command.name in _HARMLESS


def _is_empty_install(command: Command, operands: list[str]) -> bool:
    """Whether an installation names nothing; xargs names its packages elsewhere."""
    return operands in (["install"], ["add"]) and "xargs" not in command.wrappers


def _is_upgrade(command: Command) -> bool:
    """Whether a command upgrades what is there: it uses the index, but a later installation gets an old one."""
    return command.name in _UPDATES and any(value in _UPGRADES for value in command.values)


def _fix(step: Step, update: Command) -> Fix | None:
    """Move a lone update to the front of the next installation by the same manager."""
    if len(step.commands) != 1 or step.instruction.heredocs or step.instruction.exec_form is not None:
        return None
    target = _next_install(step, update.name)
    if target is None or target.outer is not None or target.step.instruction.exec_form is not None:
        return None
    source = step.stage.build.dockerfile.source
    start, end = step.written.start, step.written.span.end
    end = source.text.find("\n", end) + 1 or end
    start = source.text.rfind("\n", 0, start) + 1
    written = source.slice(update.syntax.span)
    place = target.syntax.span.start
    edits = (Edit(Span(start, end), ""), Edit(Span(place, place), f"{written} && "))
    return Fix("Update in the RUN that installs", edits, safe=False)


def _next_install(step: Step, name: str) -> Command | None:
    for later in step.stage.steps[step.index + 1 : step.index + 1 + _MAXIMUM_LOOK]:
        for command in later.commands:
            if _is_update(command) and command.name == name:
                return None
            if command.name == name and not command.context and "install" in command.values:
                return command
            if command.name == name and not command.context and "add" in command.values:
                return command
    return None
