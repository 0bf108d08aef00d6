"""Expect no shell in a JSON array.

An array is run as it stands: nobody replaces `$PORT` in it, and `&&`, `|` or `>` are arguments. Write the command in
plain form with `exec`, or let a shell in the array do it: `["sh", "-c", "exec app --port $PORT"]`.

```dockerfile bad
FROM python:3.12-slim
CMD ["gunicorn", "--bind", «"0.0.0.0:$PORT"», "app:app"]
```

```dockerfile bad
FROM python:3.12-slim
CMD ["python", "migrate.py", «"&&"», "python", "app.py"]
```

```dockerfile good
FROM python:3.12-slim
CMD ["sh", "-c", "exec gunicorn --bind 0.0.0.0:$PORT app:app"]
ENTRYPOINT ["/usr/bin/env", "bash", "-c"]
CMD ["echo $HOME && ls"]
```

```dockerfile good
FROM python:3.12-slim
ENTRYPOINT ["/entrypoint.sh"]
CMD ["run", "$PORT", "--price", "5$"]
```

```dockerfile good
FROM mcr.microsoft.com/windows/servercore:ltsc2022
CMD ["powershell", "-Command", "Write-Host $env:PATH"]
RUN ["cp", "$a", "b"]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Problem, rule, stage
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step

_VARIABLE = pattern(r"(?<!\\)\$(?:[A-Z_][A-Z0-9_]*|\{\w+[^}]{0,100}\})(?!\w)")
_OPERATORS = frozenset(["&&", "||", "|", ";", ">", ">>", "2>&1", "<"])
_PROGRAM = pattern(
    r"(?:.*[/\\])?(?:python[\d.]*|gunicorn|uvicorn|uv|flask|celery|node|npm|yarn|java|fastapi|streamlit|jupyter\w*|serve"
    r"|hypercorn|django-admin|pytest|echo|ls|cat|nginx|http-server|go|ruby|php|dotnet|\w+-server)"
)
"""Programs that replace no variables themselves: entry points and scripts may."""


@rule("DKF042", on=stage("CMD", "ENTRYPOINT"), severity=WARNING)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield what only a shell would understand in the array of a CMD or ENTRYPOINT."""
    has_entrypoint = any(step.keyword == "ENTRYPOINT" for step in stage.steps)
    for step in stage.steps:
        if step.keyword == "ENTRYPOINT" or (step.keyword == "CMD" and not has_entrypoint):
            yield from _check(step)


def _check(step: Step) -> Iterator[Problem]:
    words = step.instruction.exec_form
    if not words or not _PROGRAM.fullmatch(words[0].value):
        return
    for word in words[1:]:
        variable = _VARIABLE.search(word.value)
        if variable or word.value in _OPERATORS:
            what = f"nobody replaces `{variable[0]}`" if variable else f"`{word.value}` is an argument"
            yield Problem(
                word.span,
                f"{what} in an array, since no shell reads it",
                help='write it in plain form with `exec`, or `["sh", "-c", "exec ..."]`',
            )
            return
