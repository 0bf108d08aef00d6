"""Know which RPM you get.

Off by default: distributions delete old versions, and what a package depends on floats all the same. To repeat a
build, pin the base image by digest. Select this rule where an internal mirror keeps every version.

```dockerfile bad
FROM fedora:41
RUN dnf install -y «git» make-4.4.1 && dnf clean all
```

```dockerfile good
FROM opensuse/leap:15.6
RUN zypper install -y git=2.43.0 && zypper clean
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import OFF, Note, Problem, install, rule
from devcontain.semantics.installs.loose import loose_packages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.installs import Install


@rule(
    "PIN009",
    on=install("rpm", "zypper"),
    aliases=(
        "DL3033",
        "DL3037",
        "DL3041",
    ),
    severity=OFF,
)
def check(install: Install) -> Iterator[Problem]:
    """Yield the first package of an installation that has no version, with the others beside it."""
    loose = loose_packages(install)
    if loose is not None:
        yield Problem(
            loose.first.word.span,
            loose.message,
            help=f"name the version: `{loose.first.name}-VERSION`",
            also=tuple(Note(*other) for other in loose.others),
        )
