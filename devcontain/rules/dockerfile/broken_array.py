"""Write arrays as JSON: double quotes, commas between, nothing behind.

What begins with a bracket but is not JSON is taken for a shell command: the container then looks for a program called
`[python,` and ends. JSON knows no single or curly quotes, no comma after the last string, and no comment behind.

```dockerfile bad
FROM python:3.12-slim
CMD «['python', '-m', 'app']»
```

```dockerfile unsafe
FROM python:3.12-slim
CMD ["python", "-m", "app"]
```

```dockerfile bad
FROM python:3.12-slim
ENTRYPOINT «["python", "app.py",]»
CMD «["--help"] # for beginners»
```

```dockerfile unsafe
FROM python:3.12-slim
ENTRYPOINT ["python", "app.py"]
CMD ["--help"]
```

```dockerfile bad
FROM python:3.12-slim
RUN «["python" "-m" "compileall", "."]»
HEALTHCHECK CMD «[curl, localhost]»
```

```dockerfile good
FROM python:3.12-slim
RUN [ "$(id -u)" = "0" ]
RUN [ -f "a" ] || [ -f "b" ]
CMD [[ -f /etc/app ]] && app
HEALTHCHECK CMD ["sleep", 1]
ENTRYPOINT [ "app" ]
```
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from devcontain.lint.rule import ERROR, Edit, Fix, Problem, instruction, rule
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.syntax.instruction import Instruction

_TEST = pattern(r"\[\s+(?:-\w\s|!|\S+\s+(?:=|==|!=|-\w+)\s)")
_QUOTED = tuple("\"'“”‘’")
_QUOTES = str.maketrans("'“”‘’", '"""""')


@rule("DKF020", on=instruction("CMD", "ENTRYPOINT", "HEALTHCHECK", "RUN"), severity=ERROR)
def check(step: Step) -> Iterator[Problem]:
    """Yield what looks like an array and is none."""
    instruction = step.instruction
    start = _start(instruction)
    if not instruction.body.startswith("[", start):
        return
    text = instruction.body[start:].replace("\0", " ")
    if not text.startswith("[") or instruction.exec_form is not None or _array(text) is not None:
        return
    if not _looks_like_array(text) or _TEST.match(text) or (step.keyword == "RUN" and "," not in text):
        return
    span = instruction.at(start, len(instruction.body))
    repaired = _repair(text)
    yield Problem(
        span,
        "this is not a JSON array, so it is run as a shell command",
        help="put each string in double quotes, with commas between them",
        fix=Fix("Write a JSON array", (Edit(span, repaired),), safe=False) if repaired else None,
    )


def _start(instruction: Instruction) -> int:
    """Where the command begins: behind the CMD of a HEALTHCHECK."""
    match = re.match(r"CMD\s+", instruction.body, re.IGNORECASE) if instruction.keyword == "HEALTHCHECK" else None
    return match.end() if match else 0


def _looks_like_array(text: str) -> bool:
    """Whether it is in brackets, perhaps with a comment behind, and begins with a quote, or a word and a comma."""
    end = text.rfind("]")
    inner, behind = text[1:end].strip(), text[end + 1 :].lstrip()
    if end < 0 or (behind and behind[0] != "#") or inner.startswith("["):
        return False
    first = inner.split(None, 1)[0] if inner else ""
    return first[:1] in _QUOTED or "," in inner[: len(first) + 2] or bool(first and first == inner == text[1:end])


def _repair(text: str) -> str:
    closed = text[: text.rfind("]") + 1]
    straight = closed.translate(_QUOTES) if '"' not in closed else closed
    candidate = re.sub(r",\s*\]$", "]", straight)
    values = _array(candidate)
    return candidate if values is not None and all(isinstance(value, str) for value in values) else ""


def _array(text: str) -> list[Any] | None:
    """The array; BuildKit itself refuses one in which not all are strings."""
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, list) else None
