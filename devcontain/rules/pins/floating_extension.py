"""Name the version of an editor extension.

Off by default: editors update extensions by themselves, and most people want that. Select this rule where everybody
has to work with the same ones: `ms-python.python@2024.22.0`.

```jsonc bad .devcontainer/devcontainer.json
{
  "image": "mcr.microsoft.com/devcontainers/python:3-3.12-bookworm",
  "customizations": {"vscode": {"extensions": [«"ms-python.python"», "charliermarsh.ruff@2024.56.0"]}}
}
```

```jsonc good .devcontainer/devcontainer.json
{
  "image": "mcr.microsoft.com/devcontainers/python:3-3.12-bookworm",
  "customizations": {"vscode": {"extensions": ["ms-python.python@2024.22.0", "-ms-python.autopep8", "./local.vsix"]}}
}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import DEVCONTAINER, OFF, Problem, rule
from devcontain.pattern import pattern
from devcontain.syntax.tree import ANY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.workspace import DevContainer

_PLACES = (("customizations", "vscode", "extensions", ANY), ("extensions", ANY))
_UNVERSIONED = pattern(r"\w[\w-]*\.[\w.-]+(?<!\.vsix)")


@rule("PIN020", on=DEVCONTAINER, severity=OFF)
def check(devcontainer: DevContainer) -> Iterator[Problem]:
    """Yield each extension that is to be installed in its newest version."""
    root = devcontainer.document.root
    for extension in (node for place in _PLACES for node in root.select(place)) if root is not None else ():
        if _UNVERSIONED.fullmatch(str(extension.value)):
            yield Problem(
                extension.span,
                f"`{extension.value}` has no version, so everybody has the one that was newest at the time",
                help=f"name the version: `{extension.value}@X.Y.Z`",
            )
