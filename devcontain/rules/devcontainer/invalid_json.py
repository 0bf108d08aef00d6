"""Write valid JSON with comments.

The reference client reads a broken devcontainer.json as far as it can, says nothing, and loses what it did not
understand: `{image: "python"}` opens without an image. Editors and Codespaces may read it another way. Of a key that
stands twice the last value counts, and the others are lost.

```jsonc bad .devcontainer/devcontainer.json
{
  «image»: "mcr.microsoft.com/devcontainers/python:3-3.12-bookworm"
}
```

```jsonc bad .devcontainer/devcontainer.json
{
  "name": "api",
«{»{#templateOption.usePrebuiltImage}}
  "image": "mcr.microsoft.com/devcontainers/python:3-3.12-bookworm"
{{/templateOption.usePrebuiltImage}}
}
```

```jsonc bad .devcontainer/devcontainer.json
{
  "image": "mcr.microsoft.com/devcontainers/python:3-3.12-bookworm",
  «"mounts"»: ["source=cache,target=/cache,type=volume"],
  "mounts": ["source=data,target=/data,type=volume"]
}
```

```jsonc good .devcontainer/devcontainer.json
// Comments are fine.
{
  "image": "mcr.microsoft.com/devcontainers/python:3-3.12-bookworm"
}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import DEVCONTAINER, ERROR, WARNING, Note, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.workspace import DevContainer

_TEMPLATE = ("{{", "{%", "{#", "<%")


@rule("DEV001", on=DEVCONTAINER, severity=ERROR)
def check(devcontainer: DevContainer) -> Iterator[Problem]:
    """Yield each mistake in the syntax, and each key that is lost."""
    for mistake in devcontainer.document.mistakes:
        if devcontainer.source.text.startswith(_TEMPLATE, mistake.span.start):
            yield Problem(mistake.span, "this is a template, not JSON", help="lint what it becomes")
            return
        yield Problem(mistake.span, mistake.message[0].lower() + mistake.message[1:])
    for earlier, later in devcontainer.document.duplicates:
        yield Problem(
            earlier.span,
            f"`{earlier.value}` stands in this mapping twice, and this value is lost",
            help="write one of them",
            also=(Note(later.span, "this one counts"),),
            severity=WARNING,
        )
