"""Give images only the labels that your organisation knows.

Says nothing until the configuration is strict about labels, as here:

`strict-labels = true`

`label-schema = { version = "semver", contact = "email" }`

```dockerfile bad
FROM python:3.12-slim
LABEL version=1.4.0 «Contact»=team@example.com
```

```dockerfile good
FROM python:3.12-slim AS build
LABEL stage=build
FROM python:3.12-slim
LABEL version=1.4.0 contact=team@example.com
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, Problem, instruction, rule
from devcontain.semantics.labels import labels_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step


@rule("DKF044", on=instruction("LABEL"), aliases=("DL3050",), severity=INFO)
def check(step: Step) -> Iterator[Problem]:
    """Yield each label of the image that the schema does not name."""
    settings = step.stage.build.settings
    if not settings.strict_labels or not step.stage.reaches_image:
        return
    known = dict(settings.label_schema)
    for label in labels_of(step):
        if label.key not in known:
            allowed = ", ".join(f"`{key}`" for key in known)
            help_ = f"allowed are {allowed}" if known else "the configuration names no labels"
            yield Problem(label.key_span, f"the label `{label.key}` is not in the schema", help=help_)
