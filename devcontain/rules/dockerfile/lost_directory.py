"""Change directory for the next instruction with WORKDIR.

Each RUN has a shell of its own. A `cd` at its end changes nothing: the next instruction starts again where WORKDIR
says. The way back to where the RUN began (`cd ..`, `cd -`, `cd /tmp`, a second `cd`) does no harm, and is not
reported, nor is a `cd` to what the next instruction makes the WORKDIR.

```dockerfile bad
FROM python:3.12-slim
RUN «cd /opt/app»
RUN python setup.py build
```

```dockerfile unsafe
FROM python:3.12-slim
WORKDIR /opt/app
RUN python setup.py build
```

```dockerfile bad
FROM python:3.12-slim
RUN git clone --branch v1 https://example.com/app && «cd app»
```

```dockerfile good
FROM python:3.12-slim
RUN cd /opt/app && python setup.py build
RUN (cd /opt/app; make); ls
RUN for name in a b; do cd $name; done
RUN cd docs && make && cd ..
RUN rm -rf /opt/app/.git && cd /opt/app
WORKDIR /opt/app
RUN apt-get update && cd /tmp
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Edit, Fix, Problem, rule, run
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command


@rule("DKF006", on=run("cd"), severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield a `cd` that is the last command of its RUN."""
    last = step.commands[-1] if step.commands else None
    if last is None or last.name != "cd" or last.context or last.outer or len(last.words) != 2:
        return
    if last.values[0].startswith(("..", "-", "/tmp")) or sum(each.name == "cd" for each in step.commands) > 1:
        return
    if _is_said_below(step, last.values[0]):
        return
    yield Problem(
        last.span,
        "this `cd` ends with its RUN, so the next instruction does not start there",
        help=f"write `WORKDIR {last.arguments[0].value}` below",
        fix=_fix(step, last),
    )


def _is_said_below(step: Step, directory: str) -> bool:
    """Whether the next instruction is the WORKDIR that was meant."""
    after = step.stage.steps[step.index + 1 : step.index + 2]
    return any(each.keyword == "WORKDIR" and each.instruction.body.strip("\"'") == directory for each in after)


def _fix(step: Step, last: Command) -> Fix | None:
    """A RUN that does nothing else becomes a WORKDIR."""
    plain = step.instruction.exec_form is None and not step.instruction.heredocs and not step.instruction.flags
    if not plain or last.span.start != step.instruction.offset or last.words[0].value != "cd":
        return None
    span = Span(step.instruction.start, last.arguments[0].span.start)
    return Fix("Write WORKDIR", (Edit(span, "WORKDIR "),), safe=False)
