"""Mount a cache where the tool looks for it, and let it be used.

A cache mount that the tool does not find, may not write to, or is told not to use stays empty: each build downloads
everything again. `~` is not expanded in a mount; another user's home is elsewhere; a mount belongs to root unless
`uid=` (or `mode=`) says otherwise; `--no-cache-dir` turns pip's cache off; and the images of Debian and Ubuntu hold a
`docker-clean` that empties apt's cache after each install, until it is removed.

```dockerfile bad
FROM python:3.12-slim
RUN --mount=type=cache,target=«~/.cache/pip» pip install flask==3.0.3
```

```dockerfile fixed
FROM python:3.12-slim
RUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.0.3
```

```dockerfile bad
FROM python:3.12-slim
RUN --mount=type=cache,target=/root/.cache/pip pip install «--no-cache-dir» flask==3.0.3
```

```dockerfile fixed
FROM python:3.12-slim
RUN --mount=type=cache,target=/root/.cache/pip pip install flask==3.0.3
```

```dockerfile bad
FROM python:3.12-slim
USER 1000
ENV HOME=/home/app
RUN --mount=type=cache,target=«/root/.cache/uv» uv pip install flask==3.0.3
RUN --mount=type=cache,target=«/home/app/.cache/uv» uv pip install gunicorn==23.0.0
```

```dockerfile fixed
FROM python:3.12-slim
USER 1000
ENV HOME=/home/app
RUN --mount=type=cache,target=/home/app/.cache/uv,uid=1000 uv pip install flask==3.0.3
RUN --mount=type=cache,target=/home/app/.cache/uv,uid=1000 uv pip install gunicorn==23.0.0
```

```dockerfile bad
FROM debian:12
RUN --mount=type=cache,target=«/var/cache/apt»,sharing=locked apt-get update && apt-get install -y curl
```

```dockerfile good
FROM debian:12
RUN rm -f /etc/apt/apt.conf.d/docker-clean
RUN --mount=type=cache,target=/var/cache/apt,sharing=locked apt-get update && apt-get install -y curl
USER app
RUN --mount=type=cache,target=/tmp/cache,mode=0777 pip install --cache-dir /tmp/cache flask==3.0.3
```
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Edit, Fix, Problem, instruction, rule
from devcontain.pattern import pattern
from devcontain.semantics.cache_mounts import CacheUse, cache_mounts, cache_uses, is_meant_for, serves, target_span
from devcontain.semantics.caches import home_of, is_removed, variable
from devcontain.semantics.installs.apt import verb_of
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build, Step
    from devcontain.semantics.mounts import Mount

_OWNED = pattern(r"(?:^|,)\s*(?:uid|mode)=")
_APT_IMAGES = pattern(
    r"debian|ubuntu|buildpack-deps|python|pypy|node|golang|rust|ruby|php|perl|gcc|openjdk|eclipse-temurin|postgres|mysql"
    r"|mariadb|redis|nginx|httpd|nvidia/cuda|pytorch/pytorch|tensorflow/tensorflow|rocm/.*|continuumio/miniconda3"
    r"|mcr\.microsoft\.com/(?:devcontainers|vscode/devcontainers)/.*"
)
_KEPT = pattern(r"docker-clean|keep-cache|Keep-Downloaded-Packages")
_ARCHIVES = "/var/cache/apt"


@rule("CAC013", on=instruction("RUN"), severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield each cache mount that stays empty."""
    mounts = cache_mounts(step)
    if not mounts:
        return
    uses = cache_uses(step)
    for mount in mounts:
        span = target_span(step, mount)
        written = step.stage.build.dockerfile.source.slice(span)
        if written.startswith("~"):
            yield _unexpanded(step, span, written)
            continue
        served = [use for use in uses if serves(mount, use)]
        if served:
            yield from _unwritable(step, mount, span, served[0])
            yield from (problem for use in served for problem in _turned_off(use))
        else:
            yield from _elsewhere(step, span, [use for use in uses if is_meant_for(mount, use)])
        yield from _emptied(step, mount, span)


def _unexpanded(step: Step, span: Span, written: str) -> Problem:
    expanded = home_of(step) + written[1:]
    fix = Fix("Write the home directory", (Edit(span, expanded),)) if re.match(r"~(?:/|$)", written) else None
    return Problem(
        span,
        "`~` is not expanded in a mount, so the cache lies in a directory of that name",
        help=f"write `{expanded}`",
        fix=fix,
    )


