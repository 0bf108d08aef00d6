"""Create users with high numbers without a login log.

The `useradd` of Debian 11, Ubuntu 22.04 and other systems of that age makes room for the user's number in
`/var/log/lastlog` and `faillog`: sparse files, which become hundreds of megabytes or more when a layer is packed.
`-l` leaves these logs alone. That of Debian 12, Ubuntu 24.04 and later ones no longer makes that room: an image whose
tag names one of these is left alone.

```dockerfile bad
FROM debian:11
RUN «useradd» -m -u 1234567 dev
```

```dockerfile fixed
FROM debian:11
RUN useradd -l -m -u 1234567 dev
```

```dockerfile good
FROM debian:11
ARG UID
RUN useradd -m -u 1000 dev && useradd --no-log-init --uid 1234567 other && useradd -ml -u 1234567 third
RUN useradd -u $UID fourth && adduser -u 1234567 fifth
```

```dockerfile good
FROM python:3.12-slim-bookworm
RUN useradd -m -u 1234567 dev
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Edit, Fix, Problem, command, rule
from devcontain.pattern import pattern
from devcontain.semantics.options import read_options
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.commands import Command

_WITH_VALUE = (
    *("-u", "--uid", "-g", "--gid", "-G", "--groups", "-d", "--home-dir", "--home", "-s", "--shell", "-c", "--comment"),
    *("-p", "--password", "-b", "--base-dir", "-k", "--skel", "-K", "--key", "-e", "--expiredate", "-f", "--inactive"),
    *("-R", "--root", "-P", "--prefix", "-Z", "--selinux-user"),
)
_HIGHEST_SMALL = 99_999
_WITHOUT_ROOM = pattern(r".*(?:bookworm|trixie|noble).*|debian:1[2-9].*|ubuntu:2[4-9]\..*")


@rule("DKF036", on=command("useradd"), aliases=("DL3046",), severity=WARNING)
def check(command: Command) -> Iterator[Problem]:
    """Yield a useradd with a number of six digits or more that logs."""
    options = read_options(command, _WITH_VALUE)
    if options.has("-l", "--no-log-init"):
        return
    numbers = [operand.value for operand in options.values("-u", "--uid")]
    image = command.step.stage.image
    if image is not None and _WITHOUT_ROOM.fullmatch(f"{image.name}:{image.tag}"):
        return
    if any(number.isdigit() and len(number) < 20 and int(number) > _HIGHEST_SMALL for number in numbers):
        name = command.words[0]
        yield Problem(
            name.span,
            "for so high a number useradd writes a log that takes hundreds of megabytes in the layer",
            help="add `-l`",
            fix=_fix(command),
        )


def _fix(command: Command) -> Fix | None:
    if command.step.instruction.exec_form is not None:
        return None
    end = command.words[0].span.end
    return Fix("Add `-l`", (Edit(Span(end, end), " -l"),))
