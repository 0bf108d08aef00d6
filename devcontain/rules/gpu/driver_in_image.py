"""Leave the NVIDIA driver on the host.

The driver belongs to the host's kernel; the container toolkit mounts its libraries and `nvidia-smi` into the
container. A second copy in the image does not match the host (`Driver/library version mismatch`), or stands where the
toolkit wants to mount (`file exists`). For compilers and headers install `cuda-toolkit-X-Y` or `cuda-nvcc-X-Y`: the
packages `cuda`, `cuda-X-Y` and `cuda-drivers` bring the driver.

```dockerfile bad
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y «nvidia-driver-550» && rm -rf /var/lib/apt/lists/*
```

```dockerfile bad
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y curl «cuda-12-4» && rm -rf /var/lib/apt/lists/*
```

```dockerfile bad
FROM ubuntu:24.04
COPY NVIDIA-Linux-x86_64-550.54.run /tmp/
RUN sh «/tmp/NVIDIA-Linux-x86_64-550.54.run» --silent
```

```dockerfile good
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y cuda-toolkit-12-4 cuda-compat-12-4 cuda-driver-dev-12-4 \\
 && rm -rf /var/lib/apt/lists/*
RUN apt-get update && apt-get install -y cuda && apt-get purge -y 'nvidia-*' && rm -rf /var/lib/apt/lists/*
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
RUN apt-get update && apt-get install -y libnvidia-compute-550
RUN make && apt-get purge -y libnvidia-compute-550
```
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from devcontain.lint.rule import ERROR, WARNING, Problem, instruction, rule
from devcontain.pattern import pattern
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step
    from devcontain.semantics.commands import Command
    from devcontain.syntax.shell_words import Word

_DRIVERS = pattern(
    r"nvidia-(?:driver|dkms|kernel|utils|headless|open|smi)(?:-.*)?|nvidia-\d{3}(?:-(?!dev).*)?|libcuda1(?:-.*)?"
    r"|libnvidia-(?:compute|gl|encode|decode|cfg1|ml1?|extra|fbc1|ifr1)(?:-.*)?|xserver-xorg-video-nvidia.*"
    r"|cuda-drivers(?:-.*)?|nvidia-x11-drv.*|kmod-nvidia.*"
)
_META = pattern(r"cuda(?:-\d+-\d+)?")
_RUN_FILE = pattern(r"(?:.*/)?NVIDIA-Linux-[^/]*\.run")


@rule("GPU601", on=instruction("RUN"), severity=ERROR, where=speaks_of_gpus)
def check(step: Step) -> Iterator[Problem]:
    """Yield each package that is, or brings, the driver, and each run of the driver's own installer."""
    if not any(word in step.instruction.script for word in ("nvidia", "NVIDIA", "cuda")):
        return
    severity = None if step.stage.reaches_image else WARNING
    for word, message in (*_packages(step), *_installers(step)):
        yield Problem(
            word.span,
            message,
            help="leave it out: the host's driver is mounted into the container; "
            "for a compiler and headers install `cuda-toolkit-X-Y`",
            severity=severity,
        )


def _packages(step: Step) -> Iterator[tuple[Word, str]]:
    for install in step.installs:
        if install.manager in ("apt", "rpm") and not _is_removed(step):
            for package in install.packages:
                if _DRIVERS.fullmatch(package.name):
                    yield package.word, f"`{package.name}` puts an NVIDIA driver into the image"
                elif _META.fullmatch(package.name):
                    yield package.word, f"`{package.name}` brings an NVIDIA driver into the image"


def _is_removed(step: Step) -> bool:
    """Whether this instruction, or a later one of the stage, takes NVIDIA's packages out again."""
    return _last_removal(step.stage) > step.instruction.offset


@lru_cache(maxsize=1)
def _last_removal(stage: Stage) -> int:
    """Where the last command stands that takes them out."""
    commands = (command for step in stage.steps if step.keyword == "RUN" for command in step.commands)
    return max((command.span.start for command in commands if _removes(command)), default=0)


def _removes(command: Command) -> bool:
    return (
        command.name in ("apt-get", "apt")
        and bool({"remove", "purge", "autoremove"}.intersection(command.values))
        and any(value.startswith(("nvidia-", "libnvidia-")) for value in command.values)
    )


def _installers(step: Step) -> Iterator[tuple[Word, str]]:
    for command in step.commands:
        if command.has_flag("--extract-only", "-x"):
            continue
        if command.name in ("sh", "bash") or _is_run_file(command):
            for word in command.words:
                if _RUN_FILE.fullmatch(word.value):
                    yield word, "the driver's installer runs during the build"


def _is_run_file(command: Command) -> bool:
    return bool(_RUN_FILE.fullmatch(command.words[0].value))