def _unwritable(step: Step, mount: Mount, span: Span, use: CacheUse) -> Iterator[Problem]:
    """A mount belongs to root; a tool of another user does without it, or fails."""
    user = step.scope.user.partition(":")[0]
    if user in ("", "root", "0") or "$" in user or "sudo" in use.install.command.wrappers or _is_owned(step, mount):
        return
    yield Problem(
        span,
        f"the mount belongs to root, so {use.install.command.name} of user `{user}` cannot write to it",
        help="add the user's number: `uid=1000`",
        fix=Fix("Give the mount to the user", (_owner(span, user),)) if user.isdigit() else None,
    )


def _is_owned(step: Step, mount: Mount) -> bool:
    flag = next((flag for flag in step.instruction.flags if flag.span == mount.span), None)
    return flag is None or bool(_OWNED.search(flag.value))


def _owner(span: Span, user: str) -> Edit:
    return Edit(Span(span.end, span.end), f",uid={user}")


def _turned_off(use: CacheUse) -> Iterator[Problem]:
    command = use.install.command
    flags = [word for word in command.arguments if word.value in use.cache.off_flags]
    name = next((name for name in use.cache.off_variables if variable(command, name)), None)
    if flags:
        yield Problem(
            flags[0].span,
            f"`{flags[0].value}` keeps {command.name} from using the cache that is mounted for it",
            help="leave it out: what is in the mount does not stay in the layer",
            fix=None if name else _without(use, flags[0].span),
        )
    elif name:
        yield Problem(
            use.install.span,
            f"`{name}` keeps {command.name} from using the cache that is mounted for it",
            help=f"do not set `{name}`: what is in the mount does not stay in the layer",
        )


def _without(use: CacheUse, span: Span) -> Fix | None:
    """Remove a flag with the space before it."""
    step = use.install.step
    text = step.stage.build.dockerfile.source.text
    if step.instruction.exec_form is not None or text[span.start - 1] not in " \t":
        return None
    return Fix("Let the cache be used", (Edit(Span(span.start - 1, span.end), ""),))


def _elsewhere(step: Step, span: Span, uses: list[CacheUse]) -> Iterator[Problem]:
    """The home of another user is mounted."""
    if not uses or any(variable(uses[0].install.command, name) for name in uses[0].cache.off_variables):
        return
    use = uses[0]
    place = use.places[0]
    user = step.scope.user.partition(":")[0]
    known = "HOME" in step.scope.environment or user in ("", "root", "0")
    edits = [Edit(span, place)]
    if user.isdigit() and user != "0":
        edits = [Edit(span, f"{place},uid={user}")]
    yield Problem(
        span,
        f"{use.install.command.name} of this user looks for its cache in `{place}`",
        help=f"mount it there: `target={place}`",
        fix=Fix("Mount the cache of this user", tuple(edits)) if known and (user.isdigit() or not user) else None,
    )


def _emptied(step: Step, mount: Mount, span: Span) -> Iterator[Problem]:
    """apt's archives are deleted by docker-clean, or by the RUN itself."""
    installs = [install for install in step.installs if install.manager == "apt"]
    if not installs or (mount.target or "").rstrip("/") not in (_ARCHIVES, f"{_ARCHIVES}/archives"):
        return
    last = installs[-1].command
    cleaning = any(command.name == "apt-get" and verb_of(command) == "clean" for command in step.commands)
    if cleaning or is_removed(last, _ARCHIVES):
        yield Problem(span, "this RUN empties the cache that it mounts", help="leave out what cleans it")
    elif _has_docker_clean(step):
        yield Problem(
            span,
            "`docker-clean` of the base image empties this cache after each install",
            help="run `rm -f /etc/apt/apt.conf.d/docker-clean` first, and mount the cache in each RUN that installs",
        )


def _has_docker_clean(step: Step) -> bool:
    image = step.stage.image
    if image is None or not _APT_IMAGES.fullmatch(image.name) or "alpine" in image.tag:
        return False
    return not any(
        other.stage in step.stage.line and (other.stage is not step.stage or other.index <= step.index)
        for other in _keeping_steps(step.stage.build)
    )


@lru_cache(maxsize=1)
def _keeping_steps(build: Build) -> list[Step]:
    """The steps that remove docker-clean or overrule it, or copy a configuration that may."""
    text = build.dockerfile.source.text
    if not _KEPT.search(text) and "apt.conf" not in text:
        return []
    return [
        step
        for step in build.steps
        if (step.keyword == "RUN" and _KEPT.search(step.instruction.script))
        or (step.keyword in ("COPY", "ADD") and "apt.conf" in step.instruction.body)
    ]
