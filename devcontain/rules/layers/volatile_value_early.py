"""Declare what changes with each build as late as you can.

An ARG or ENV is part of every RUN below it: when its value changes, the cache of all of them is lost, whether or not
they use it. A commit, a build date or a build number changes with each build; put it below the installs that do not
need it. (A LABEL by itself costs nothing; the ARG that it shows does.)

```dockerfile bad
FROM python:3.12-slim
«ARG GIT_SHA»
LABEL org.opencontainers.image.revision=$GIT_SHA
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
COPY . .
```

```dockerfile unsafe
FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
ARG GIT_SHA
LABEL org.opencontainers.image.revision=$GIT_SHA
COPY . .
```

```dockerfile bad
FROM python:3.12-slim
«ARG BUILD_DATE=unknown»
«ARG VCS_REF»
«ENV BUILD_DATE=$BUILD_DATE REVISION=$VCS_REF»
RUN python -c "import sys; print(sys.version)"
RUN apt-get update && apt-get install -y ffmpeg && rm -rf /var/lib/apt/lists/*
```

```dockerfile bad
FROM python:3.12-slim
«ARG COMMIT=""»
LABEL commit=${COMMIT}
RUN apt-get update && apt-get install -y ffmpeg && rm -rf /var/lib/apt/lists/*
ENV COMMIT_SHA=${COMMIT}
```

```dockerfile bad
FROM python:3.12-slim
«ARG VERSION=latest»
RUN apt-get update && apt-get install -y ffmpeg && rm -rf /var/lib/apt/lists/*
LABEL org.opencontainers.image.version="${VERSION}"
```

```dockerfile good
FROM python:3.12-slim
ARG TRANSFORMERS_COMMIT=3f2a1c9d0e
ARG GIT_SHA
RUN git clone https://github.com/example/app && cd app && git checkout $GIT_SHA
RUN pip install --no-cache-dir flask==3.0.3
```

```dockerfile good
FROM python:3.12-slim
ARG BUILD_NUMBER
COPY . .
RUN ./build.sh && pip install --no-cache-dir -r requirements.txt
ARG BUILD_DATE
LABEL build-date=$BUILD_DATE
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Edit, Fix, Note, Problem, rule, stage
from devcontain.pattern import pattern
from devcontain.semantics.copies import read_copy
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step
    from devcontain.semantics.commands import Command
    from devcontain.semantics.installs import Install

_NAME = pattern(
    r"(?:GIT|VCS|SCM|SOURCE|SRC|BUILD|CI|APP|IMAGE|GITHUB)_?(?:SHA1?|COMMIT(?:_?(?:SHA|ID|HASH|REF|DATE|TIME))?|REVISION"
    r"|REV|REF|HASH)|COMMIT(?:_?(?:SHA|ID|HASH|REF|DATE|TIME))?|GITHASH"
    r"|(?:IMAGE_?)?BUILD_?(?:DATE|TIME|TIMESTAMP|NUMBER|NUM|NO|ID|VERSION|STAMP|TAG)|(?:CI_)?(?:PIPELINE|JOB)_(?:ID|NUMBER)"
)
_VERSION_NAME = pattern(r"(?:\w+_)?(?:VERSION|RELEASE|TAG)")
_PLACEHOLDER = pattern(
    r"|unknown|dev|development|local|none|null|n/?a|undefined|unset|head|main|master|latest|snapshot|dirty|0+|0\.0\.0\S*"
    r"|1970-01-01\S*|-+|todo|changeme|unspecified",
    re.IGNORECASE,
)
_WORD = pattern(r"\w+")
_MAY_READ = frozenset("make cmake ninja python node sh bash go cargo gradle mvn npm yarn bazel meson env".split())
_MAXIMUM_STEPS = 300


@rule("LAY003", on=stage("ARG"), severity=WARNING)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each volatile ARG above installations that do not use it, each ENV that shows it above them."""
    showing: set[int] = set()
    for step in stage.steps:
        copied = read_copy(step)
        if copied is not None and copied.code:
            return
        if step.written.keyword == "ARG" and len(step.instruction.pairs) == 1 and _is_volatile(step):
            yield from _problems(step, showing)


def _is_volatile(step: Step) -> bool:
    pair = step.instruction.pairs[0]
    value = step.scope.expand((pair.value or "").strip("\"'"))
    if pair.value is None:
        value = step.stage.build.arguments.get(pair.name) or ""
    if value is None or not _PLACEHOLDER.fullmatch(value):
        return False
    name = pair.name.upper()
    return bool(_NAME.fullmatch(name) or (_VERSION_NAME.fullmatch(name) and _is_for_labels(step, pair.name)))


