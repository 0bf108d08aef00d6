"""Expose ports that exist.

EXPOSE takes a port, or a range, from 0 to 65535, and perhaps a protocol in small letters. It only documents: which
port of the host leads there is said by `docker run -p`, by `ports:` or by `forwardPorts`, never here.

```dockerfile bad
FROM python:3.12-slim
EXPOSE «80000»
```

```dockerfile bad
FROM python:3.12-slim
EXPOSE 8000 «# the web server»
```

```dockerfile bad
FROM python:3.12-slim
EXPOSE «8080:80»
```

```dockerfile fixed
FROM python:3.12-slim
EXPOSE 80
```

```dockerfile bad
FROM python:3.12-slim
EXPOSE 53/«UDP»
```

```dockerfile fixed
FROM python:3.12-slim
EXPOSE 53/udp
```

```dockerfile good
FROM python:3.12-slim
ARG PORT=8000
EXPOSE 8000 8001/tcp 4000-4010/udp "$PORT" ${OTHER}
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devcontain.lint.rule import ERROR, INFO, WARNING, Edit, Fix, Problem, instruction, rule
from devcontain.pattern import pattern
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.syntax.instruction import Word

_PORT = pattern(r"(?:(?P<host>.*):)?(?P<low>\d{1,9})(?:-(?P<high>\d{1,9}))?(?:/(?P<protocol>[a-z]+))?", re.IGNORECASE)
_PROTOCOLS = frozenset(["tcp", "udp", "sctp"])
_LARGEST = 65535


@rule(
    "DKF012", on=instruction("EXPOSE"), aliases=("DL3011", "ExposeInvalidFormat", "ExposeProtoCasing"), severity=ERROR
)
def check(step: Step) -> Iterator[Problem]:
    """Yield each word that is no port of a container."""
    words = step.instruction.words
    for index, word in enumerate(words):
        if word.value.startswith("#"):
            span = Span(word.span.start, words[-1].span.end)
            yield Problem(span, "a comment cannot stand here: these words are taken for ports", help="put it above")
            return
        text = step.scope.resolve(word.value)
        if text:
            yield from _check(words[index], text)


def _check(word: Word, text: str) -> Iterator[Problem]:
    match = _PORT.fullmatch(text)
    if match is None or (match["protocol"] or "tcp").lower() not in _PROTOCOLS:
        yield Problem(word.span, f"`{text}` is not a port", help="write a number from 0 to 65535, as in `8000/tcp`")
        return
    low, high = int(match["low"]), int(match["high"] or match["low"])
    if max(low, high) > _LARGEST or low > high:
        problem = "the range ends before it begins" if low > high else f"there is no port above {_LARGEST}"
        yield Problem(word.span, problem, help=f"write a number from 0 to {_LARGEST}")
    elif match["host"] is not None:
        yield _mapped(word, text)
    elif match["protocol"] and not match["protocol"].islower():
        yield _capital(word, match["protocol"])


def _mapped(word: Word, text: str) -> Problem:
    own = text.rpartition(":")[2]
    return Problem(
        word.span,
        f"`{text}` maps a port of the host, which EXPOSE cannot do",
        help=f"expose `{own}`, and map it where the container is started",
        fix=Fix("Leave out the host's port", (Edit(word.span, own),)) if word.value == text else None,
        severity=WARNING,
    )


def _capital(word: Word, protocol: str) -> Problem:
    place = word.value.rfind("/") + 1
    span = Span(word.span.start + place, word.span.start + place + len(protocol))
    fix = Fix("Write it in small letters", (Edit(span, protocol.lower()),)) if _is_plain(word) else None
    return Problem(
        span if fix else word.span,
        f"`{protocol}` is not in small letters",
        help=f"write `{protocol.lower()}`",
        fix=fix,
        severity=INFO,
    )


def _is_plain(word: Word) -> bool:
    return word.span.end - word.span.start == len(word.value) and not word.value.startswith(('"', "'", "$"))
