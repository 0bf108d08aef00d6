"""Answer yes in advance.

A build has no terminal: apt-get, yum, dnf and zypper that ask whether to go on read no answer, and abort. `apt-get`
asks as soon as it has to install more than was named. A `yes |` before it, or a configuration that assumes yes, answers
too; microdnf never asks.

```dockerfile bad
FROM debian:12
RUN apt-get update && «apt-get install» curl
```

```dockerfile fixed
FROM debian:12
RUN apt-get update && apt-get install -y curl
```

```dockerfile bad
FROM debian:12
RUN dpkg -i tool.deb || «apt-get install» -f
```

```dockerfile bad
FROM fedora:41
RUN «dnf install» gcc
```

```dockerfile fixed
FROM fedora:41
RUN dnf install -y gcc
```

```dockerfile bad
FROM opensuse/leap:15.6
RUN «zypper install» gcc
```

```dockerfile good
FROM debian:12
RUN apt-get -qq install curl && apt-get --assume-yes install git && yes | apt-get install vim
RUN apt-get -o APT::Get::Assume-Yes=true install gcc && apt-get install -s g++ && apt-get install $APT_OPTIONS make
RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90yes
RUN apt-get install nano
```

```dockerfile good
FROM registry.example/ubi9-minimal:9
RUN microdnf install findutils && apt-get purge && apt-get update
```

```dockerfile good
FROM opensuse/leap:15.6
RUN zypper -n install gcc && zypper install -y g++ && zypper refresh
```
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from devcontain.lint.rule import WARNING, Edit, Fix, Problem, rule, stage
from devcontain.pattern import pattern
from devcontain.semantics.ancestors import ancestors
from devcontain.semantics.options import read_options
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step
    from devcontain.semantics.commands import Command
    from devcontain.semantics.options import Options


class _Asks(NamedTuple):
    """What asks, which flags answer, and which setting in a configuration file does."""

    verbs: frozenset[str]
    answers: tuple[str, ...]
    with_value: tuple[str, ...]
    setting: str


_APT = _Asks(
    frozenset("install reinstall upgrade dist-upgrade full-upgrade remove purge autoremove build-dep".split()),
    ("-y", "--yes", "--assume-yes", "--force-yes", "-s", "--simulate", "--dry-run", "--print-uris"),
    ("-o", "--option", "-t", "--target-release", "--default-release", "-c", "--config-file", "-a"),
    "assume-yes",
)
_RPM = _Asks(
    frozenset(
        "install groupinstall localinstall reinstall update upgrade remove erase autoremove downgrade builddep"
        " distro-sync".split()
    ),
    ("-y", "--assumeyes", "--assumeno", "--yes", "--downloadonly"),
    ("-c", "--config", "-x", "--exclude", "-d", "-e", "-R", "--releasever", "--installroot"),
    "assumeyes",
)
_ZYPPER = _Asks(
    frozenset("install in remove rm update up patch dist-upgrade dup source-install si".split()),
    ("-y", "-n", "--no-confirm", "--non-interactive", "-D", "--dry-run"),
    ("-R", "--root", "-c", "--config", "-t", "--type", "-r", "--repo", "--from", "-p", "--plus-repo"),
    "",
)
_MANAGERS = {
    **dict.fromkeys(["apt-get", "apt", "aptitude"], _APT),
    **dict.fromkeys(["yum", "dnf", "dnf5", "tdnf"], _RPM),
    "zypper": _ZYPPER,
}
_ALL = frozenset("upgrade update up dist-upgrade full-upgrade dup patch distro-sync".split())
"""What may ask though nothing is named."""
_OPTIONS_IN_VARIABLE = pattern(r"\$\{?\w*(?:OPT|FLAG|ARG|PARAM|YES|CMD)", re.IGNORECASE)
_QUIET = pattern(r"-[a-z]*q[a-z]*")


@rule("DKF010", on=stage(*_MANAGERS), aliases=("DL3014", "DL3030", "DL3034", "DL3038"), severity=WARNING)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each command that asks and has no answer, until a configuration answers for all."""
    configured: set[str] = set()
    problems = []
    for step in stage.steps:
        if step.keyword == "RUN":
            configured |= _settings(step)
            problems += [(_manager(each).setting, each) for each in step.commands if _asks(each, configured)]
    if problems:
        configured = {each for parent in ancestors(stage) for step in parent.steps for each in _settings(step)}
    for setting, command in problems:
        if setting not in configured:
            yield _problem(command)


def _manager(command: Command) -> _Asks:
    return _MANAGERS[command.name]


def _settings(step: Step) -> set[str]:
    """The settings that a RUN may write into a configuration file."""
    script = step.instruction.script.lower() if step.keyword == "RUN" else ""
    return {manager.setting for manager in (_APT, _RPM) if manager.setting in script}


def _asks(command: Command, configured: set[str]) -> bool:
    manager = _MANAGERS.get(command.name)
    if manager is None or manager.setting in configured:
        return False
    options = read_options(command, manager.with_value)
    verb, *named = [operand.value for operand in options.operands] or [""]
    is_enough = bool(named) or verb in _ALL or (manager is _APT and options.has("-f", "--fix-broken"))
    return verb in manager.verbs and is_enough and not _is_answered(command, options, manager)


def _problem(command: Command) -> Problem:
    verb = read_options(command, _manager(command).with_value).operands[0]
    end = verb.word.span.end
    text = ', "-y"' if command.step.instruction.exec_form is not None and command.outer is None else " -y"
    return Problem(
        Span(command.words[0].span.start, end),
        f"`{command.name} {verb.value}` may ask whether to go on, and nobody answers during a build",
        help="add `-y`",
        fix=Fix("Add `-y`", (Edit(Span(end, end), text),)) if not verb.word.expands else None,
    )


def _is_answered(command: Command, options: Options, manager: _Asks) -> bool:
    if options.has(*manager.answers) or any(map(_OPTIONS_IN_VARIABLE.match, command.values)):
        return True
    if command.syntax.before in ("|", "|&") or any(each.operator[0] == "<" for each in command.syntax.redirects):
        return True
    return manager is _APT and _is_very_quiet(command, options)


def _is_very_quiet(command: Command, options: Options) -> bool:
    """`-qq` implies yes, also as `-q -q`, `-q=2` and `--quiet --quiet`."""
    quiet = sum(value.count("q") for value in command.values if _QUIET.fullmatch(value))
    quiet += command.values.count("--quiet")
    said = any("assume-yes" in operand.value.lower() for operand in options.values("-o", "--option"))
    return said or quiet >= 2 or not {"-q=2", "--quiet=2"}.isdisjoint(command.values)
