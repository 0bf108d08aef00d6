"""Use variables that are set.

A variable that nobody set is replaced by nothing, without a word. Reported is what can be known from the file: an ARG
from above the first FROM that neither this stage nor one it continues declares again; a platform variable that is not
declared; a name that looks like a slip of the pen; and any unknown one on a base image whose variables are known, such
as `python` or `debian`. `$HOME` is none of theirs. What appends to itself (`X=$X:...`) is left alone.

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


@rule("DKF024", on=STAGE, aliases=("UndefinedVar",), severity=WARNING)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield the first use of each variable that is certainly not set."""
    seen: set[str] = set()
    for step in stage.steps:
        if step.written.keyword in EXPANDED and "$" in step.instruction.body:
            known = step.scope.variables
            own = _own_names(step)
            for reference in references_in(step.instruction):
                name = reference.name
                if not (name in known or name in seen or name in _ALWAYS or name in own or reference.operator):
                    seen.add(name)
                    yield from _judge(step, reference, known)


def _own_names(step: Step) -> set[str]:
    """What the instruction sets: it may append to what the base image has set."""
    return {pair.name for pair in step.instruction.pairs} if step.keyword in ("ENV", "ARG") else set()


def _judge(step: Step, reference: Reference, known: Mapping[str, str | None]) -> Iterator[Problem]:
    name = reference.name
    stage = step.stage
    provided = variables_of(stage.image) if stage.image else None
    if provided and name in provided:
        return
    if name in stage.build.arguments or name in PLATFORM_ARGUMENTS:
        yield Problem(
            reference.span,
            f"this stage has not declared `{name}`, so nothing stands here",
            help=f"write `ARG {name}` below FROM",
            fix=_declare(step, name),
        )
    elif provided is not None:
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
