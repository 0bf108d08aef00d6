"""Leave no pip cache in the layer.

pip keeps every wheel that it downloads or builds. In a layer this is dead weight: nothing reads it again, and a later
`rm` cannot take it out. Say `--no-cache-dir`, set `PIP_NO_CACHE_DIR=1`, or keep the cache out of the layer with a cache
mount at the place where this user's pip looks for it. In a stage that does not reach the image it costs nothing there,
and is only reported as information.

```dockerfile bad
FROM python:3.12-slim
RUN «pip install» flask==3.0.3
```

```dockerfile fixed
FROM python:3.12-slim
RUN pip install --no-cache-dir flask==3.0.3
```

```dockerfile bad
FROM python:3.12-slim
COPY requirements.txt .
RUN «python3 -m pip install» -U -r requirements.txt && rm -rf /tmp/*
```

```dockerfile good
FROM python:3.12-slim
RUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.0.3
```

```dockerfile good
FROM python:3.12-slim
ENV PIP_NO_CACHE_DIR=1
RUN pip install flask==3.0.3
```

```dockerfile good
FROM python:3.12-slim
RUN pip install flask==3.0.3 && rm -rf ~/.cache
```

```dockerfile bad
FROM python:3.12-slim
USER app
RUN --mount=type=cache,target=/root/.cache/pip «pip install» flask==3.0.3
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, WARNING, Edit, Fix, Problem, install, rule
from devcontain.semantics.caches import home_of, is_removed, removals_after, steps_before, variable
from devcontain.semantics.mounts import is_mounted
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command
    from devcontain.semantics.installs import Install

_FLAGS = ("--no-cache-dir", "--no-cache", "--no-cache-di")


@rule("CAC001", on=install("pip"), aliases=("DL3042",), severity=WARNING)
def check(install: Install) -> Iterator[Problem]:
    """Yield an installation whose cache stays in the layer."""
    command = install.command
    if _is_off(command) or not _downloads(install):
        return
    directories = _directories(command)
    if is_mounted(install.step, *directories) or _is_cleaned(command, directories):
        return
    yield Problem(
        install.span,
        "pip leaves its cache in the layer",
        help="add `--no-cache-dir`, or mount a cache at "
        f"`{directories[0]}`: `RUN --mount=type=cache,target={directories[0]}`",
        fix=_fix(install),
        severity=None if install.step.stage.reaches_image else INFO,
    )


def _is_off(command: Command) -> bool:
    """pip takes any value of PIP_NO_CACHE_DIR, even a false one, as a yes (pip/_internal/cli/cmdoptions.py)."""
    if command.has_flag(*_FLAGS) or variable(command, "PIP_NO_CACHE_DIR"):
        return True
    return any(
        "no-cache-dir" in earlier.instruction.script and "pip" in earlier.instruction.script and _configures(earlier)
        for earlier in (*steps_before(command.step), command.step)
    )


def _configures(step: Step) -> bool:
    script = step.instruction.script
    if "pip.conf" in script or "/pip/" in script:
        return True
    return any(
        command.name == "pip" and command.values[:1] == ["config"] and "no-cache-dir" in " ".join(command.values)
        for command in step.commands
    )


def _downloads(install: Install) -> bool:
    if install.command.has_flag("--no-index", "--dry-run"):
        return False
    return install.needs_source or bool(install.manifests) or any(p.origin != "local" for p in install.packages)


def _directories(command: Command) -> list[str]:
    for value in command.values:
        if value.startswith("--cache-dir="):
            return [value.partition("=")[2]]
    home = home_of(command.step)
    chosen = variable(command, "PIP_CACHE_DIR")
    general = variable(command, "XDG_CACHE_HOME")
    directory = chosen or (f"{general}/pip" if general else f"{home}/.cache/pip")
    return [directory, *(["/root/.cache/pip"] if "sudo" in command.wrappers else [])]


def _is_cleaned(command: Command, directories: list[str]) -> bool:
    if any(is_removed(command, directory) for directory in directories):
        return True
    if any(path.rstrip("/*").endswith(("/.cache", "/.cache/pip")) for path in removals_after(command)):
        return True
    return any(
        later.name == "pip" and later.values[:2] == ["cache", "purge"]
        for later in command.step.commands
        if later.span.start > command.span.start
    )


def _fix(install: Install) -> Fix | None:
    end = install.verb.span.end
    command = install.command
    if command.has_flag("--cache-dir"):
        return None
    written = command.step.instruction.exec_form
    text = ', "--no-cache-dir"' if written is not None and command.outer is None else " --no-cache-dir"
    return Fix("Add `--no-cache-dir`", (Edit(Span(end, end), text),))
