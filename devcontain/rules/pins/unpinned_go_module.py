"""Pin the Go modules that a command line names.

`go install example.org/tool` without a version, or with `@latest` or a branch, builds another program tomorrow. Name
the version: `example.org/tool@v1.2.3`. Inside a module (a go.mod was copied above) a path without a version means the
version in go.mod, and is left alone; so are local packages.

```dockerfile bad
FROM golang:1.23
RUN go install «github.com/example/tool@latest» github.com/example/other@v1.2.3
```

```dockerfile bad
FROM golang:1.23
RUN go get «github.com/example/tool»
```

```dockerfile bad
FROM golang:1.24
COPY go.mod go.sum ./
RUN go get github.com/example/other && go get -tool github.com/example/a «github.com/example/tool@latest»
```

```dockerfile good
FROM golang:1.23
ARG TOOL_VERSION
COPY go.mod go.sum ./
RUN go mod download && go install github.com/example/tool && go install ./...
RUN go install github.com/example/x@${TOOL_VERSION}
```
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Problem, install, rule
from devcontain.lint.unpinned import unpinned
from devcontain.semantics.copies import read_copy
from devcontain.semantics.git import settled_places
from devcontain.semantics.installs.loose import loose_packages
from devcontain.semantics.mounts import mounts_of

if TYPE_CHECKING:
    from devcontain.semantics.build import Step
    from devcontain.semantics.installs import Install, Package

_MAXIMUM_STEPS = 200


@rule("PIN012", on=install("go"), aliases=("DL3062",), severity=WARNING)
def check(install: Install) -> list[Problem]:
    """The first module of an installation that has no exact version, with the others beside it."""
    loose = loose_packages(install)
    if any(map(_leaves_it_open, loose)) and _is_in_module(install.step):
        loose = [package for package in loose if not _leaves_it_open(package)]
    return unpinned([package for package in loose if not _is_checked_out(package, install.step)], "{}@vX.Y.Z")


def _leaves_it_open(package: Package) -> bool:
    """Inside a module, a path alone means the version in its go.mod."""
    return "@" not in package.word.value


def _is_checked_out(package: Package, step: Step) -> bool:
    """Whether a version is checked out later, where `go get` put the repository."""
    parts = package.name.split("/")
    places = settled_places(step.stage) if _leaves_it_open(package) else ()
    return any(f"/go/src/{'/'.join(parts[:end])}" in places for end in range(2, len(parts) + 1))


@lru_cache(maxsize=1)
def _is_in_module(step: Step) -> bool:
    """Whether a go.mod may be there: it was copied, or with the whole source, or a repository was cloned."""
    for earlier in reversed(step.stage.steps[max(0, step.index - _MAXIMUM_STEPS) : step.index + 1]):
        copied = read_copy(earlier)
        if copied and (copied.code or any("go.mod" in source or source.endswith("*") for source in copied.sources)):
            return True
        if earlier.keyword == "COPY" and earlier.instruction.flag("from"):
            return True
        if earlier.instruction.flags and any(mount.type == "bind" for mount in mounts_of(earlier)):
            return True
        if any(command.name == "git" or command.values[:2] == ["mod", "init"] for command in earlier.commands):
            return True
    return False
