"""Choose the shell with SHELL, not by replacing `/bin/sh`.

A link from `/bin/sh` to bash changes the shell for every script of the image, and the next upgrade of the shell's
package may change it back. SHELL says which shell runs the instructions below it.

```dockerfile bad
FROM debian:12
RUN «ln -sf /bin/bash /bin/sh»
```

```dockerfile good
FROM debian:12
SHELL ["/bin/bash", "-c"]
RUN ln -s /opt/tool/bin/tool /usr/local/bin/tool
RUN ln -s /bin/sh /bin/my-shell
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, Problem, command, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.commands import Command

_SHELL = ("/bin/sh", "/usr/bin/sh")


@rule("DKF031", on=command("ln"), aliases=("DL4005",), severity=INFO)
def check(command: Command) -> Iterator[Problem]:
    """Yield a link in the place of the shell."""
    if command.values and command.values[-1] in _SHELL:
        yield Problem(
            command.span,
            "this replaces the shell of every script in the image",
            help='write `SHELL ["/bin/bash", "-c"]` above the instructions that need bash',
        )
