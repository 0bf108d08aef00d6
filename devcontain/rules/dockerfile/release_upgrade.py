"""Choose a newer base image instead of upgrading the release.

`dist-upgrade`, `full-upgrade`, `dup` and `distro-sync` may turn the image into another release than its tag says, and
keep every replaced package in the layers below. Name the release that you want in FROM.

```dockerfile bad
FROM opensuse/leap:15.6
RUN «zypper dup» -y
```

```dockerfile bad
FROM debian:12
RUN apt-get update && «apt-get -y dist-upgrade»
```

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get -y upgrade
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, Problem, command, rule
from devcontain.semantics.options import read_options
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.commands import Command

_VERBS = {
    **dict.fromkeys(["apt-get", "apt", "aptitude"], ("dist-upgrade", "full-upgrade")),
    "zypper": ("dist-upgrade", "dup"),
    **dict.fromkeys(["dnf", "dnf5", "yum"], ("distro-sync", "distribution-synchronization", "system-upgrade")),
}


@rule("DKF011", on=command("do-release-upgrade", *_VERBS), aliases=("DL3035",), severity=INFO)
def check(command: Command) -> Iterator[Problem]:
    """Yield an upgrade of the distribution."""
    end = command.words[0].span.end
    if command.name in _VERBS:
        verb = next(iter(read_options(command, ("-o", "-t", "-c")).operands), None)
        if verb is None or verb.value not in _VERBS[command.name]:
            return
        end = verb.word.span.end
    yield Problem(
        Span(command.words[0].span.start, end),
        "this may make another release of the image than its tag says",
        help="name the release in FROM, and `upgrade` where security fixes cannot wait for a new image",
    )
