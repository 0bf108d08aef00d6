"""Name the last user by number.

Off by default. Kubernetes with `runAsNonRoot` cannot know that a user called by name is not root, and refuses to start
the container. Elsewhere a name is as good.

```dockerfile bad
FROM debian:12
RUN useradd app
USER «app»
```

```dockerfile good
FROM debian:12
ARG APP_UID=10001
USER 10001
USER 10001:10001
USER $APP_UID
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import OFF, Problem, instruction, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step


@rule("DKF039", on=instruction("USER"), aliases=("DL3066",), severity=OFF)
def check(step: Step) -> Iterator[Problem]:
    """Yield a user that is not a number."""
    name = step.instruction.body.strip("\"'").partition(":")[0]
    if name and "$" not in name and not name.isdigit():
        yield Problem(
            step.instruction.at(0, len(step.instruction.body)),
            f"only the image's own `/etc/passwd` knows who `{name}` is",
            help="write the user's number",
        )
