"""Copy local files with COPY.

ADD unpacks local archives and downloads URLs; COPY only copies, so a reader knows what happens. The fix is safe for
directories and for files whose names tell that they are no archives.

```dockerfile bad
FROM python:3.12-slim
«ADD» . /app/
```

```dockerfile fixed
FROM python:3.12-slim
COPY . /app/
```

```dockerfile bad
FROM python:3.12-slim
«ADD» server /usr/local/bin/
```

```dockerfile unsafe
FROM python:3.12-slim
COPY server /usr/local/bin/
```

```dockerfile good
FROM python:3.12-slim
ARG URL
ADD rootfs.tar.gz /
ADD https://example.com/model-1.2.bin /models/
ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d $URL /models/
ADD https://github.com/example/app.git#v1.0 /src
ADD dist/* /dist/
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, Edit, Fix, Problem, instruction, rule
from devcontain.pattern import pattern
from devcontain.semantics.copies import read_copy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step

_ARCHIVE = pattern(r".*\.(?:tar|t?gz|tgz|tbz2?|bz2|t?xz|txz|t?zst|tar\.\w+|lzma|tlz|Z)", re.IGNORECASE)
_NO_ARCHIVE = pattern(
    r"(?:.*/)?(?:\.{0,2}|[\w.-]*\.(?:py|txt|toml|cfg|ini|ya?ml|json|md|rst|sh|bash|lock|conf|sql|js|ts|html|css|env|in"
    r"|ipynb|csv|xml|jar|war|zip|whl|patch|service|pem|crt|repo|list|properties|gradle)|Makefile|Dockerfile|Gemfile"
    r"|Pipfile|requirements)"
)
_OWN_FLAGS = frozenset(["checksum", "keep-git-dir", "unpack"])


@rule("DKF014", on=instruction("ADD"), aliases=("DL3020",), severity=INFO)
def check(step: Step) -> Iterator[Problem]:
    """Yield an ADD that does nothing which COPY could not do."""
    copied = read_copy(step)
    instruction = step.instruction
    sources = instruction.words[:-1]
    if (
        copied is None
        or len(copied.sources) != len(sources)
        or any(flag.name in _OWN_FLAGS for flag in instruction.flags)
    ):
        return
    names = [source.strip("\"'") for source in copied.sources]
    if any(_may_be_archive(name) for name in names):
        return
    yield Problem(
        instruction.keyword_span,
        "ADD may also unpack and download; this only copies",
        help="write COPY",
        fix=Fix(
            "Write COPY",
            (Edit(instruction.keyword_span, "COPY"),),
            safe=all(_NO_ARCHIVE.fullmatch(name) for name in names),
        ),
    )


def _may_be_archive(name: str) -> bool:
    """Whether it is an archive by its name, or a pattern that may find one."""
    last = name.rpartition("/")[2]
    return bool(_ARCHIVE.fullmatch(name)) or "://" in name or last.endswith(("*", "?", "]"))
