"""Pin the crates that cargo installs.

Without a version, the next build installs another one. Name it (`cargo install ripgrep@14.1.1`, or `--version`), and
add `--locked` to build with the versions that the crate was released with. A version with fewer than three numbers
is a range.

```dockerfile bad
FROM rust:1.83
RUN cargo install --locked «ripgrep» fd-find@10.2.0
```

```dockerfile bad
FROM rust:1.83
RUN cargo install «cargo-chef» --version ^0.1
```

```dockerfile good
FROM rust:1.83
ARG CHEF_VERSION
RUN cargo install cargo-chef --version ${CHEF_VERSION} --locked && cargo install --path . && cargo install sccache@0.8.2
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Problem, install, rule
from devcontain.lint.unpinned import unpinned
from devcontain.semantics.installs.loose import loose_packages

if TYPE_CHECKING:
    from devcontain.semantics.installs import Install


@rule("PIN013", on=install("cargo"), severity=WARNING)
def check(install: Install) -> list[Problem]:
    """The first package of an installation that has no exact version, with the others beside it."""
    return unpinned(loose_packages(install), "{}@X.Y.Z")
