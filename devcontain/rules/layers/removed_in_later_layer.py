"""Remove what you do not keep in the RUN that brings it.

A layer never gets smaller: a later instruction that removes files only hides them, and the image carries them all the
same. Download, use and remove in one RUN; clean a package manager's cache in the RUN that installs; leave files out of
a COPY with .dockerignore, or bring them with `RUN --mount=type=bind`. Stages that do not reach the image are left
alone, and so are small files.

```dockerfile bad
FROM ubuntu:24.04
RUN curl -fsSLO https://example.org/tool-1.2.tar.gz
RUN tar -xzf tool-1.2.tar.gz
RUN «rm tool-1.2.tar.gz»
```

```dockerfile bad
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y build-essential
RUN «apt-get purge -y build-essential» && apt-get clean && rm -rf /var/lib/apt/lists/*
```

```dockerfile bad
FROM python:3.12-slim
COPY dist/tool-*.whl /tmp/
RUN pip install --no-cache-dir /tmp/tool-*.whl && «rm /tmp/tool-*.whl»
```

```dockerfile bad
FROM python:3.12-slim
COPY . /app
RUN «rm -rf /app/.git»
```

```dockerfile bad
FROM python:3.12-slim
RUN pip install --no-cache-dir uv==0.5.9 && uv pip install --system flask==3.0.3
RUN «uv cache clean»
```

```dockerfile good
FROM python:3.12-slim
RUN pip install --no-cache-dir flask==3.0.3
RUN --mount=type=cache,target=/root/.cache/uv uv pip install --system gunicorn==23.0.0
RUN pip cache purge && uv cache clean
```

```dockerfile good
FROM python:3.12-slim
RUN pip install --upgrade pip==24.3.1
RUN pip install flask==3.0.3 && rm -rf ~/.cache
```

```dockerfile good
FROM ubuntu:24.04
RUN curl -fsSLO https://example.org/tool-1.2.tar.gz && tar -xzf tool-1.2.tar.gz && rm tool-1.2.tar.gz
RUN apt-get update && apt-get install -y gcc && make && apt-get purge -y gcc && apt-get clean
COPY requirements.txt /tmp/
RUN pip install --no-cache-dir -r /tmp/requirements.txt && rm /tmp/requirements.txt
```

```dockerfile good
FROM ubuntu:24.04 AS build
COPY . /src
RUN rm -rf /src/tests
FROM ubuntu:24.04
COPY --from=build /src /app
COPY . /app
RUN cd /app && npm ci && npm run build && rm -rf node_modules
```
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from devcontain.lint.rule import WARNING, Note, Problem, dockerfile, rule
from devcontain.semantics import known_caches
from devcontain.semantics.caches import covers
from devcontain.semantics.contents import Brought, Content, Contents, history, is_file
from devcontain.semantics.options import read_options
from devcontain.semantics.package_caches import cache_left, written_to
from devcontain.semantics.removals import Removal, ancestors, is_pattern, removals_of, removes

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build, Step
    from devcontain.semantics.commands import Command
    from devcontain.semantics.installs import Install
    from devcontain.syntax.source import Span

_APT = dict.fromkeys(("apt-get", "apt", "aptitude"), "apt")
_RPM = dict.fromkeys(("yum", "dnf", "dnf5", "microdnf", "tdnf"), "rpm")
_MANAGERS = {**_APT, **_RPM, "apk": "apk", "zypper": "zypper", "conda": "conda", "mamba": "conda", "pip": "pip",
             "micromamba": "conda", "npm": "node", "yarn": "node", "uv": "uv", "poetry": "poetry"}  # fmt: skip
_CLEANERS = frozenset(["clean", "autoclean", "autoremove", "purge", "cache"])
_REMOVERS = frozenset(["purge", "remove", "erase", "del", "uninstall", "rm", "autoremove"])
_INERT = frozenset(
    "rm rmdir find unlink set true : echo cd chmod chown chgrp mkdir touch ls du df sync xargs history".split()
)


_MAXIMUM_OWN = 200
_CONDITIONAL = frozenset(["condition", "branch", "case", "function", "loop"])


class _Earlier:
    """What the steps above brought: files, and packages by manager and name. Nothing is read before it is asked for."""

    def __init__(self) -> None:
        self.waiting: list[Brought] = []
        self._contents = Contents()
        self._uncleaned: dict[str, Span] = {}
        self._packages: dict[tuple[str, str], Span] = {}

    def contents(self) -> Contents:
        """The files."""
        self._read()
        return self._contents

    def uncleaned(self, manager: str) -> Span | None:
        """The last installation after which a manager's cache was left."""
        self._read()
        return self._uncleaned.get(manager)

    def package(self, manager: str, name: str) -> Span | None:
        """The installation that brought a package."""
        self._read()
        return self._packages.get((manager, name))

    def _read(self) -> None:
        for brought in self.waiting:
            for content in brought.left:
                self._contents.add(content)
            self._read_packages(brought.step)
        self.waiting.clear()

    def _read_packages(self, step: Step) -> None:
        cleaned = {_MANAGERS[command.name] for command in step.commands if _cleans(command)}
        for install in step.installs:
            if install.manager not in cleaned and _leaves_cache(install):
                self._uncleaned[install.manager] = install.span
            for package in install.packages:
                self._packages[install.manager, package.name.lower()] = install.span
            if install.manager == "apk":
                for operand in read_options(install.command, ("-t", "--virtual")).values("-t", "--virtual"):
                    self._packages["apk", operand.value] = install.span


