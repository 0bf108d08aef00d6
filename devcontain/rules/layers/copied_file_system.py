"""Copy what you need from a stage, not its whole file system.

`COPY --from=build / /` brings everything: compilers, package lists, temporary files, and another distribution's
system files on top of your own. Name the directories that you need. On `FROM scratch` it is a way to flatten an
image; ENV, USER, ENTRYPOINT and the like are lost on the way, so it is reported as information. So is a copy from an
image that may have been made for it; a stage that is `FROM scratch` itself is left alone.

```dockerfile bad
FROM python:3.12 AS build
RUN pip install --no-cache-dir --prefix=/install flask==3.0.3
FROM python:3.12-slim
«COPY --from=build / /»
```

```dockerfile bad
FROM python:3.12 AS build
FROM scratch
«COPY --from=build /* "/"»
```

```dockerfile good
FROM python:3.12 AS build
RUN pip install --no-cache-dir --prefix=/install flask==3.0.3
FROM scratch AS tools
COPY --from=build /install/bin /usr/local/bin
FROM python:3.12-slim
COPY --from=build /install /usr/local
COPY --from=build / /rootfs
COPY --from=tools / /
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, WARNING, Problem, instruction, rule
from devcontain.semantics.directories import join
from devcontain.semantics.variables import unquote
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step

_ROOTS = frozenset(["/", "/.", "/*", "./", "."])


@rule("LAY008", on=instruction("COPY"), aliases=("DL3067",), severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield a copy of the root of another stage or image to the root."""
    flag = step.instruction.flag("from")
    if flag is None:
        return
    *sources, destination = [unquote(word.value) for word in step.instruction.words] or [""]
    if _ROOTS.isdisjoint(sources) or join(step, step.scope.workdir, destination) != "/":
        return
    source = step.stage.build.stage_at(flag.value)
    if _is_made_for_it(source):
        return
    has_system = source is not None and any(other.keyword == "RUN" for stage in source.line for other in stage.steps)
    yield Problem(
        Span(step.written.start, step.instruction.offset + len(step.instruction.body)),
        "this copies a whole file system over another one",
        help="name the directories that the image needs",
        severity=None if has_system and step.stage.base != "scratch" else INFO,
    )


def _is_made_for_it(source: Stage | None) -> bool:
    """Whether a stage holds nothing but what was put there to be copied."""
    if source is None or source.image is None:
        return False
    return source.image.name in ("scratch", "tonistiigi/xx") and not any(step.keyword == "RUN" for step in source.steps)
