"""Let nobody become root without a password.

A `NOPASSWD` rule for all commands makes every process of that user root at will; a USER line then protects nothing. In
a dev container that is what people want, and it is not reported there.

```dockerfile bad
FROM debian:12
RUN echo "app ALL=(ALL) «NOPASSWD:ALL»" > /etc/sudoers.d/app
```

```dockerfile good
FROM debian:12
RUN echo "app ALL=NOPASSWD: /usr/sbin/nginx" > /etc/sudoers.d/app
```

```dockerfile good .devcontainer/Dockerfile
FROM debian:12
RUN echo "vscode ALL=(ALL) NOPASSWD:ALL" > /etc/sudoers.d/vscode
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, Problem, instruction, rule
from devcontain.pattern import pattern
from devcontain.semantics.base_images import is_dev_container
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step

_RULE = pattern(r"NOPASSWD:[ \t]*ALL\b")


@rule("SEC005", on=instruction("RUN"), severity=INFO)
def check(step: Step) -> Iterator[Problem]:
    """Yield the first such rule that a RUN writes."""
    script = step.instruction.script
    match = _RULE.search(script) if "NOPASSWD" in script else None
    if match and step.stage.reaches_image and not is_dev_container(step.stage.build):
        start, end = match.span()
        yield Problem(
            Span(step.instruction.offset + start, step.instruction.offset + end),
            "every process of this user can become root",
            help="leave sudo out of the image, or allow single commands",
        )
