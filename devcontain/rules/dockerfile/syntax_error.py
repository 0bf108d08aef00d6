"""Write what BuildKit can read.

What stands here makes the build stop before its first step: an instruction that does not exist, a here-document that
is never closed, a file without instructions or without a FROM, an ONBUILD for what cannot be kept for later.

```dockerfile bad
FROM debian:12
«RUM» apt-get update
```

```dockerfile bad
FROM debian:12
RUN «<<EOF»
echo hello
```

```dockerfile bad
FROM debian:12
ENV USE_NCCL=0   «# not on this machine»
```

```dockerfile bad
«RUN echo hello»
```

```dockerfile bad
FROM debian:12 AS «1st»
ONBUILD «FROM» debian:12
SHELL «/bin/bash -c»
HEALTHCHECK «curl» localhost
HEALTHCHECK --timeout=3s CMD «["sleep", 1]»
```

```dockerfile good
ARG VERSION=12
FROM debian:${VERSION}
RUN <<EOF
echo hello
EOF
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import DOCKERFILE, ERROR, Problem, rule
from devcontain.semantics.grammar import faults_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build


@rule("DKF001", on=DOCKERFILE, aliases=("DL3043", "DL3061"), severity=ERROR)
def check(build: Build) -> Iterator[Problem]:
    """Yield each reason for which BuildKit would refuse the file."""
    for fault in faults_of(build.dockerfile):
        yield Problem(fault.span, fault.message, help=fault.help)
