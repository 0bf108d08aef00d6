"""Leave no empty line inside an instruction.

A line that ends in a backslash continues on the next one. BuildKit skips an empty line there, says that it will refuse
it some day, and a reader takes what follows for a new instruction.

```dockerfile bad
FROM debian:12
RUN apt-get update && \\
«»
    apt-get install -y curl
```

```dockerfile fixed
FROM debian:12
RUN apt-get update && \\
    apt-get install -y curl
```

```dockerfile good
FROM debian:12
RUN apt-get update && \\
    # a comment
    apt-get install -y curl

RUN <<EOF
echo a

echo b
EOF
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import DOCKERFILE, WARNING, Edit, Fix, Note, Problem, rule
from devcontain.pattern import pattern
from devcontain.syntax.instruction import HOLE
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build
    from devcontain.syntax.instruction import Instruction

_EMPTY = pattern(r"(?<=\n)[ \t]*\r?\n")


@rule("DKF028", on=DOCKERFILE, aliases=("NoEmptyContinuation",), severity=WARNING)
def check(build: Build) -> Iterator[Problem]:
    """Yield the first empty line of an instruction, with the others beside it."""
    text = build.dockerfile.source.text
    for instruction in build.dockerfile.instructions:
        empty = list(_empty_lines(text, instruction)) if HOLE in instruction.masked else []
        if empty:
            yield Problem(
                Span(empty[0].start, empty[0].start),
                "an empty line stands inside this instruction",
                help="take it out, or end the line above without a backslash",
                also=tuple(Note(Span(span.start, span.start), "and here") for span in empty[1:]),
                fix=Fix("Take out empty lines", tuple(Edit(span, "") for span in empty)),
            )


def _empty_lines(text: str, instruction: Instruction) -> Iterator[Span]:
    for match in _EMPTY.finditer(text, instruction.start, instruction.line_end):
        yield Span(*match.span())
