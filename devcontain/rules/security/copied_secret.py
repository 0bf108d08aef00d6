"""Copy no credentials into the image.

Whoever has the image has every file of every layer, also one that a later instruction removes. Mount what the build
needs with `RUN --mount=type=secret`, give the container the rest when it starts, and name the file in `.dockerignore`.

```dockerfile bad
FROM python:3.12-slim
COPY «.env» /app/
COPY «deploy/id_rsa» requirements.txt /root/.ssh/
ADD «certs/server.key» certs/server.crt /etc/ssl/
```

```dockerfile good
FROM python:3.12-slim
COPY .env.example /app/.env
COPY id_rsa.pub /root/.ssh/authorized_keys
COPY nvidia.key /etc/apt/trusted.gpg.d/
COPY src/token.py src/credentials.py environment.yml /app/
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, WARNING, Problem, instruction, rule
from devcontain.semantics.secrets import is_secret_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step


@rule("SEC003", on=instruction("COPY", "ADD"), severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield each source that is named like a file with credentials."""
    words = step.instruction.words
    for source in words[:-1]:
        name = source.value.strip("\"'")
        if is_secret_file(name, words[-1].value):
            yield Problem(
                source.span,
                f"`{name}` is named like a file with credentials, and everybody with the image can read it",
                help="mount it: `RUN --mount=type=secret,...`, or give it to the container when it starts",
                severity=None if step.stage.reaches_image else INFO,
            )
