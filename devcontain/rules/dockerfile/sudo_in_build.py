"""Switch users with USER, not with sudo.

A build runs as root until USER says otherwise: there sudo only adds a package, and drops the environment that ENV and
ARG set. Where another user is in force, USER root above and USER again below say the same without a password file.
A branch that is for other users than root, or for where sudo is there, is left alone.

```dockerfile bad
FROM debian:12
RUN «sudo» apt-get update && sudo apt-get install -y curl
```

```dockerfile unsafe
FROM debian:12
RUN apt-get update && apt-get install -y curl
```

```dockerfile bad
FROM registry.example/notebook:1
USER jovyan
RUN «sudo» apt-get update
```

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y sudo
RUN if [ "$(id -u)" -ne 0 ]; then sudo ldconfig; else ldconfig; fi
```
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, Edit, Fix, Note, Problem, rule, run
from devcontain.pattern import pattern
from devcontain.semantics.base_images import is_plain
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.syntax.shell_words import Word

_GUARD = pattern(r"\bid -u\b|\bwhoami\b|\$\{?E?UID\b|(?:command -v|which|type|hash) sudo\b")


@rule("DKF008", on=run("sudo"), aliases=("DL3004",), severity=INFO)
def check(step: Step) -> Iterator[Problem]:
    """Yield the first sudo of a RUN, with the others beside it."""
    places = _places(step)
    if not places:
        return
    as_root = _is_root(step)
    yield Problem(
        places[0][0].span,
        "the build is root here, so sudo only drops the environment" if as_root else "sudo in a build depends on setup",
        help="leave it out" if as_root else "write `USER root` above, and the user again below",
        also=tuple(Note(word.span, "and here") for word, _ in places[1:]),
        fix=_fix(places) if as_root else None,
    )


def _places(step: Step) -> list[tuple[Word, Word]]:
    """Each sudo, with the word that follows it."""
    found = {}
    is_guarded = _GUARD.search(step.instruction.script) is not None
    for command in step.commands:
        if is_guarded and "branch" in command.context:
            continue
        words = command.syntax.words
        for word, following in pairwise(words):
            if word.span.start >= command.words[0].span.start:
                break
            if word.value in ("sudo", "/usr/bin/sudo"):
                found[word.span] = word, following
    return list(found.values())


def _is_root(step: Step) -> bool:
    user = step.scope.user.partition(":")[0]
    return user in ("root", "0") or (not user and is_plain(step.stage))


def _fix(places: list[tuple[Word, Word]]) -> Fix | None:
    if any(following.value.startswith("-") or "=" in following.value for _, following in places):
        return None
    edits = tuple(Edit(Span(word.span.start, following.span.start), "") for word, following in places)
    return Fix("Leave out sudo", edits, safe=False)
