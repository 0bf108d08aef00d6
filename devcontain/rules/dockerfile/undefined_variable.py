"""Use variables that are set.

A variable that nobody set is replaced by nothing, without a word. Reported is what can be known from the file: an ARG
from above the first FROM that neither this stage nor one it continues declares again; an ARG that is declared only
further down; a platform variable that is not declared; a name that looks like a slip of the pen; and any unknown one on
a base image whose variables are known, such as `python` or `debian`. `$HOME` is none of theirs. What appends to itself
(`X=$X:...`) is left alone. In a RUN, where the shell has variables of its own, only the first kind is reported, and on
such a base image alone.

```dockerfile bad
ARG VERSION=1.2
FROM registry.example/base:1
LABEL version=«$VERSION»
```

```dockerfile unsafe
ARG VERSION=1.2
FROM registry.example/base:1
ARG VERSION
LABEL version=$VERSION
```

```dockerfile bad
ARG USE_GPU=false
FROM python:3.12-slim
RUN if [ "«$USE_GPU»" = true ]; then pip install --no-cache-dir -r gpu.txt; fi
```

```dockerfile bad
FROM registry.example/base:1
COPY «$package» ./
ARG package
```

```dockerfile bad
FROM registry.example/base:1
COPY bin/app-«${TARGETARCH}» /usr/local/bin/app
```

```dockerfile bad
FROM python:3.12-slim
ENV PATH=«$HOME»/.local/bin:$PATH
```

```dockerfile bad
FROM registry.example/base:1
ENV APP_HOME=/app
WORKDIR «$APP_HOMR»
```

```dockerfile good
FROM registry.example/base:1
ENV LD_LIBRARY_PATH=/usr/local/lib:$LD_LIBRARY_PATH PATH=$CONDA/bin:$PATH
WORKDIR $HOME
ONBUILD COPY . $APP
```

```dockerfile good
FROM python:3.12-slim AS base
ARG VERSION=1.2
FROM base
LABEL version=$VERSION
```

```dockerfile good
ARG LEVEL=3
FROM python:3.12-slim
RUN LEVEL=4 && echo $LEVEL
RUN echo '$LEVEL' ${LEVEL:-3} && awk '{ print $LEVEL }' log
FROM registry.example/base:1
RUN echo $LEVEL
```

```dockerfile good
FROM python:3.12-slim
ARG DIR
ENV PYTHONPATH=$PYTHONPATH:/app NOTE='$X' ESCAPED=\\$X DEFAULT=${X:-y} VERSION=$PYTHON_VERSION
WORKDIR /srv/$DIR
RUN echo $ANYTHING
```
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from devcontain.lint.rule import STAGE, WARNING, Edit, Fix, Problem, rule
from devcontain.pattern import pattern
from devcontain.semantics.base_images import variables_of
from devcontain.semantics.lines import newline_of
from devcontain.semantics.references import EXPANDED, PLATFORM_ARGUMENTS, references_in
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from devcontain.semantics.build import Stage, Step
    from devcontain.semantics.references import Reference

_ALWAYS = frozenset(
    name
    for lower in ("path", "http_proxy", "https_proxy", "ftp_proxy", "no_proxy", "all_proxy")
    for name in (lower, lower.upper())
)
_MAXIMUM_NAMES = 100


_BARE_NAME = pattern(r"(?<![\w${])[A-Za-z_]\w*")


@rule("DKF024", on=STAGE, aliases=("UndefinedVar",), severity=WARNING)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield the first use of each variable that is certainly not set."""
    seen: set[str] = set()
    declared = (pair for step in stage.steps if step.keyword == "ARG" for pair in step.instruction.pairs)
    below = {pair.name for pair in declared if pair.value is None}
    provided = variables_of(stage.image) if stage.image else None
    for step in stage.steps:
        for reference in _references(step, provided):
            name, known = reference.name, step.scope.variables
            if not (name in known or name in seen or name in _ALWAYS or name in (provided or ())):
                seen.add(name)
                yield from _judge(step, reference, below, is_known=provided is not None)


def _references(step: Step, provided: frozenset[str] | None) -> Iterator[Reference]:
    """What a step refers to without a default, and does not set: what it appends to may be the base image's."""
    if "$" not in step.instruction.body:
        return
    if step.written.keyword in EXPANDED:
        own = {pair.name for pair in step.instruction.pairs} if step.keyword in ("ENV", "ARG") else set()
        names = None
    elif step.written.keyword == "RUN" and provided is not None and step.stage.build.arguments and step.commands:
        own = set(_BARE_NAME.findall(step.instruction.body))
        names = step.stage.build.arguments
    else:
        return
    for reference in references_in(step.instruction):
        if not reference.operator and reference.name not in own and (names is None or reference.name in names):
            yield reference


def _judge(step: Step, reference: Reference, below: set[str], *, is_known: bool) -> Iterator[Problem]:
    name, known = reference.name, step.scope.variables
    if name in step.stage.build.arguments or name in PLATFORM_ARGUMENTS:
        yield Problem(
            reference.span,
            f"this stage has not declared `{name}`, so nothing stands here",
            help=f"write `ARG {name}` below FROM",
            fix=_declare(step, name),
        )
    elif name in below:
        yield Problem(
            reference.span,
            f"`{name}` is declared only further down, so nothing stands here",
            help=f"write `ARG {name}` above",
        )
    elif is_known:
        yield Problem(reference.span, f"nothing sets `{name}`, so nothing stands here", help=_suggest(name, known))
    elif hint := _suggest(name, known):
        yield Problem(reference.span, f"nothing in this file sets `{name}`", help=hint)


def _suggest(name: str, known: Mapping[str, str | None]) -> str:
    from difflib import get_close_matches

    close = get_close_matches(name, list(islice(known, _MAXIMUM_NAMES)), 1, 0.85)
    return f"did you mean `{close[0]}`?" if close and not _differ_by_number(name, close[0]) else ""


def _differ_by_number(one: str, other: str) -> bool:
    """Whether two names are the same but for their digits, which is no slip of the pen."""
    digits = str.maketrans("", "", "0123456789")
    return one.translate(digits) == other.translate(digits)


def _declare(step: Step, name: str) -> Fix:
    source = step.stage.build.dockerfile.source
    start = step.written.start
    return Fix(f"Declare `{name}`", (Edit(Span(start, start), f"ARG {name}{newline_of(source)}"),), safe=False)
