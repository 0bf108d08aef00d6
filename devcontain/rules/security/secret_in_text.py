"""Take the secret out of the file, and revoke it.

This looks like a key or a token itself, not like the name of one. Whoever has the file or the image has it too, and
deleting it here does not take it out of the history of either.

```dockerfile bad
FROM debian:12
COPY <<EOF /root/.ssh/deploy
«-----BEGIN OPENSSH PRIVATE KEY-----»
EOF
```

```dockerfile bad
FROM python:3.12-slim
RUN pip install --index-url «https://ada:k3yT0-9xQ@»pypi.example.com/simple tool==1.0
```

```yaml bad compose.yaml
services:
  app:
    image: example.com/app:1.4
    environment:
      GITHUB_TOKEN: «ghp_Zq3vT8mK1xR7bN5cW2yD9fH4jL6pS0aEgUiO»
      # ghp_Zq3vT8mK1xR7bN5cW2yD9fH4jL6pS0aEgUiO is told by its beginning
      OTHER_TOKEN: ${OTHER_TOKEN}
```

```dockerfile good
FROM python:3.12-slim
ENV HF_TOKEN=hf_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx
RUN pip install --index-url https://$USER:$TOKEN@pypi.example.com/simple tool==1.0
RUN curl http://user:password@localhost/ && echo AKIAIOSFODNN7EXAMPLE
```
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from devcontain.lint.rule import COMPOSE, DOCKERFILE, ERROR, Problem, rule
from devcontain.semantics.compose import Compose
from devcontain.semantics.secrets import KEY, URL, tokens_in
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build


@rule("SEC002", on=[DOCKERFILE, COMPOSE], severity=ERROR)
def check(subject: Build | Compose) -> Iterator[Problem]:
    """Yield each key or token that an instruction or a value of a compose file holds."""
    tokens = _in_values(subject) if isinstance(subject, Compose) else _in_instructions(subject)
    for span, owner in tokens:
        yield Problem(span, _message(owner), help="revoke it, and mount a new one as a secret")


def _in_instructions(build: Build) -> Iterator[tuple[Span, str]]:
    tokens = tokens_in(build.dockerfile.source.text)
    instructions = iter(build.dockerfile.instructions) if tokens else iter(())
    instruction = next(instructions, None)
    for start, end, owner in tokens:
        while instruction is not None and instruction.span.end <= start:
            instruction = next(instructions, None)
        if instruction is not None and instruction.start <= start:
            yield Span(start, end), owner


def _in_values(compose: Compose) -> Iterator[tuple[Span, str]]:
    """Outside comments."""
    comments = compose.document.comments
    starts = [comment.start for comment in comments]
    for start, end, owner in tokens_in(compose.source.text):
        index = bisect_right(starts, start) - 1
        if index < 0 or comments[index].end <= start:
            yield Span(start, end), owner


def _message(owner: str) -> str:
    if owner == KEY:
        return "this is a private key"
    if owner == URL:
        return "this URL holds a password"
    return f"this looks like a token of {owner}"