def _is_for_labels(step: Step, name: str) -> bool:
    """Whether labels show a value, and nothing else reads it: then it is the version of this image."""
    later = step.stage.steps[step.index + 1 : step.index + _MAXIMUM_STEPS]
    uses = [other.keyword for other in later if _uses(other, {name})]
    return bool(uses) and set(uses) == {"LABEL"}


def _problems(step: Step, showing: set[int]) -> Iterator[Problem]:
    """The ARG, and the ENV instructions that make its value a part of all below; each of these is told once."""
    name = step.instruction.pairs[0].name
    followers, installs = _reach(step, name)
    if not installs:
        return
    yield _problem(step, name, installs, _fix(step, followers, installs[-1].step))
    for follower in followers:
        below = [install for install in installs if install.step.index > follower.index]
        if follower.written.keyword == "ENV" and below and follower.index not in showing:
            showing.add(follower.index)
            yield _problem(follower, name, below, None)


def _problem(step: Step, name: str, installs: list[Install], fix: Fix | None) -> Problem:
    return Problem(
        Span(step.written.start, step.instruction.offset + len(step.instruction.body)),
        f"`{name}` changes with each build, and everything below it is built again",
        help="declare it below the installs that do not use it",
        fix=fix,
        also=(Note(installs[0].span, "this runs again"),),
    )


def _reach(step: Step, name: str) -> tuple[list[Step], list[Install]]:
    """What shows the value (LABEL, ENV), and the installations that repeat, down to the first use of it.

    A copy of the source ends the reach: what is below it is built again after each commit anyway.
    """
    names = {name}
    followers: list[Step] = []
    installs: list[Install] = []
    for later in step.stage.steps[step.index + 1 : step.index + _MAXIMUM_STEPS]:
        keyword = later.written.keyword
        if keyword in ("LABEL", "ENV"):
            if not names.isdisjoint(_WORD.findall(later.instruction.body)):
                followers.append(later)
                names.update(pair.name for pair in later.instruction.pairs if keyword == "ENV")
            continue
        if keyword == "RUN":
            if not _is_plain(later) or _uses(later, names):
                break
            installs += later.installs[:1]
        elif keyword in ("COPY", "ADD"):
            copied = read_copy(later)
            if (copied is not None and copied.is_everything) or _uses(later, names):
                break
        elif keyword == "ONBUILD" or _uses(later, names):
            break
    return followers, installs


def _is_plain(step: Step) -> bool:
    """Whether a RUN does only what can be seen: a script or a build of the project may read the variable."""
    if any(install.needs_source for install in step.installs):
        return False
    return not any("/" in one.path or _may_read(one) for one in step.commands if not one.outer)


def _may_read(command: Command) -> bool:
    """Whether a program may look for the variable; one whose code stands here would name it."""
    return command.name in _MAY_READ and not (command.name == "python" and command.has_flag("-c"))


def _uses(step: Step, names: set[str]) -> bool:
    text = step.instruction.script
    return any(name in text for name in names) and not names.isdisjoint(_WORD.findall(text))


def _fix(step: Step, followers: list[Step], last: Step) -> Fix | None:
    """Move the ARG, and what shows it, below the last of these installations."""
    moved = [step, *(follower for follower in followers if follower.index < last.index)]
    if any(other.instruction.heredocs for other in moved) or not all(map(_shows_only, moved[1:])):
        return None
    text = step.stage.build.dockerfile.source.text
    newline = "\r\n" if "\r\n" in text[:2000] else "\n"
    edits = []
    written = ""
    for other in moved:
        end = text.find("\n", other.written.span.end) + 1 or other.written.span.end
        start = text.rfind("\n", 0, other.written.start) + 1
        edits.append(Edit(Span(start, end), ""))
        written += newline + text[other.written.start : other.written.span.end]
    place = last.written.span.end
    return Fix("Move it below the installs", (*edits, Edit(Span(place, place), written)), safe=False)


def _shows_only(step: Step) -> bool:
    """Whether an ENV sets nothing but such values; a LABEL may stand anywhere."""
    if step.written.keyword == "LABEL":
        return True
    return all(_NAME.fullmatch(pair.name.upper()) for pair in step.instruction.pairs)
