"""Copy nothing that the .dockerignore keeps out.

What a .dockerignore names is not sent to the build, so a copy of it stops with `not found`, although the file is there.

Says nothing where the file does not tell which directory is copied, or where a `!` brings back a part of it.

```dockerfile bad
FROM python:3.12-slim
COPY «README.md» pyproject.toml /app/
```

```text beside .dockerignore
*.md
```

```text beside README.md
# An application
```

```text beside pyproject.toml
[project]
name = "app"
```

```dockerfile good
FROM python:3.12-slim
COPY *.md pyproject.toml /app/
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import ERROR, Problem, dockerfile, rule
from devcontain.semantics.copies import named_source, named_sources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build
    from devcontain.workspace import BuildContext


@rule("DKF047", on=dockerfile("COPY", "ADD"), aliases=("CopyIgnoredFile",), severity=ERROR)
def check(build: Build) -> Iterator[Problem]:
    """Yield each file or directory that is copied by name, there, and kept out of the build."""
    from devcontain.workspace import build_context, has_ignore_file

    path = build.dockerfile.source.path
    context = build_context(path, named_sources(build)) if has_ignore_file(path) else None
    if context is None or not context.is_certain or not context.ignores:
        return
    for step in build.steps:
        if step.keyword in ("COPY", "ADD"):
            for word in step.instruction.words[:-1]:
                name = named_source(step, word)
                if name and context.keeps_out(name) and not _comes_back(context, name):
                    yield Problem(
                        word.span,
                        f"`{name}` is not there during the build: the .dockerignore keeps it out",
                        help="take it out of the .dockerignore, or bring it back there with `!`",
                    )


def _comes_back(context: BuildContext, name: str) -> bool:
    """Whether an exception may bring back something below a directory."""
    lines = (line.strip() for line in context.ignores.splitlines())
    exceptions = (line[1:].strip().strip("/").removeprefix("./") for line in lines if line.startswith("!"))
    return any("*" in each or "?" in each or "[" in each or each.startswith(f"{name}/") for each in exceptions)
