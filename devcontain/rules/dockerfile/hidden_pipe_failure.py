"""Notice when the left side of a pipe fails.

A pipe fails only when its last command does. A download that breaks off is then piped into a shell that reads nothing
and succeeds; the layer is cached, and lacks what it should have. With `pipefail` the RUN fails. Reported are left
sides that reach out of the build or install something, and right sides that succeed on empty input: `tar`, `gpg`,
`apt-key` and `grep` fail by themselves. It is a warning where the left side builds or installs, or the right side runs
or keeps what it reads, and information elsewhere. The `sh` of Debian and Ubuntu has no pipefail: choose bash with
SHELL, or download to a file.

```dockerfile bad
FROM python:3.12-slim
RUN «curl -LsSf https://astral.sh/uv/0.8.0/install.sh | sh»
```

```dockerfile bad
FROM debian:12
RUN «pip install flask==3.0.3 | tail -n 1»
RUN VERSION=$(«wget -qO- https://example.com/version | head -n 1») && echo $VERSION > /version
```

```dockerfile good
FROM python:3.12-slim
SHELL ["/bin/bash", "-o", "pipefail", "-c"]
RUN curl -LsSf https://astral.sh/uv/0.8.0/install.sh | sh
```

```dockerfile good
FROM alpine:3.20
RUN set -eo pipefail; wget -qO- https://example.com/install.sh | sh
```

```dockerfile good
FROM debian:12
RUN curl -fsSL https://example.com/app-1.tar.gz | tar -xz -C /opt
RUN curl -fsSL https://example.com/key.asc | gpg --dearmor > /usr/share/keyrings/example.gpg
RUN pip list | sort && git log | head
RUN echo "a b" | tee /etc/example && yes | ./configure && cat list.txt | xargs -n1 echo
RUN wget -qO- https://example.com/extra.sh | sh || true
RUN curl -fsSL https://example.com/a.json | jq -er .version && curl -fsSL https://example.com/a.zip | busybox unzip -
RUN if curl -s https://example.com/flag | sed s/a/b/ ; then echo yes; fi
```
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, STAGE, WARNING, Problem, rule
from devcontain.pattern import pattern
from devcontain.semantics.base_images import is_busybox
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step
    from devcontain.semantics.commands import Command

_DOWNLOADS = frozenset("curl wget aria2c aws gsutil gcloud az rclone ssh scp".split())
_WORKS = {
    "git": ("clone", "fetch", "pull", "archive", "ls-remote", "submodule"),
    "go": ("build", "install", "get"),
    "cargo": ("build", "install"),
    "make": (),
    "cmake": (),
    **dict.fromkeys(
        "pip uv poetry pdm pipenv conda mamba micromamba npm yarn pnpm apt-get apk yum dnf".split(),
        ("install", "update", "upgrade", "add", "sync", "ci", "create", "download", "wheel", "run", "env"),
    ),
}
"""Programs that build or install, with the subcommands that do; nothing: always."""
_FAIL_ON_NOTHING = frozenset(
    "tar gpg gpg2 gunzip unzip bsdtar cpio apt-key grep egrep fgrep zcat xz unxz bunzip2 gzip bzip2 zstd unzstd dpkg"
    " sha256sum sha512sum sha1sum md5sum patch rpm2cpio openssl psql mysql jar pip read test dd busybox".split()
)
_KEEP = frozenset("sh bash dash ash zsh python perl ruby node php tee sponge sudo".split())
_SETTING = pattern(r"-[a-z]*o")
_WITH_PIPEFAIL = frozenset(["bash", "zsh", "ash", "ksh"])


@rule("DKF032", on=STAGE, aliases=("DL4006",), severity=WARNING)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each pipe whose failure nobody would notice."""
    for step in stage.steps:
        if step.keyword == "RUN" and "|" in step.instruction.script and not _has_pipefail(step):
            yield from _pipes(step)


def _pipes(step: Step) -> Iterator[Problem]:
    scripts: dict[int, list[Command]] = {}
    for command in step.commands:
        if "pipefail" in command.values and command.name == "set":
            return
        scripts.setdefault(id(command.outer), []).append(command)
    for commands in scripts.values():
        yield from _pipes_of(commands)


def _pipes_of(commands: list[Command]) -> Iterator[Problem]:
    """The pipes among the commands of one script; a command and those in its substitutions stand side by side."""
    pipes: dict[tuple[str, ...], Command] = {}
    for command in commands:
        if command.syntax.after in ("|", "|&"):
            pipes.setdefault(command.context, command)
        elif command.context in pipes:
            first = pipes.pop(command.context)
            if command.syntax.before in ("|", "|&") and _goes_unnoticed(first, command):
                yield _problem(first, command)


def _goes_unnoticed(first: Command, last: Command) -> bool:
    if last.name in _FAIL_ON_NOTHING or "condition" in first.context:
        return False
    if first.name not in _DOWNLOADS and not _works(first):
        return False
    if last.name == "jq" and any(value.startswith("-") and "e" in value for value in last.values):
        return False
    return last.syntax.after != "||" and not first.has_flag("--version", "--help")


def _works(command: Command) -> bool:
    """Whether it builds or installs something."""
    verbs = _WORKS.get(command.name)
    return verbs is not None and (not verbs or not frozenset(verbs).isdisjoint(command.values[:3]))


def _problem(first: Command, last: Command) -> Problem:
    return Problem(
        Span(first.words[0].span.start, max(last.syntax.span.end, last.span.end)),
        f"when `{first.name}` fails, this pipe succeeds all the same",
        help='write `SHELL ["/bin/bash", "-o", "pipefail", "-c"]` above, or download to a file first',
        severity=None if last.name in _KEEP or _works(first) else INFO,
    )


def _has_pipefail(step: Step) -> bool:
    """Whether the shell in force was started with pipefail, and is one that knows it."""
    shell, *options = step.scope.shell or ("",)
    name = shell.rpartition("/")[2]
    known = name in _WITH_PIPEFAIL or (name == "sh" and is_busybox(step.stage))
    return known and any(
        option == "pipefail" and bool(_SETTING.fullmatch(before)) for before, option in pairwise(options)
    )
