"""Declare what FROM uses above the first FROM, with a default.

FROM sees only ARGs that stand above the first FROM, never those inside a stage. One that is not declared there is
replaced by nothing, and one without a default makes a file that builds only with the right `--build-arg`.

```dockerfile bad
FROM «$BASE»
```

```dockerfile bad
FROM python:3.12-slim AS build
ARG VERSION=12
FROM debian:«${VERSION}»
```

```dockerfile bad
ARG VERSION
FROM debian:«${VERSION}»
```

```dockerfile good
ARG VERSION=12
ARG FLAVOUR
FROM --platform=$BUILDPLATFORM debian:${VERSION}${FLAVOUR}
FROM ${OTHER:-debian:12}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import DOCKERFILE, ERROR, INFO, WARNING, Problem, rule
from devcontain.pattern import pattern
from devcontain.semantics.references import PLATFORM_ARGUMENTS, references_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build, Stage
    from devcontain.semantics.references import Reference
    from devcontain.syntax.instruction import Pair

_INCOMPLETE = pattern(r"|.*[:@/-]|[:@/-].*|.*(?:/[/:@]|:[:@/]).*")


@rule("DKF025", on=DOCKERFILE, aliases=("UndefinedArgInFrom", "InvalidDefaultArgInFrom"), severity=ERROR)
def check(build: Build) -> Iterator[Problem]:
    """Yield what has no value in a FROM: each undeclared variable, or the first that only a build argument sets."""
    with_default = {pair.name for pair in _arguments(build) if (pair.value or "").strip("\"'")}
    inside: set[str] = set()
    for stage in build.stages:
        if stage.reference is not None and "$" in stage.reference.value:
            yield from _check(stage, with_default, inside)
        inside.update(pair.name for step in stage.steps if step.keyword == "ARG" for pair in step.instruction.pairs)


def _arguments(build: Build) -> Iterator[Pair]:
    """What is declared above the first FROM."""
    for instruction in build.dockerfile.instructions:
        if instruction.keyword == "FROM":
            return
        if instruction.keyword == "ARG":
            yield from instruction.pairs


def _check(stage: Stage, with_default: set[str], inside: set[str]) -> Iterator[Problem]:
    unset = [reference for reference in _references(stage) if reference.name not in with_default]
    is_incomplete = bool(_INCOMPLETE.fullmatch(_without(stage, unset)))
    for reference in unset:
        name = reference.name
        if name not in stage.build.arguments:
            hint = f"move `ARG {name}` above" if name in inside else f"write `ARG {name}=...` above"
            yield Problem(
                reference.span,
                f"FROM does not know `{name}`, so nothing stands here",
                help=f"{hint} the first FROM",
                severity=None if is_incomplete else WARNING,
            )
        elif is_incomplete:
            yield Problem(
                reference.span,
                f"`{name}` has no default, so the build needs `--build-arg {name}=...`",
                help=f"give it one: `ARG {name}=...`",
                severity=INFO,
            )
            return


def _references(stage: Stage) -> Iterator[Reference]:
    """The variables of the image's name that the build itself does not set."""
    end = stage.reference.span.end if stage.reference else 0
    for reference in references_in(stage.instruction):
        if reference.span.end <= end and not reference.operator and reference.name not in PLATFORM_ARGUMENTS:
            yield reference


def _without(stage: Stage, unset: list[Reference]) -> str:
    """The image as it reads when these variables are replaced by nothing."""
    text = stage.reference.value if stage.reference else ""
    for reference in unset:
        text = text.replace("${" + reference.name + "}", "").replace("$" + reference.name, "")
    return text.strip("\"'")
