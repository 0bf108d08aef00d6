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
COPY requirements.txt Makefile ./
«COPY .git .git»
RUN pip install --no-cache-dir -r requirements.txt
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

```dockerfile bad
FROM python:3.12-slim
«COPY services /srv/services»
RUN chown -R www-data /srv/services/web
RUN pip install --no-cache-dir -r /srv/services/web/requirements.txt
```

```dockerfile bad
FROM python:3.12-slim
«COPY library ./library»
«COPY checkpoints ./checkpoints»
RUN pip install --no-cache-dir -e ./library
RUN pip install --no-cache-dir gunicorn==23.0.0
FROM python:3.12-slim
«COPY engine /opt/engine»
RUN /opt/engine/configure --prefix /usr/local
RUN apt-get update && apt-get install -y ffmpeg && rm -rf /var/lib/apt/lists/*
```

```dockerfile bad
FROM node:24-alpine
«COPY frontend /app»
RUN cd /app && npm ci && npm run build
FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt
«COPY scheduler scheduler»
RUN if [ -d scheduler/requirements ]; then \
        for file in scheduler/requirements/*.txt; do pip install --no-cache-dir -r "$file"; done; \
    fi
```

```dockerfile bad
FROM python:3.12-slim AS test
WORKDIR /app
COPY src src
RUN python -m compileall src
FROM python:3.12-slim
«COPY --from=test /app/src /app»
RUN pip install --no-cache-dir -r /requirements.txt
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
WORKDIR /build
COPY engine ./engine
RUN uv build && WHEEL=$(ls dist/*.whl) && pip install --no-cache-dir "$WHEEL"
```

```dockerfile good
FROM python:3.12-slim
COPY library /tmp/library
RUN cd /tmp/library && make requirements.txt && pip install --no-cache-dir -r requirements.txt
FROM python:3.12-slim
WORKDIR /build
COPY scripts /build/scripts
COPY setup-sources.sh entrypoint.sh /
RUN /setup-sources.sh && ./scripts/prepare.sh
RUN chmod +x /entrypoint.sh && apt-get update && apt-get install -y ffmpeg && rm -rf /var/lib/apt/lists/*
```

```dockerfile good
FROM python:3.12-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-install-project
COPY . .
RUN uv sync --locked
FROM python:3.12-slim
COPY requirements/* ./
RUN pip install --no-cache-dir -r base.txt
COPY src/* ./
```

```dockerfile good
FROM python:3.12-slim AS build
WORKDIR /app
COPY . .
RUN pip wheel --wheel-dir dist .
FROM python:3.12-slim
COPY --from=build /app/dist /app/requirements.txt /tmp/
COPY --from=build /app/.venv /venv
RUN pip install --no-cache-dir -r /tmp/requirements.txt
FROM python:3.12-slim
COPY install.sh /tmp/
RUN /tmp/install.sh && pip install --no-cache-dir flask==3.0.3
```
"""

from __future__ import annotations

import posixpath
from bisect import bisect
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from devcontain.lint.rule import WARNING, Edit, Fix, Note, Problem, rule, stage
from devcontain.semantics.copies import Copied, source_of
from devcontain.semantics.copy_uses import Use, comes_first, first_use, is_apart, use_of
from devcontain.semantics.install_inputs import read_by
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step
    from devcontain.semantics.installs import Install

_MAXIMUM_LOOK = 200
"""So many installs below a copy are looked at, which keeps the time linear."""
_MAXIMUM_INSTALLS = 20
"""So many installs below a copy are looked at for its fix."""


class _Affected(NamedTuple):
    """A step whose installation is repeated though it does not need the source."""

    step: Step
    install: Install


@rule("LAY001", on=stage("COPY", "ADD"), severity=WARNING)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each copy of source code above an installation that does not need it."""
    copies = [(step, copied) for step in stage.steps if (copied := source_of(step)) and copied.code]
    if not copies:
        return
    installs = [_Affected(step, install) for step in stage.steps for install in step.installs if install.third_party]
    phases = _first_phases(stage)
    whole = [step.index for step, copied in copies if copied.is_everything]
    for step, copied in copies:
        below = bisect(installs, step.index, key=lambda affected: affected.step.index)
        if not copied.is_everything and _is_deliberate(installs, below, whole):
            continue
        found = _affected(step, copied, islice(installs, below, below + _MAXIMUM_LOOK), phases)
        affected = list(islice(found, _MAXIMUM_INSTALLS))
        if affected:
            yield Problem(
                Span(step.written.start, step.instruction.offset + len(step.instruction.body)),
                "source code is copied before dependencies are installed, so each edit repeats the install",
                help="copy the files that the install reads, install, then copy the source",
                fix=_fix(step, copied, affected) if not whole or step.index <= whole[0] else None,
                also=(Note(affected[0].install.span, "this runs again after each edit"),),
            )


