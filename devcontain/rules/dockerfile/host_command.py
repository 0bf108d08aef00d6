"""Leave to the host what only a host can do.

A build has no init system, no terminal and no life after the RUN: a service that is started ends with it, `ps`, `top`
and `free` show the builder, `vim` waits for keys that nobody presses. A service counts only where nothing in the same
RUN follows that could use it, `ssh` only without an ssh mount, `kill` only where the RUN started nothing.

```dockerfile bad
FROM debian:12
RUN «service nginx start»
```

```dockerfile bad
FROM debian:12
RUN apt-get update && «systemctl start docker»
RUN «free» -m && «top» -b -n 1
```

```dockerfile good
FROM debian:12
RUN service postgresql start && su postgres -c "createdb app"
RUN systemctl enable docker
RUN --mount=type=ssh ssh -T git@github.com || true
RUN redis-server & pytest; kill $!
RUN service postgresql start && createdb app && service postgresql stop
RUN command -v ps || apt-get install -y procps
RUN apt-get install -y vim ssh
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, Problem, rule, run
from devcontain.semantics.mounts import mounts_of
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command

_SERVICES = {"service": 1, "systemctl": 0, "rc-service": 1}
"""Where the action stands among the arguments."""
_SUSPECTS = frozenset(
    "free ifconfig kill mount nano poweroff ps reboot shutdown ssh top vi vim htop".split() + list(_SERVICES)
)
_ACTIONS = frozenset(["start", "restart", "reload"])
_IDLE = frozenset(["echo", "sleep", "true", "rm", "exit", "service", "systemctl", "rc-service"])
_HELP = frozenset(["--version", "--help", "-V"])


@rule("DKF005", on=run(*_SUSPECTS), aliases=("DL3001",), severity=INFO)
def check(step: Step) -> Iterator[Problem]:
    """Yield each command that does nothing useful in a build."""
    commands = step.commands
    used_until = max((index for index, each in enumerate(commands) if each.name not in _IDLE), default=-1)
    suspects = [(index, command) for index, command in enumerate(commands) if command.name in _SUSPECTS]
    excused = _excused(step) if suspects else frozenset()
    for index, command in suspects:
        if command.name in _SERVICES:
            if index > used_until:
                yield from _service(command)
        elif command.name not in excused and not _is_harmless(command):
            yield Problem(
                command.words[0].span,
                f"`{command.name}` has nothing to act on while an image is built",
                help="leave it out, or run it in the container",
            )


def _excused(step: Step) -> frozenset[str]:
    """The commands that make sense in this RUN."""
    names = []
    if any(mount.type == "ssh" for mount in mounts_of(step)):
        names.append("ssh")
    if any(command.syntax.after == "&" for command in step.commands):
        names.append("kill")
    if step.instruction.flag("security"):
        names.append("mount")
    return frozenset(names)


def _is_harmless(command: Command) -> bool:
    """Whether it only asks for a version, or is itself looked for: `command -v ps`."""
    looked_for = {"-v", "-V"} & {word.value for word in command.syntax.words[:2]}
    return bool(looked_for) or not _HELP.isdisjoint(command.values) or "function" in command.context


def _service(command: Command) -> Iterator[Problem]:
    place = _SERVICES[command.name]
    action = command.arguments[place : place + 1]
    if action and action[0].value in _ACTIONS:
        yield Problem(
            Span(command.words[0].span.start, command.arguments[:2][-1].span.end),
            "what a RUN starts ends with the RUN",
            help="start it when the container starts: in its command, or with `postStartCommand`",
        )
