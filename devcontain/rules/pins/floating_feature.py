"""Name the version of a Feature.

A Feature without a version is whatever was published last, and the next rebuild may install something else, with other
options. Name the major version at least, as in `ghcr.io/devcontainers/features/node:1`. A `devcontainer-lock.json`
beside the file, which newer clients write, pins the Features that it names. Local Features, archives and the old short
names, which mean version 1, are left alone.

```jsonc bad .devcontainer/devcontainer.json
{
  "image": "mcr.microsoft.com/devcontainers/python:3-3.12-bookworm",
  "features": {
    «"ghcr.io/devcontainers/features/node"»: {},
    «"ghcr.io/devcontainers/features/github-cli:latest"»: {}
  }
}
```

```jsonc good .devcontainer/devcontainer.json
{
  "image": "mcr.microsoft.com/devcontainers/python:3-3.12-bookworm",
  "features": {
    "ghcr.io/devcontainers/features/node:1": {},
    "ghcr.io/example/features/tool@sha256:5f9b6e0d1b3c8f6b0c0c5d2c6f5e2b3a7d1c9e8f4a5b6c7d8e9f0a1b2c3d4e5f": {},
    "./local": {},
    "https://example.org/devcontainer-feature-tool.tgz": {},
    "docker-in-docker": "latest"
  }
}
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import DEVCONTAINER, WARNING, Problem, rule
from devcontain.pattern import pattern
from devcontain.syntax import image

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.workspace import DevContainer

_REGISTRY = pattern(r"[\w-]+(?:\.[\w-]+)+(?::\d+)?/[^$]+")


@rule("PIN018", on=DEVCONTAINER, severity=WARNING)
def check(devcontainer: DevContainer) -> Iterator[Problem]:
    """Yield each Feature of a registry that has no version."""
    features = devcontainer.get("features")
    for key in features.keys if features is not None else ():
        name = str(key.value)
        reference = image.parse(name) if _REGISTRY.fullmatch(name) else None
        if reference is None or reference.digest or reference.tag not in ("", "latest") or name in devcontainer.locked:
            continue
        yield Problem(
            key.span,
            f"`{name}` names no fixed version, so the next rebuild may install another one",
            help=f"name the version: `{reference.name}:MAJOR`",
        )
