"""Write keywords in one case, and stage names in small letters.

BuildKit reads them all the same, and warns. One finding stands for all keywords of a file that look unlike most of
them, AS included, and one for all stage names with capitals.

```dockerfile bad
FROM python:3.12-slim «as» «Build»
run true
RUN true
CMD ["true"]
```

```dockerfile fixed
FROM python:3.12-slim AS build
RUN true
RUN true
CMD ["true"]
```

```dockerfile bad
from python:3.12-slim as «Build»
run true
```

```dockerfile fixed
from python:3.12-slim as build
run true
```

```dockerfile good
from python:3.12-slim as build
run true
cmd ["true"]
```

```dockerfile good
FROM postgres:{{ cookiecutter.postgres_version }}
RUN true
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import DOCKERFILE, INFO, Edit, Fix, Note, Problem, rule
from devcontain.syntax.instruction import HOLE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build
    from devcontain.syntax.source import Span

_ALIASES = ("ConsistentInstructionCasing", "FromAsCasing", "StageNameCasing")


@rule("DKF027", on=DOCKERFILE, aliases=_ALIASES, severity=INFO)
def check(build: Build) -> Iterator[Problem]:
    """Yield the first keyword that looks unlike most, and the first stage name with capitals."""
    source = build.dockerfile.source
    written = [(span, source.slice(span)) for span in _keywords(build)]
    joined = "".join([text for _, text in written])
    if not joined.isupper() and not joined.islower():
        is_lower = sum(text.islower() for _, text in written) > sum(text.isupper() for _, text in written)
        wanted = str.lower if is_lower else str.upper
        yield from _problem("most keywords of this file look different", [(s, t, wanted(t)) for s, t in written])
    names = [(stage.instruction.words[2].span, stage.name, stage.name.lower()) for stage in build.stages if stage.name]
    yield from _problem("a stage's name has capitals", names)


def _keywords(build: Build) -> Iterator[Span]:
    """Where the instructions' keywords are, and the AS of a FROM."""
    for instruction in build.dockerfile.instructions:
        if HOLE not in instruction.masked[: len(instruction.keyword)]:
            yield instruction.keyword_span
        words = instruction.words if instruction.keyword == "FROM" else []
        if len(words) == 3 and words[1].value.lower() == "as":
            yield words[1].span


def _problem(message: str, places: list[tuple[Span, str, str]]) -> Iterator[Problem]:
    odd = [(span, wanted) for span, text, wanted in places if text != wanted]
    if odd:
        (first, text), *others = odd
        yield Problem(
            first,
            message,
            help=f"write `{text}`",
            also=tuple(Note(span, f"`{wanted}` here") for span, wanted in others),
            fix=Fix("Write them in one case", tuple(Edit(span, wanted) for span, wanted in odd)),
        )
