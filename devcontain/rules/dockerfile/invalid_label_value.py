"""Write the values of labels as their type asks.

Says nothing until the labels are named in the configuration, with the type of each:

`label-schema = { version = "semver", contact = "email" }`

The types are `text`, `url`, `email`, `hash` (a Git commit, 7 to 40 digits or all 64), `rfc3339` (a time), `semver` and
`spdx` (a license). A value with a variable is left to the build.

```dockerfile bad
FROM python:3.12-slim
LABEL «version=v1.4» contact=team@example.com
```

```dockerfile bad
FROM python:3.12-slim
LABEL version="1.4.0-rc.1+build.5" \
      «contact="the team"»
```

```dockerfile good
FROM python:3.12-slim AS build
LABEL version=latest
FROM python:3.12-slim
ARG VERSION=dev
LABEL version=$VERSION contact="team@example.com"
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Problem, instruction, rule
from devcontain.semantics.labels import TYPES, labels_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step


@rule(
    "DKF046",
    on=instruction("LABEL"),
    aliases=("DL3052", "DL3053", "DL3054", "DL3055", "DL3056", "DL3058"),
    severity=WARNING,
)
def check(step: Step) -> Iterator[Problem]:
    """Yield each label whose value is not of the type that the schema gives it."""
    schema = step.stage.build.settings.label_schema
    if not schema or not step.stage.reaches_image:
        return
    wanted = dict(schema)
    for label in labels_of(step):
        if label.key in wanted and label.value:
            kind = TYPES[wanted[label.key]]
            if not kind.fits(label.value):
                yield Problem(label.span, f"the label `{label.key}` must be {kind.title}, not `{label.value}`")
