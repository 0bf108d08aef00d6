"""Give write access to a group, not to everybody.

`777` lets every user of the container replace what others run. Give the files to the user who needs them
(`COPY --chown`), or to a group: `chmod g+rwX`. Directories for temporary files and for sockets are meant so, and so is
PostgreSQL's for data, which its server closes when it starts; in a dev container it is information.

```dockerfile bad
FROM debian:12
RUN mkdir /data && chmod -R «777» /data
COPY «--chmod=0777» entrypoint.sh /
RUN chmod «a+rwx» /entrypoint.sh
```

```dockerfile good
FROM debian:12
RUN chmod 1777 /tmp && chmod -R g+rwX /data && chmod a+x /run.sh && chmod 0755 /run.sh && chmod 777 /tmp
RUN mkdir -p "$PGDATA" && chown postgres "$PGDATA" && chmod 777 "$PGDATA"
COPY --chmod=775 entrypoint.sh /
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, WARNING, Problem, instruction, rule, run
from devcontain.pattern import pattern
from devcontain.semantics.base_images import is_dev_container

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.lint.rule import Severity
    from devcontain.semantics.build import Step
    from devcontain.syntax.source import Span

_OCTAL = pattern(r"0{0,2}[0-7]?[0-7][0-7][2367]")
_SYMBOLIC = pattern(r"([ugoa]+)[+=]([rwxXst]+)")
_TEMPORARY = pattern(r"(?:/var|/usr)?/tmp/?|(?:/var)?/run(?:/.*)?|/dev/\w+|\$\{?PGDATA\}?|/var/lib/postgresql/data/?")


@rule("SEC006", on=[run("chmod"), instruction("COPY", "ADD")], severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield each mode that lets everybody write."""
    severity = None if step.stage.reaches_image and not is_dev_container(step.stage.build) else INFO
    if step.keyword != "RUN":
        flag = step.instruction.flag("chmod")
        if flag and _lets_everybody_write(flag.value):
            yield _problem(flag.span, flag.value, severity)
        return
    for command in step.commands:
        if command.name == "chmod":
            words = [word for word in command.arguments if not word.value.startswith("--")]
            modes = [word for word in words if not re.fullmatch(r"-[RvcfhHLP]+", word.value)]
            targets = [word.value for word in modes[1:]]
            if modes and _lets_everybody_write(modes[0].value) and not all(map(_TEMPORARY.fullmatch, targets)):
                yield _problem(modes[0].span, modes[0].value, severity)


def _lets_everybody_write(mode: str) -> bool:
    if _OCTAL.fullmatch(mode):
        return not (len(mode.lstrip("0")) == 4 and int(mode.lstrip("0")[0]) & 1)
    clauses = map(_SYMBOLIC.fullmatch, mode.split(","))
    return any(clause and "w" in clause[2] and ("o" in clause[1] or "a" in clause[1]) for clause in clauses)


def _problem(span: Span, mode: str, severity: Severity | None) -> Problem:
    return Problem(
        span,
        f"`{mode}` lets every user of the container write here",
        help="give it to a user with `--chown`, or to a group with `g+rwX`",
        severity=severity,
    )
