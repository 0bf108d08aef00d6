"""Install what the lock file says, or fail.

The lock file is brought into the image, but the install may pass over it: where the two disagree it resolves anew,
and the image holds versions that nobody tested. `uv sync --locked`, `npm ci`, `pipenv install --deploy`, `yarn install
--frozen-lockfile` and `pnpm install --frozen-lockfile` stop instead. The fix needs a look, since a build whose lock
file is out of date fails after it. Poetry insists by itself, if only the lock file is there in time.

```dockerfile bad
FROM python:3.12-slim
COPY pyproject.toml uv.lock ./
RUN «uv sync» --no-install-project
```

```dockerfile unsafe
FROM python:3.12-slim
COPY pyproject.toml uv.lock ./
RUN uv sync --locked --no-install-project
```

```dockerfile bad
FROM node:22-slim
COPY package.json package-lock.json ./
RUN «npm install» --omit=dev
```

```dockerfile unsafe
FROM node:22-slim
COPY package.json package-lock.json ./
RUN npm ci --omit=dev
```

```dockerfile bad
FROM python:3.12-slim
COPY pyproject.toml ./
RUN «poetry install» --no-root
COPY poetry.lock ./
```

```dockerfile good
FROM python:3.12-slim
COPY pyproject.toml uv.lock* ./
RUN uv sync && uv add flask==3.0.3
ENV UV_FROZEN=1
COPY uv.lock Pipfile.lock ./
RUN uv sync && pipenv sync
```
"""

from __future__ import annotations

import posixpath
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from devcontain.lint.rule import WARNING, Edit, Fix, Problem, install, rule
from devcontain.semantics.caches import variable
from devcontain.semantics.copies import read_copy
from devcontain.semantics.mounts import mounts_of
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step
    from devcontain.semantics.installs import Install


class _Lock(NamedTuple):
    """A command's lock file, what makes it insist, and what the fix adds after the verb or puts in its place."""

    file: str
    flags: tuple[str, ...]
    variables: tuple[str, ...] = ()
    flag: str = ""
    verb: str = ""


_LOCKS = {
    ("uv", "sync"): _Lock("uv.lock", ("--locked", "--frozen"), ("UV_LOCKED", "UV_FROZEN"), flag="--locked"),
    ("npm", "install"): _Lock("package-lock.json", (), verb="ci"),
    ("npm", "i"): _Lock("package-lock.json", (), verb="ci"),
    ("pipenv", "install"): _Lock(
        "Pipfile.lock", ("--deploy", "--ignore-pipfile", "--skip-lock"), ("PIPENV_IGNORE_PIPFILE",), flag="--deploy"
    ),
    ("yarn", "install"): _Lock("yarn.lock", ("--frozen-lockfile", "--immutable"), flag="--frozen-lockfile"),
    ("yarn", "yarn"): _Lock("yarn.lock", ("--frozen-lockfile", "--immutable"), flag="install --frozen-lockfile"),
    ("pnpm", "install"): _Lock("pnpm-lock.yaml", ("--frozen-lockfile",), ("CI",), flag="--frozen-lockfile"),
    ("pnpm", "i"): _Lock("pnpm-lock.yaml", ("--frozen-lockfile",), ("CI",), flag="--frozen-lockfile"),
}


@rule("PIN017", on=install("uv", "node", "pipenv", "poetry"), severity=WARNING)
def check(install: Install) -> Iterator[Problem]:
    """Yield an installation from manifests that does not insist on the lock file beside them."""
    if install.packages or install.manifests:
        return
    if install.manager == "poetry":
        yield from _too_early(install)
        return
    command = install.command
    if any("$" in value for value in command.values):
        return
    lock = _LOCKS.get((command.name, install.verb.value))
    if lock is None or command.has_flag(*lock.flags, "-g", "--global", "--dry-run", "--no-lockfile"):
        return
    if any(variable(command, name) for name in lock.variables) or not _is_there(install.step, lock.file):
        return
    added = f"`{command.name} {lock.verb}`" if lock.verb else f"`{lock.flag}`"
    yield Problem(
        install.span,
        f"`{lock.file}` is here, but where it is out of date this resolves anew",
        help=f"say {added}",
        fix=_fix(install, lock),
    )


def _too_early(install: Install) -> Iterator[Problem]:
    """Poetry without a lock file resolves, unnoticed."""
    step = install.step
    places = _lock_files(step.stage)
    later = places.get("poetry.lock", -1)
    if (
        later > step.index
        and _first_source(step.stage) > step.index
        and places.get("pyproject.toml", later) < step.index
    ):
        yield Problem(
            install.span,
            "`poetry.lock` is copied further down, so this resolves without it",
            help="copy `poetry.lock` together with `pyproject.toml`, above the install",
        )


@lru_cache(maxsize=1)
def _first_source(stage: Stage) -> int:
    """The first step that copies source code, with which a lock file may come."""
    copies = (step.index for step in stage.steps if (copied := read_copy(step)) and copied.code)
    return next(copies, len(stage.steps))


def _is_there(step: Step, file: str) -> bool:
    if any(posixpath.basename(mount.source) == file for mount in mounts_of(step) if mount.type == "bind"):
        return True
    return _lock_files(step.stage).get(file, step.index) < step.index


@lru_cache(maxsize=1)
def _lock_files(stage: Stage) -> dict[str, int]:
    """The files that a stage copies by name, each with the first step that does."""
    found: dict[str, int] = {}
    for step in stage.steps:
        copied = read_copy(step)
        for source in copied.sources if copied else ():
            found.setdefault(posixpath.basename(source), step.index)
    return found


def _fix(install: Install, lock: _Lock) -> Fix | None:
    if install.step.instruction.exec_form is not None or install.command.outer is not None or install.verb.expands:
        return None
    span = install.verb.span
    if lock.verb:
        return Fix(f"Use `{install.command.name} {lock.verb}`", (Edit(span, lock.verb),), safe=False)
    return Fix(f"Add `{lock.flag}`", (Edit(Span(span.end, span.end), f" {lock.flag}"),), safe=False)
