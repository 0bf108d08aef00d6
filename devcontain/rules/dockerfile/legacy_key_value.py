"""Write ENV and LABEL with an equals sign.

`ENV name value` takes all that follows as one value, comments and further names included, and may go away. `name=value`
says where the value ends. One finding stands for all of a file.

```dockerfile bad
FROM debian:12
«ENV» LANG C.UTF-8
```

```dockerfile fixed
FROM debian:12
ENV LANG=C.UTF-8
```

```dockerfile bad
FROM debian:12
«LABEL» description An image for tests
ENV A b
```

```dockerfile fixed
FROM debian:12
LABEL description="An image for tests"
ENV A=b
```

```dockerfile bad
FROM debian:12
«ENV» PATH  /opt/bin:$PATH
```

```dockerfile fixed
FROM debian:12
ENV PATH=/opt/bin:$PATH
```

```dockerfile bad
FROM debian:12
«ENV» GREETING say "hello" \\
    to all
```

```dockerfile good
FROM debian:12
ENV LANG=C.UTF-8 NAME="a b"
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, Edit, Fix, Note, Problem, dockerfile, rule
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build
    from devcontain.syntax.instruction import Instruction

_PLAIN = pattern(r"""(?P<name>[\w.:/-]+)[ \t]+(?P<value>"[^"\\\0]*"|'[^'\\\0]*'|[^"'\\\0`]+)""")
_SPACED = pattern(r"[\s]")


@rule("DKF026", on=dockerfile("ENV", "LABEL"), aliases=("LegacyKeyValueFormat",), severity=INFO)
def check(build: Build) -> Iterator[Problem]:
    """Yield the first name that has nothing but space before its value, with the others beside it."""
    old = [instruction for instruction in build.dockerfile.instructions if _is_legacy(instruction)]
    if not old:
        return
    edits = [edit for instruction in old for edit in _edits(instruction)]
    name = old[0].words[0].value
    yield Problem(
        old[0].keyword_span,
        f"`{name}` is parted from its value by a space",
        help=f"write `{old[0].keyword} {name}=...`",
        also=tuple(Note(instruction.keyword_span, "and here") for instruction in old[1:]),
        fix=Fix("Write equals signs", tuple(edits)) if edits else None,
    )


def _is_legacy(instruction: Instruction) -> bool:
    if instruction.keyword not in ("ENV", "LABEL"):
        return False
    words = instruction.words
    return len(words) > 1 and "=" not in words[0].value


def _edits(instruction: Instruction) -> Iterator[Edit]:
    """Write it anew, where no quote or escape in the value could come to mean something else."""
    match = _PLAIN.fullmatch(instruction.body)
    if match is None:
        return
    value = match["value"]
    if _SPACED.search(value) and value[0] not in "\"'":
        value = f'"{value}"'
    yield Edit(instruction.at(0, len(instruction.body)), f"{match['name']}={value}")
