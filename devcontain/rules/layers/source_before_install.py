"""Install dependencies before you copy the source.

Each instruction's layer is reused only while everything above it is unchanged. Where the source stands above an
install, each edit of the code repeats the install. Copy what the install reads (requirements, lock files), install,
and copy the source last.

```dockerfile bad
FROM python:3.12-slim
WORKDIR /app
«COPY . .»
RUN pip install --no-cache-dir -r requirements.txt
```

```dockerfile unsafe
FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
```

```dockerfile bad
FROM python:3.12-slim
«COPY src /app/src»
RUN apt-get update && apt-get install -y ffmpeg && rm -rf /var/lib/apt/lists/*
```

```dockerfile unsafe
FROM python:3.12-slim
RUN apt-get update && apt-get install -y ffmpeg && rm -rf /var/lib/apt/lists/*
COPY src /app/src
```

```dockerfile good
FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
RUN pip install --no-cache-dir --no-deps -e .
```

```dockerfile good
FROM python:3.12-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-install-project
COPY . .
RUN uv sync --locked
```

```dockerfile good
FROM python:3.12-slim
COPY install.sh /tmp/
RUN /tmp/install.sh && pip install --no-cache-dir flask==3.0.3
```
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from devcontain.lint.rule import STAGE, WARNING, Edit, Fix, Note, Problem, rule
from devcontain.semantics.caches import steps_before
from devcontain.semantics.copies import Copied, is_used, read_copy
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step
    from devcontain.semantics.installs import Install

_PASSIVE = frozenset(["ENV", "LABEL", "EXPOSE", "ARG", "CMD", "ENTRYPOINT", "STOPSIGNAL", "HEALTHCHECK", "MAINTAINER"])


class _Affected(NamedTuple):
    """A step whose installation is repeated though it does not need the source."""

    step: Step
    install: Install


@rule("LAY001", on=STAGE, severity=WARNING)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each copy of source code above an installation that does not need it."""
    for index, step in enumerate(stage.steps):
        copied = read_copy(step)
        if copied is None or not copied.code:
            continue
        affected = list(_affected(step, copied, stage.steps[index + 1 :]))
        if affected:
            first = affected[0].install
            yield Problem(
                Span(step.written.start, step.instruction.offset + len(step.instruction.body)),
                "source code is copied before dependencies are installed, so each edit repeats the install",
                help="copy the files that the install reads, install, then copy the source",
                fix=_fix(step, copied, affected),
                also=(Note(first.span, "this runs again after each edit"),),
            )


def _affected(step: Step, copied: Copied, later: list[Step]) -> Iterator[_Affected]:
    for other in later:
        if other.keyword != "RUN" or (other.written.keyword == "ONBUILD") != (step.written.keyword == "ONBUILD"):
            continue
        if not copied.is_everything and is_used(copied, other):
            return
        for install in other.installs:
            if install.third_party and not _is_second_phase(install, step):
                yield _Affected(other, install)
                break


def _is_second_phase(install: Install, copy: Step) -> bool:
    """Whether the dependencies were installed above the copy, so that only the project itself is left."""
    if not install.needs_source and not install.manifests:
        return False
    earlier = (found for step in steps_before(copy) for found in step.installs)
    return any(found.manager == install.manager and (found.default_manifests or found.manifests) for found in earlier)


def _fix(step: Step, copied: Copied, affected: list[_Affected]) -> Fix | None:
    """Copy just the manifests where the source was copied, and the source below the last installation."""
    last = affected[-1].step
    steps = step.stage.steps
    between = steps[steps.index(step) + 1 : steps.index(last) + 1]
    manifests = _manifests(copied, between)
    if manifests is None or step.written.keyword == "ONBUILD":
        return None
    source = step.stage.build.dockerfile.source
    text = source.slice(Span(step.written.start, step.instruction.line_end))
    newline = "\r\n" if "\r\n" in text or source.text[step.instruction.line_end :].startswith("\r\n") else "\n"
    end = last.written.span.end
    above = _manifest_copy(step, manifests)
    edits = [Edit(Span(end, end), newline + text)]
    if above:
        edits.append(Edit(Span(step.written.start, step.instruction.line_end), above))
    else:
        following = source.text.find("\n", step.instruction.line_end) + 1
        edits.append(Edit(Span(step.written.start, following), ""))
    return Fix("Copy the source below the install", tuple(edits), safe=False)


def _manifests(copied: Copied, between: list[Step]) -> list[str] | None:
    """The files of the build context that the installations read; nothing where something else may need the source."""
    found: list[str] = []
    for step in between:
        if step.keyword in _PASSIVE:
            continue
        if step.keyword != "RUN" or len(step.commands) != len(step.installs) + _harmless(step):
            return None
        for install in step.installs:
            paths = _paths(install, copied)
            if paths is None or install.needs_source:
                return None
            found += [path for path in paths if path not in found]
    return found


def _harmless(step: Step) -> int:
    """How many commands of a RUN certainly read nothing of the source."""
    plain = {"apt-get": ("update", "clean", "autoremove"), "apt": ("update", "clean"), "apk": ("update",)}
    return sum(
        command.name in ("set", "true") or (command.name == "rm" and not any(v == "." for v in command.values))
        or any(value in plain.get(command.name, ()) for value in command.values[:2])
        or (command.name in ("conda", "mamba", "micromamba") and "clean" in command.values[:1])
        for command in step.commands
    )  # fmt: skip


def _paths(install: Install, copied: Copied) -> list[str] | None:
    """Where the files that an installation reads lie in the build context."""
    if install.default_manifests:
        return None
    paths = []
    for operand in install.manifests:
        workdir = install.step.scope.workdir
        if "$" in operand.value or workdir is None or copied.destination is None or not copied.is_everything:
            return None
        absolute = posixpath.normpath(posixpath.join(workdir, operand.value))
        relative = posixpath.relpath(absolute, copied.destination)
        if relative.startswith(".."):
            return None
        paths.append(relative)
    return paths


def _manifest_copy(step: Step, manifests: list[str]) -> str:
    """A COPY of the manifests, each to the place that the broad copy would have given it."""
    source = step.stage.build.dockerfile.source
    destination = step.instruction.words[-1].value.rstrip("/")
    flags = "".join(f"{source.slice(flag.span)} " for flag in step.instruction.flags)
    keyword = source.slice(step.written.keyword_span)
    directories: dict[str, list[str]] = {}
    for path in manifests:
        directories.setdefault(posixpath.dirname(path), []).append(path)
    lines = [
        f"{keyword} {flags}{' '.join(paths)} {posixpath.join(destination, directory).rstrip('/') or ''}/"
        for directory, paths in directories.items()
    ]
    return "\n".join(lines)
