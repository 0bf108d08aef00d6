"""Begin no line of a here-document with `from` or `user` in a dev container.

The reference client of dev containers reads a Dockerfile line by line: a line that begins with `from`, such as
`from pathlib import Path` in a script, is a FROM to it. It takes the last one for the last stage, rewrites it, and the
dev container does not build; a line that begins with `user` is the container's user to it. `import pathlib` does, or a
file that is copied. In a dev container this is a warning; elsewhere only `from` is reported, as information, since it
matters only if a `devcontainer.json` names the file.

```dockerfile bad .devcontainer/Dockerfile
FROM python:3.12-slim
RUN python <<EOF
import sys
«from pathlib» import Path
print(Path.cwd())
EOF
COPY <<EOF /etc/nginx/nginx.conf
«user nginx;»
EOF
```

```dockerfile bad
FROM python:3.12-slim
RUN <<EOF python
«from sys» import path
EOF
COPY <<EOF /etc/nginx/nginx.conf
user nginx;
EOF
```

```dockerfile good .devcontainer/Dockerfile
FROM python:3.12-slim
RUN python <<EOF
import pathlib
path = pathlib.Path("from")
username = "user"
EOF
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, WARNING, Problem, instruction, rule
from devcontain.pattern import pattern
from devcontain.semantics.base_images import is_dev_container
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step

_LINE = pattern(r"^[ \t]*((from|user)[ \t]+[^\s]+)", re.IGNORECASE | re.MULTILINE)


@rule("DKF034", on=instruction("RUN", "COPY", "ADD"), severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield the first line of each here-document that would be a FROM, or a USER, to the reference client."""
    for_editor = bool(step.instruction.heredocs) and is_dev_container(step.stage.build)
    text = step.stage.build.dockerfile.source.text
    for heredoc in step.instruction.heredocs:
        seen: set[str] = set()
        for match in _LINE.finditer(text, *heredoc.content):
            keyword = match[2].upper()
            if keyword not in seen and (for_editor or keyword == "FROM"):
                seen.add(keyword)
                yield Problem(
                    Span(*match.span(1)),
                    f"the reference client of dev containers takes this line for a {keyword}",
                    help="begin the line another way, or copy the text from a file",
                    severity=None if for_editor else INFO,
                )
