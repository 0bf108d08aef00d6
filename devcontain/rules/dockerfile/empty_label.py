"""Give labels a value.

Says nothing until the labels are named in the configuration, as here:

`label-schema = { version = "semver", contact = "email" }`

Who asks for a label wants to know something; an empty one answers nothing. A variable is left to the build.

```dockerfile bad
FROM python:3.12-slim
LABEL «contact=""» version=1.4.0
```

```dockerfile good
FROM python:3.12-slim
ARG VERSION
LABEL contact=team@example.com version=$VERSION note=""
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Problem, instruction, rule
from devcontain.semantics.labels import labels_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step


@rule("DKF045", on=instruction("LABEL"), aliases=("DL3051",), severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield each label of the schema that has no value."""
    schema = step.stage.build.settings.label_schema
    if not schema or not step.stage.reaches_image:
        return
    known = dict(schema)
    for label in labels_of(step):
        if label.key in known and label.value is not None and not label.value.strip():
            yield Problem(label.span, f"the label `{label.key}` is empty", help="give it a value")
