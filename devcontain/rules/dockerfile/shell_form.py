"""Write CMD and ENTRYPOINT as JSON arrays.

In plain form a shell starts the program. It may stay between the container and the program, and then `docker stop`
reaches only the shell: the program is killed after ten seconds without having cleaned up. An ENTRYPOINT in plain form
also drops CMD and the arguments of `docker run`. A health check gets no signals, and `exec` makes way for the program:
neither is reported, nor what follows a SHELL that was chosen on purpose.

```dockerfile bad
FROM python:3.12-slim
«CMD» python -m app
```

```dockerfile unsafe
FROM python:3.12-slim
CMD ["python", "-m", "app"]
```

```dockerfile bad
FROM python:3.12-slim
«ENTRYPOINT» cd /app && ./start.sh
```

```dockerfile bad
FROM python:3.12-slim
ENTRYPOINT ["/entry.sh"]
«CMD» serve --port $PORT
```

```dockerfile good
FROM python:3.12-slim
ENTRYPOINT ["/entry.sh"]
CMD ["serve"]
HEALTHCHECK CMD curl --fail http://localhost/ || exit 1
```

```dockerfile good
FROM python:3.12-slim
SHELL ["/bin/bash", "-c"]
CMD exec gunicorn --bind :$PORT app:app
```

```dockerfile good
FROM python:3.12-slim
CMD alembic upgrade head && exec uvicorn app:app --port $PORT
```
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, WARNING, Edit, Fix, Problem, rule, stage
from devcontain.pattern import pattern
from devcontain.semantics.build import POSIX_SHELL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step
    from devcontain.syntax.instruction import Instruction

_PLAIN = pattern(r"[\w@%+:,./-]+(?: +[\w@%+=:,./-]+)*")
_BUILTINS = frozenset(
    ["cd", "eval", "exec", "export", "set", "source", ".", "ulimit", "umask", "exit", "trap", "while"]
)
_SHELL = pattern(r"(?:.*/)?(?:ba|da|a)?sh")
_OPERATORS = pattern(r"[&|;]")
_EXEC_AT_LAST = pattern(r"(?:&&|;)\s*exec\s[^&|;]*$")
_ARRAY = 'write a JSON array: `["program", "argument"]`'
_SCRIPT = "begin its last command with `exec`, or write `ENTRYPOINT` and `CMD` as arrays with a script that does"


@rule("DKF019", on=stage("CMD", "ENTRYPOINT"), aliases=("DL3025", "JSONArgsRecommended"), severity=INFO)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each CMD and ENTRYPOINT that a shell starts."""
    entrypoint = next((step for step in reversed(stage.steps) if step.keyword == "ENTRYPOINT"), None)
    with_program = bool(entrypoint and entrypoint.instruction.exec_form and not _is_shell(entrypoint))
    for step in stage.steps:
        if step.keyword in ("CMD", "ENTRYPOINT") and step.scope.shell == POSIX_SHELL:
            body = step.instruction.body
            if body and not body.startswith("[") and step.instruction.exec_form is None:
                yield from _check(step, is_argument=with_program and step.keyword == "CMD")


def _check(step: Step, *, is_argument: bool) -> Iterator[Problem]:
    instruction = step.instruction
    if is_argument:
        message = f'the ENTRYPOINT gets `/bin/sh -c "{_short(instruction.body)}"` as its arguments'
    elif instruction.body.startswith("exec ") or _EXEC_AT_LAST.search(instruction.body):
        return
    elif step.keyword == "CMD":
        message = "a shell starts this program, and may keep the signals from it"
    else:
        message = "a shell starts this program: it gets neither CMD nor arguments, and perhaps no signals"
    yield Problem(
        instruction.keyword_span,
        message,
        help=_ARRAY if is_argument or not _OPERATORS.search(instruction.body) else _SCRIPT,
        fix=_fix(instruction),
        severity=INFO if step.keyword == "CMD" and not is_argument else WARNING,
    )


def _is_shell(step: Step) -> bool:
    """Whether the ENTRYPOINT is a shell, which makes something of what CMD gives it."""
    words = step.instruction.words
    return bool(_SHELL.fullmatch(words[0].value))


def _short(text: str) -> str:
    text = " ".join(text.replace("\0", " ").split())
    return text if len(text) <= 30 else f"{text[:27]}..."


def _fix(instruction: Instruction) -> Fix | None:
    """Split it at spaces, where a shell would do no more than that."""
    words = instruction.body.split()
    if not _PLAIN.fullmatch(instruction.body) or words[0] in _BUILTINS:
        return None
    span = instruction.at(0, len(instruction.body))
    return Fix("Write a JSON array", (Edit(span, json.dumps(words)),), safe=False)
