"""Use a variable below the ENV that sets it.

All values of one ENV are worked out before any of them is set: a variable that the same ENV sets still has its old
value there, mostly none.

```dockerfile bad
FROM debian:12
ENV HOME_BIN=/opt/bin PATH=«$HOME_BIN»:$PATH
```

```dockerfile unsafe
FROM debian:12
ENV HOME_BIN=/opt/bin
ENV PATH=$HOME_BIN:$PATH
```

```dockerfile bad
FROM debian:12
ENV CONDA=/opt/conda \\
    LIBRARY="«${CONDA}»/lib"
```

```dockerfile good
FROM debian:12
ENV VERSION=1
ENV VERSION=2 PREVIOUS=$VERSION
ENV PATH=/opt/bin:$PATH OTHER=${NEW:-x} NEW=1 QUOTED='$NEW'
ENV legacy $legacy
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Edit, Fix, Problem, instruction, rule
from devcontain.pattern import pattern
from devcontain.semantics.references import references_in
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.semantics.references import Reference
    from devcontain.syntax.instruction import Pair

_BLANK = pattern(r" +")


@rule("DKF023", on=instruction("ENV"), aliases=("DL3044",), severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield each use of a variable that only the same ENV sets."""
    pairs = step.instruction.pairs
    if len(pairs) < 2:
        return
    places: dict[str, list[int]] = {}
    for index, pair in enumerate(pairs):
        places.setdefault(pair.name, []).append(index)
    known = step.scope.variables
    for index, reference in _references(step, pairs):
        others = [place for place in places.get(reference.name, ())[:2] if place != index]
        if others and reference.name not in known and not reference.operator:
            yield Problem(
                reference.span,
                f"`{reference.name}` does not have its new value yet in the ENV that sets it",
                help="set it in an ENV of its own, above",
                fix=_fix(step, pairs, index) if others[0] < index else None,
            )


def _references(step: Step, pairs: list[Pair]) -> Iterator[tuple[int, Reference]]:
    """The references, each with the index of the pair in which it stands."""
    index = 0
    for reference in references_in(step.instruction):
        while index + 1 < len(pairs) and pairs[index].span.end <= reference.span.start:
            index += 1
        yield index, reference


def _fix(step: Step, pairs: list[Pair], index: int) -> Fix | None:
    """Begin another ENV before the pair, where nothing but spaces parts it from the one before."""
    span = Span(pairs[index - 1].span.end, pairs[index].span.start)
    source = step.stage.build.dockerfile.source
    if not _BLANK.fullmatch(source.slice(span)) or step.written is not step.instruction:
        return None
    return Fix("Set it in an ENV of its own", (Edit(span, "\nENV "),), safe=False)
