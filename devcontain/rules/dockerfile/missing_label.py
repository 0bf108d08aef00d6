"""Give images the labels that your organisation asks for.

Says nothing until the labels are named in the configuration, as here:

`label-schema = { version = "semver", contact = "email" }`

Only the image counts that the file makes, with what it takes over from earlier stages; which labels its base image
brings cannot be seen, and does not count.

```dockerfile bad
«FROM» python:3.12-slim
LABEL contact=team@example.com
```

```dockerfile good
FROM node:22-slim AS assets
FROM python:3.12-slim AS base
LABEL contact=team@example.com
FROM base
LABEL version="1.4.0"
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import DOCKERFILE, INFO, Problem, rule
from devcontain.semantics.labels import labels_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build


@rule("DKF043", on=DOCKERFILE, aliases=("DL3049",), severity=INFO)
def check(build: Build) -> Iterator[Problem]:
    """Yield the stage that is built where labels are missing."""
    schema, target = build.settings.label_schema, build.target
    if not schema or target is None:
        return
    steps = (step for stage in target.line for step in stage.steps if step.keyword == "LABEL")
    present = {label.key for step in steps for label in labels_of(step)}
    missing = [f"`{key}`" for key, _ in schema if key not in present]
    if missing:
        yield Problem(
            target.instruction.keyword_span,
            f"{', '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing among the labels of the image",
            help=f"add {'it' if len(missing) == 1 else 'them'} with LABEL",
        )