def _leaves_cache(install: Install) -> bool:
    """Whether an installation leaves its cache in the layer; where that is not known it counts as if it did."""
    cache = known_caches.of(install)
    return cache is None or cache_left(install.command, cache) is not None


class _Found(NamedTuple):
    command: Command
    source: Span


@rule("LAY004", on=dockerfile("rm", "unlink", "shred", "find", *_MANAGERS), severity=WARNING)
def check(build: Build) -> Iterator[Problem]:
    """Yield the first command of each RUN that removes what an earlier layer brought."""
    earlier = _Earlier()
    for brought in history(build):
        found = _found(brought, earlier) if brought.step.keyword == "RUN" else None
        if found is not None:
            yield Problem(
                found.command.span,
                "this removes what an earlier layer brought, so the image does not get smaller",
                help="remove it in the RUN that brings it, or do not bring it",
                also=(Note(found.source, "brought here"),),
            )
        earlier.waiting.append(brought)


def _found(brought: Brought, earlier: _Earlier) -> _Found | None:
    found = [
        *_removed_files(brought, earlier),
        *_removed_packages(brought.step, earlier),
    ]
    return min(found, key=lambda one: one.command.span, default=None)


def _removed_files(brought: Brought, earlier: _Earlier) -> Iterator[_Found]:
    removals = [removal for removal in removals_of(brought.step) if _is_certain(removal)]
    if not removals:
        return
    commands = brought.step.commands
    is_inert = all(map(_is_inert, commands))
    is_calm = is_inert or all(_is_inert(command) or command.name in _MANAGERS for command in commands)
    own = {path for content in brought.contents for path in (*ancestors(content.path), f"{content.path}/*")}
    for command, path in removals:
        if path is None or path in own or _is_own(path, brought.contents):
            continue
        content = earlier.contents().within(path)
        if content is None and is_inert and not is_file(path):
            around = earlier.contents().around(path)
            content = around if around is not None and around.kind in ("copy", "clone") else None
        if content is not None and content.kind == "cache" and _fills(brought.step, path):
            continue
        if content is not None and _is_worth_a_word(content, is_inert, is_calm):
            yield _Found(command, content.span)


def _is_certain(removal: Removal) -> bool:
    return removal.command.name != "mv" and _CONDITIONAL.isdisjoint(removal.command.context)


def _is_own(path: str, contents: list[Content]) -> bool:
    """Whether a pattern means something that the same RUN brought."""
    return is_pattern(path) and any(removes(path, one.path) for one in islice(contents, _MAXIMUM_OWN))


def _fills(step: Step, path: str) -> bool:
    """Whether an installation of the same RUN caches below a path that it removes."""
    pairs = ((install, known_caches.of(install)) for install in islice(step.installs, _MAXIMUM_OWN))
    places = (place for install, cache in pairs if cache for place in written_to(install.command, cache))
    return any(covers(path, place) for place in places)


def _is_worth_a_word(content: Content, is_inert: bool, is_calm: bool) -> bool:
    """Not what this RUN itself may have filled: a directory that was only made, or the cache of what a script ran."""
    if content.kind in ("directory", "unpacked"):
        return is_inert
    return not content.is_small and (content.kind != "cache" or is_calm)


def _cleans(command: Command) -> bool:
    return command.name in _MANAGERS and not _CLEANERS.isdisjoint(command.values)


def _is_inert(command: Command) -> bool:
    """Whether a command certainly brings nothing of its own."""
    if command.name in _MANAGERS:
        return _cleans(command) or not _REMOVERS.isdisjoint(command.values[:2])
    return command.name in _INERT


def _removed_packages(step: Step, earlier: _Earlier) -> Iterator[_Found]:
    """The commands that remove packages, or empty a manager's cache, where this RUN installs nothing with it."""
    installing = {install.manager for install in step.installs}
    for command in step.commands:
        manager = _MANAGERS.get(command.name)
        if manager is None or manager in installing or not _CONDITIONAL.isdisjoint(command.context):
            continue
        operands = [value for value in command.values if not value.startswith("-")]
        if manager == "uv" and operands[:1] == ["pip"]:
            operands = operands[1:]
        if operands[:1] and operands[0] in _REMOVERS and len(operands) > 1:
            named = (earlier.package(manager, name.lower()) for name in operands[1:])
            source = next((span for span in named if span), None)
        else:
            source = earlier.uncleaned(manager) if operands[:1] and operands[0] in _CLEANERS else None
        if source is not None:
            yield _Found(command, source)
