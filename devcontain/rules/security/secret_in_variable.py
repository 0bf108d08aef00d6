"""Keep secrets out of ARG and ENV.

Both are written into the image: `docker history` and `docker inspect` show them to whoever has it. Give a secret to
the build with `RUN --mount=type=secret,id=...`, and to the container when it starts. A name that tells of a file, a
URL, a limit or a public key is no secret, nor is an empty value, a switch or a placeholder; a password that everybody
knows is information.

```dockerfile bad
FROM python:3.12-slim
ARG «GITHUB_TOKEN»
ENV «OPENAI_API_KEY»=$OPENAI_API_KEY LANG=C.UTF-8
```

```dockerfile bad
FROM postgres:17
ENV «POSTGRES_PASSWORD»=postgres
```

```dockerfile good
FROM python:3.12-slim
ARG GPG_KEY=A035C8C19219BA821ECEA86B64E628F8D684696D
ENV TOKENIZERS_PARALLELISM=false MAX_TOKENS=512 TOKEN_LIMIT=8 SSH_AUTH_SOCK=/run/agent GPG_KEYS=AB
ENV POSTGRES_PASSWORD_FILE=/run/secrets/db JWT_PUBLIC_KEY=abc DISABLE_AUTH=true SECRET_KEY=dummy-for-collectstatic
ENV API_TOKEN="" AUTH_TOKEN_URL=https://example.com/token PASSWORD=
RUN --mount=type=secret,id=token GITHUB_TOKEN=$(cat /run/secrets/token) make
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import DOCKERFILE, INFO, WARNING, Problem, rule
from devcontain.semantics.secrets import Kind, is_secret_name, kind_of_value
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.lint.rule import Severity
    from devcontain.semantics.build import Build
    from devcontain.syntax.instruction import Instruction


@rule("SEC001", on=DOCKERFILE, aliases=("DL3064", "SecretsUsedInArgOrEnv"), severity=WARNING)
def check(build: Build) -> Iterator[Problem]:
    """Yield each variable that is named like a secret, and is set or asked for."""
    stages = {stage.instruction.start: stage for stage in build.stages}
    severity: Severity | None = None
    for instruction in build.dockerfile.instructions:
        if instruction.keyword == "FROM":
            stage = stages.get(instruction.start)
            severity = None if stage is None or stage.reaches_image else INFO
        elif instruction.keyword in ("ARG", "ENV"):
            yield from _secrets(instruction, severity)


def _secrets(instruction: Instruction, severity: Severity | None) -> Iterator[Problem]:
    for pair in instruction.pairs:
        kind = kind_of_value(pair.value) if is_secret_name(pair.name) else Kind.NONE
        if kind is Kind.NONE:
            continue
        is_known = kind is Kind.WELL_KNOWN
        name = pair.name
        yield Problem(
            Span(pair.span.start, pair.span.start + len(name)),
            f"`{name}` gets a password that everybody knows" if is_known else f"the image shows `{name}` to all",
            help=f"mount it: `RUN --mount=type=secret,id={name.lower()}`"
            if instruction.keyword == "ARG"
            else "set it when the container starts",
            severity=INFO if is_known else severity,
        )
