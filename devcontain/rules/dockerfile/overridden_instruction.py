"""Say CMD, ENTRYPOINT and HEALTHCHECK once.

Of several in a stage only the last one counts; the others are read by people who then wonder why nothing happens. In
another stage, or for ONBUILD, it is another matter.

```dockerfile bad
FROM python:3.12-slim
«CMD» ["python", "-m", "app"]
RUN pip install --no-cache-dir gunicorn==23.0.0
CMD ["gunicorn", "app:app"]
```

```dockerfile unsafe
FROM python:3.12-slim
RUN pip install --no-cache-dir gunicorn==23.0.0
CMD ["gunicorn", "app:app"]
```

```dockerfile bad
FROM python:3.12-slim
«ENTRYPOINT» ["a"]
«ENTRYPOINT» ["b"]
ENTRYPOINT ["c"]
«HEALTHCHECK» NONE
HEALTHCHECK CMD ["true"]
```

```dockerfile good
FROM python:3.12-slim AS test
CMD ["pytest"]
FROM test
ENTRYPOINT ["python"]
ONBUILD CMD ["-m", "other"]
CMD ["-m", "app"]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Edit, Fix, Note, Problem, rule, stage
from devcontain.semantics.lines import lines_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage

_ALIASES = ("DL3012", "DL4003", "DL4004", "MultipleInstructionsDisallowed")


@rule("DKF013", on=stage("CMD", "ENTRYPOINT", "HEALTHCHECK"), aliases=_ALIASES, severity=WARNING)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each of these instructions that a later one of the same stage makes void."""
    source = stage.build.dockerfile.source
    for keyword in ("CMD", "ENTRYPOINT", "HEALTHCHECK"):
        steps = [step for step in stage.steps if step.written.keyword == keyword]
        for step in steps[:-1]:
            yield Problem(
                step.written.keyword_span,
                f"this {keyword} has no effect: a later one replaces it",
                help="keep one of them",
                also=(Note(steps[-1].written.keyword_span, "the one that counts"),),
                fix=Fix(f"Remove this {keyword}", (Edit(lines_of(source, step.written), ""),), safe=False),
            )
