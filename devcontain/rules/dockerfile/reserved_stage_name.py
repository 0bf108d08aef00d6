"""Do not call a stage `scratch` or `context`.

`scratch` is the empty image, and `context` the build context: a stage of that name cannot be told from them.

```dockerfile bad
FROM python:3.12-slim AS «scratch»
```

```dockerfile bad
FROM python:3.12-slim AS «Context»
```

```dockerfile good
FROM scratch AS export
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import STAGE, WARNING, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage


@rule("DKF018", on=STAGE, aliases=("DL3063", "ReservedStageName"), severity=WARNING)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield a stage's name that means something else."""
    if stage.name.lower() in ("scratch", "context"):
        yield Problem(
            stage.instruction.words[2].span,
            f"`{stage.name}` already means something to the builder",
            help="choose another name",
        )
