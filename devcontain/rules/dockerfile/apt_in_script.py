"""Call apt-get in scripts, apt by hand.

`apt` is made for people: it warns that its interface may change, and draws progress bars into the log. `apt-get` and
`apt-cache` are made for scripts. The fix is safe for the subcommands that both have in common.

```dockerfile bad
FROM debian:12
RUN «apt» update && apt install -y curl && rm -rf /var/lib/apt/lists/*
```

```dockerfile fixed
FROM debian:12
RUN apt-get update && apt-get install -y curl && rm -rf /var/lib/apt/lists/*
```

```dockerfile good
FROM debian:12
RUN apt-get update && apt-get install -y apt && apt-cache policy apt && apt --version
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, Edit, Fix, Note, Problem, rule, run
from devcontain.semantics.installs.apt import verb_of
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command

_SHARED = frozenset(
    "install reinstall update remove purge autoremove autopurge clean autoclean build-dep source download".split()
)
_OTHER = {
    "upgrade": "apt-get upgrade --with-new-pkgs",
    "full-upgrade": "apt-get dist-upgrade",
    "search": "apt-cache search",
    "show": "apt-cache show",
    "policy": "apt-cache policy",
    "list": "dpkg-query --list",
}


@rule("DKF009", on=run("apt"), aliases=("DL3027",), severity=INFO)
def check(step: Step) -> Iterator[Problem]:
    """Yield the first call of apt that apt-get or apt-cache can do, with the others beside it."""
    calls = [(command, verb_of(command)) for command in step.commands if command.name == "apt"]
    known = [(command, verb) for command, verb in calls if verb in _SHARED or verb in _OTHER]
    if not known:
        return
    verb = known[0][1]
    edits = [edit for command, verb in known if verb in _SHARED for edit in _edits(command)]
    yield Problem(
        known[0][0].words[0].span,
        "`apt` is made for people, and its interface may change",
        help=f"write `{_OTHER.get(verb, f'apt-get {verb}')}`",
        also=tuple(Note(command.words[0].span, "and here") for command, _ in known[1:]),
        fix=Fix("Call apt-get", tuple(edits)) if edits else None,
    )


def _edits(command: Command) -> Iterator[Edit]:
    name = command.words[0]
    if name.span.end - name.span.start == len(name.value) and name.value.endswith("apt"):
        yield Edit(Span(name.span.end, name.span.end), "-get")
