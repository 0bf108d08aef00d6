"""Work out values in a RUN, not in ENV or ARG.

Only a RUN has a shell. In ENV, ARG, LABEL, COPY or WORKDIR `$(...)` is no command: the text itself becomes the value.

```dockerfile bad
FROM debian:12
ENV NOW=«$(date)»
```

```dockerfile bad
FROM debian:12
WORKDIR /srv/«$(uname -m)»
LABEL commit="«$(git rev-parse HEAD)»" note='$(not this)'
```

```dockerfile good
FROM debian:12
ENV PS1='$(git branch) \\$(date) ' MATH=$((1 + 1))
ARG SCRIPT="apt-get update && echo $(date)"
RUN bash -c "$SCRIPT" && echo $(date) > /built
CMD echo $(date)
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Problem, instruction, rule
from devcontain.pattern import pattern
from devcontain.semantics.references import EXPANDED
from devcontain.syntax.instruction import HOLE
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.syntax.instruction import Instruction

_TOKEN = pattern(rf"\\.|'[^']*'|\$\((?!\()[^(){HOLE}]{{1,200}}\)|\"", re.DOTALL)
_SHELL_VALUES = frozenset(["PS1", "PROMPT_COMMAND", "BASH_ENV", "ENV"])
"""Variables whose value a shell reads later."""


@rule("DKF041", on=instruction(*EXPANDED), severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield each command substitution where no shell is."""
    instruction = step.instruction
    if "$(" not in instruction.body or instruction.heredocs:
        return
    if instruction.keyword in ("ENV", "ARG") and _is_for_a_shell(instruction):
        return
    for match in _tokens(instruction.body):
        yield Problem(
            Span(instruction.offset + match.start(), instruction.offset + match.end()),
            f"`{match[0]}` is not run here: the text itself becomes the value",
            help="work it out in a RUN, or give it with `--build-arg`",
        )


def _is_for_a_shell(instruction: Instruction) -> bool:
    """Whether a shell is to read the value later: a variable that it knows, or a script with several commands."""
    return "&&" in instruction.body or any(pair.name in _SHELL_VALUES for pair in instruction.pairs)


def _tokens(text: str) -> Iterator[re.Match[str]]:
    position, in_double = 0, False
    while match := _TOKEN.search(text, position):
        position = match.end()
        if match[0] == '"':
            in_double = not in_double
        elif match[0][0] == "'" and in_double:
            position = match.start() + 1
        elif match[0][0] == "$":
            yield match
