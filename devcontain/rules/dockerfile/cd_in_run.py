"""Use WORKDIR to change directory.

Off by default, a matter of style: hadolint wants no `cd` in a RUN. A `cd` that only this RUN needs is fine; one at the
end of a RUN, which has no effect at all, is always reported by lost-directory.

```dockerfile bad
FROM python:3.12-slim
RUN «cd /opt/app» && python setup.py build
```

```dockerfile good
FROM python:3.12-slim
WORKDIR /opt/app
RUN python setup.py build && (cd docs && make)
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import OFF, Problem, rule, run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step


@rule("DKF007", on=run("cd"), aliases=("DL3003",), severity=OFF)
def check(step: Step) -> Iterator[Problem]:
    """Yield the first `cd` of a RUN that is not in a subshell."""
    first = next((each for each in step.commands if each.name == "cd" and "subshell" not in each.context), None)
    if first is not None:
        yield Problem(
            first.span,
            "the directory is changed by `cd`",
            help=f"write `WORKDIR {first.values[0] if first.values else '...'}` above",
        )
