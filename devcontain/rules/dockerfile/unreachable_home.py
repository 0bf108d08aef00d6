"""Put what the last user runs outside of /root.

Nobody but root may enter `/root`: a `chown` of what lies in it changes nothing of that. Programs that are copied there
and found through PATH are not found by another user, and Python does not see what `pip install --user` left there. Copy
them to the home of the user, or make a virtual environment below `/opt`.

```dockerfile bad
FROM python:3.12-slim AS builder
RUN pip install --user --no-cache-dir -r requirements.txt
FROM python:3.12-slim
COPY --from=builder /root/.local «/root/.local»
ENV PATH=/root/.local/bin:$PATH
RUN useradd --create-home app && chown -R app /root/.local
USER app
CMD ["gunicorn", "app:app"]
```

```dockerfile good
FROM python:3.12-slim AS builder
RUN pip install --user --no-cache-dir -r requirements.txt
FROM python:3.12-slim
RUN useradd --create-home app
COPY --from=builder --chown=app /root/.local /home/app/.local
ENV PATH=/home/app/.local/bin:$PATH
USER app
```

```dockerfile good
FROM python:3.12-slim
COPY --from=builder /root/.local /root/.local
ENV PATH=/root/.local/bin:$PATH
RUN chmod 755 /root
USER app
```

```dockerfile good
FROM registry.example/base:1
COPY --from=builder /root/.local /root/.local
ENV PATH=/root/.local/bin:$PATH
USER app
```

```dockerfile good
FROM python:3.12-slim
COPY --from=tools /root/.local /root/.local
ENV PATH=/root/.local/bin:$PATH
RUN uv sync --locked
USER app
FROM python:3.12-slim
COPY --from=builder /root/.local /root/.local
ENV PATH=/root/.local/bin:$PATH
USER app
USER root
```
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Note, Problem, dockerfile, rule
from devcontain.semantics.base_images import variables_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build, Step

_SYSTEM = frozenset(["apt", "apk"])
_MAXIMUM_DEPTH = 20
_OPENING = frozenset(["chmod", "chown", "setfacl", "usermod", "useradd", "adduser"])


@rule("DKF051", on=dockerfile("USER"), severity=WARNING)
def check(build: Build) -> Iterator[Problem]:
    """Yield each COPY below /root of something on PATH, where the container runs as somebody else."""
    stage = build.target
    if stage is None or stage.image is None or stage.image.name == "scratch" or variables_of(stage.image) is None:
        return
    steps = [step for part in reversed(stage.line) for step in part.steps]
    user = next((step for step in reversed(steps) if step.written.keyword == "USER"), None)
    if user is None or not _is_other(user) or any(map(_opens_root, steps)):
        return
    wanted = {path for step in steps for path in _search_path(step)}
    last = max((index for index, step in enumerate(steps) if _installs(step)), default=-1)
    for step in steps[last + 1 :]:
        if _place(step) in wanted:
            yield Problem(
                step.instruction.words[-1].span,
                "only root may enter `/root`, so the user of the container finds nothing of this",
                help="copy it to the home of that user, or below `/opt`",
                also=(Note(user.instruction.at(0, len(user.instruction.body)), "the container runs as this user"),),
            )


def _is_other(step: Step) -> bool:
    user = step.scope.resolve(step.instruction.body) or ""
    return user.partition(":")[0] not in ("root", "0", "")


def _opens_root(step: Step) -> bool:
    """Whether a RUN may let others into the directory, or give it to them."""
    return any(
        value.rstrip("/") == "/root"
        for command in step.commands
        if command.name in _OPENING
        for value in command.values
    )


def _search_path(step: Step) -> Iterator[str]:
    """The directories below /root that an ENV puts on PATH, and those that they lie in."""
    pairs = step.instruction.pairs if step.keyword == "ENV" else []
    for value in (pair.value for pair in pairs if pair.name == "PATH" and pair.value):
        for path in value.strip("\"'").split(":"):
            parts = posixpath.normpath(path).split("/")[:_MAXIMUM_DEPTH]
            if parts[:2] == ["", "root"]:
                yield from ("/".join(parts[: index + 1]) for index in range(2, len(parts)))


def _place(step: Step) -> str:
    """Where a COPY puts something below /root."""
    if step.written.keyword not in ("COPY", "ADD") or len(step.instruction.words) < 2:
        return ""
    return posixpath.normpath(step.scope.resolve(step.instruction.words[-1].value) or "")


def _installs(step: Step) -> bool:
    """Whether root itself may install with what it has copied before."""
    return any(install.manager not in _SYSTEM for install in step.installs)
