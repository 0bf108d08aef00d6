"""Set variables for the next instruction with ENV.

Each RUN has a shell of its own. An `export` or an activated environment at its end changes nothing: the next
instruction starts again with what ENV says. Write ENV instead, or do what needs the variable in the same RUN.

```dockerfile bad
FROM python:3.12-slim
RUN «export PIP_NO_CACHE_DIR=1»
RUN pip install -r requirements.txt
```

```dockerfile unsafe
FROM python:3.12-slim
ENV PIP_NO_CACHE_DIR=1
RUN pip install -r requirements.txt
```

```dockerfile bad
FROM python:3.12-slim
SHELL ["/bin/bash", "-c"]
RUN python -m venv /opt/venv && «source /opt/venv/bin/activate»
RUN pip install --no-cache-dir flask==3.0.3
```

```dockerfile bad
FROM continuumio/miniconda3:25.3.1-1
SHELL ["/bin/bash", "-c"]
RUN conda env create --file environment.yml && «conda activate app»
RUN . ~/.bashrc && «export VERSION=$(cat VERSION)»
RUN «export WORKERS=$(nproc)»
```

```dockerfile good
FROM python:3.12-slim
RUN export WORKERS=$(nproc) && make -j "$WORKERS"
RUN export WORKERS=4; jobs=$(make count)
RUN . /opt/venv/bin/activate && pip install --no-cache-dir flask==3.0.3
RUN if [ -n "$PROXY" ]; then export http_proxy=$PROXY; fi; make
RUN make && . ./finish.sh
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Edit, Fix, Problem, rule, run
from devcontain.pattern import pattern
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command

_SOURCING = frozenset(["source", "."])
_ENVIRONMENTS = pattern(r"(?:.*/)?(?:activate|\.(?:bashrc|profile|bash_profile|zshrc)|setup\.(?:bash|zsh)|\.cargo/env)")
"""Files that set variables, and do nothing else."""
_PLAIN = pattern(r"[A-Za-z_]\w*=(?:[^\s`$'\"\\~(]|\$\w|\$\{\w+\})*")


@rule("DKF049", on=run("export", "source", ".", "conda", "mamba", "micromamba"), severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield a command that sets variables, and is the last of its RUN."""
    last = _last(step)
    if last is None or last.context or last.outer or last.wrappers:
        return
    if last.name == "export" and last.arguments:
        yield Problem(
            last.span,
            "this `export` ends with its RUN, so the next instruction does not see it",
            help="set the variable with ENV, or in the RUN that needs it",
            fix=_fix(step, last),
        )
    elif _activates(last):
        yield Problem(
            last.span,
            "what this sets ends with its RUN, so the next instruction does not see it",
            help="put the environment's programs into PATH with ENV, or activate it in the RUN that needs it",
        )


def _last(step: Step) -> Command | None:
    """The last command that is no part of another's arguments."""
    found = None
    for command in step.commands:
        if found is None or "substitution" not in command.context or command.span.start > found.syntax.span.end:
            found = command
    return found


def _activates(command: Command) -> bool:
    if command.name in _SOURCING:
        return bool(command.values) and bool(_ENVIRONMENTS.fullmatch(command.values[0]))
    return command.name in ("conda", "mamba", "micromamba") and command.values[:1] == ["activate"]


def _fix(step: Step, last: Command) -> Fix | None:
    """A RUN that does nothing else becomes an ENV."""
    plain = step.instruction.exec_form is None and not step.instruction.heredocs and not step.instruction.flags
    if not plain or len(step.commands) > 1 or last.span.start != step.instruction.offset:
        return None
    source = step.stage.build.dockerfile.source
    if not all(_PLAIN.fullmatch(source.slice(word.span)) for word in last.arguments):
        return None
    span = Span(step.instruction.start, last.arguments[0].span.start)
    return Fix("Write ENV", (Edit(span, "ENV "),), safe=False)