def _affected(
    copy: Step, copied: Copied, installs: Iterator[_Affected], phases: dict[tuple[str, str], int]
) -> Iterator[_Affected]:
    """The installations below a copy that it makes run again though they need nothing of it."""
    steps = copy.stage.steps
    index = copy.index + 1
    used = here = reading = Use.NONE
    first = None
    for affected in installs:
        step, install = affected
        if (step.written.keyword == "ONBUILD") != (copy.written.keyword == "ONBUILD"):
            continue
        if not copied.is_everything:
            if step.index >= index:
                above = (other for other in steps[index : step.index] if other.keyword == "RUN")
                used = max([here, *(use_of(copied, other, reads=copied.is_aid) for other in above)])
                here = max(used, use_of(copied, step, reads=copied.is_aid))
                reading, first = use_of(copied, step, reads=True), first_use(copied, step)
                index = step.index + 1
            if here is not Use.NONE and (copied.is_aid or not copied.is_tree):
                return
            is_first = used is Use.NONE and comes_first(install, copied, first)
            if not (is_first or is_apart(install, copied, here, reading)):
                continue
        if not _is_second_phase(install, copy, phases):
            yield affected


def _is_deliberate(installs: list[_Affected], below: int, whole: list[int]) -> bool:
    """Whether the whole source is copied later, below an installation: what comes before it was picked for it."""
    return bool(whole) and below < len(installs) and installs[below].step.index < whole[-1]


def _first_phases(stage: Stage) -> dict[tuple[str, str], int]:
    """Where each manager first installs from manifests, and from each that it names; before the stage counts as -1."""
    found: dict[tuple[str, str], int] = {}
    for earlier in stage.line:
        for step in earlier.steps:
            for install in step.installs:
                if install.default_manifests or install.manifests:
                    index = step.index if earlier is stage else -1
                    for name in ("", *(operand.value for operand in install.manifests)):
                        found[install.manager, name] = min(index, found.get((install.manager, name), index))
    return found


def _is_second_phase(install: Install, copy: Step, phases: dict[tuple[str, str], int]) -> bool:
    """Whether the dependencies were installed above the copy, so that only the project itself is left."""
    names = [""] if install.needs_source else [operand.value for operand in install.manifests]
    return bool(names) and all(phases.get((install.manager, name), copy.index) < copy.index for name in names)


def _fix(step: Step, copied: Copied, affected: list[_Affected]) -> Fix | None:
    """Copy just the manifests where the source was copied, and the source below the last installation."""
    if len(affected) == _MAXIMUM_INSTALLS:
        return None
    last = affected[-1].step
    between = step.stage.steps[step.index + 1 : last.index + 1]
    manifests = read_by(between, copied)
    is_whole_copy = step.written.keyword != "ONBUILD" and not step.instruction.flag("from")
    if manifests is None or not is_whole_copy or not _stays_in_place(step, between):
        return None
    return Fix("Copy the source below the install", tuple(_edits(step, last, manifests)), safe=False)


def _stays_in_place(step: Step, between: list[Step]) -> bool:
    """Whether the copy does the same further down: its destination is absolute, or the working directory stays."""
    moves = any(other.keyword == "WORKDIR" for other in between)
    relative = not step.instruction.words[-1].value.startswith("/")
    return not (moves and relative)


def _edits(step: Step, last: Step, manifests: list[str]) -> Iterator[Edit]:
    text = step.stage.build.dockerfile.source.text
    start, end = step.written.start, step.instruction.line_end
    newline = "\r\n" if text[end : end + 2] == "\r\n" else "\n"
    is_apart = text[:start].endswith(newline * 2)
    place = last.written.span.end
    yield Edit(Span(place, place), newline * (1 + is_apart) + text[start:end])
    if manifests:
        yield Edit(Span(start, end), _manifest_copy(step, manifests, newline))
    else:
        following = text.find("\n", end) + 1
        if is_apart and text.startswith(newline, following):
            following += len(newline)
        yield Edit(Span(start, following), "")


def _manifest_copy(step: Step, manifests: list[str], newline: str) -> str:
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
    return newline.join(lines)
