"""Ask for the GPU when the container runs, not while the image is built.

A build has no GPU: `nvidia-smi` is not there, and frameworks answer that there is no device. The command fails the
build, or bakes the wrong answer into the image. Ask in the entry point, a health check, or devcontainer.json's
`postStartCommand`; in a build ask what the wheel was built for (`torch.version.cuda`). A question that guards itself
(`|| true`, `if`, `command -v`) is left alone; one that only prints is reported as information, and as a warning where
the answer goes into a file or a variable. uv's `--torch-backend=auto` asks the driver as well, and takes PyTorch for
the CPU where there is none.

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN «nvidia-smi»
```

```dockerfile bad
FROM pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
RUN «python -c "import torch; assert torch.cuda.is_available()"»
```

```dockerfile bad
FROM python:3.12-slim
COPY --from=ghcr.io/astral-sh/uv:0.8.20 /uv /bin/
RUN uv pip install --system vllm==0.10.2 «--torch-backend=auto»
RUN GPUS=$(«nvidia-smi -L» | wc -l) && echo $GPUS > /etc/gpus
```

```dockerfile good
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN nvidia-smi || true
RUN nvidia-smi | grep Driver || true
RUN if nvidia-smi; then echo yes; fi
RUN echo nvidia-smi >> /etc/motd
CMD ["nvidia-smi"]
```

```dockerfile good
FROM pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
RUN python -c "import torch; assert torch.version.cuda"
RUN python -c "import torch; print(torch.cuda.get_arch_list())"
RUN uv pip install --system vllm==0.10.2 --torch-backend=cu128
```

```dockerfile good
FROM nvcr.io/nvidia/l4t-pytorch:r35.2.1-pth2.0-py3
RUN python3 -c "import torch; assert torch.cuda.is_available()"
```
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from devcontain.lint.rule import ERROR, INFO, WARNING, Problem, command, rule
from devcontain.pattern import pattern
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.semantics.options import read_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.commands import Command

_CERTAIN = pattern(
    r"assert[\s(]+(?:torch\.cuda\.(?:is_available\(\)|device_count\(\))|tf\.config\.list_physical_devices|"
    r"tf\.test\.is_gpu_available|jax\.(?:devices|local_devices)\(\s*['\"]gpu|cupy\.cuda)"
    r"|torch\.cuda\.(?:get_device_name|get_device_properties|get_device_capability|current_device|init|synchronize)\("
    r"|jax\.devices\(\s*['\"](?:gpu|cuda)|\.cuda\(\)|\.to\(\s*['\"]cuda|device\s*=\s*['\"]cuda|pynvml\.nvmlInit|nvmlInit\("
)
_PRINTED = pattern(
    r"torch\.cuda\.(?:is_available|device_count)\(|tf\.config\.(?:experimental\.)?list_physical_devices\(\s*['\"]GPU"
    r"|tf\.test\.(?:is_gpu_available|gpu_device_name)\(|device_lib\.list_local_devices\("
)
_HELP = "ask when the container runs: in the entry point, a health check or `postStartCommand`"
_TESTS = frozenset({"command", "which", "type", "["})
_GUARDS = ("condition", "branch", "function")


@rule("GPU701", on=command("nvidia-smi", "python", "uv"), severity=ERROR, where=speaks_of_gpus)
def check(command: Command) -> Iterator[Problem]:
    """Yield a command that needs a GPU during the build, unless it is guarded."""
    if command.step.instruction.flag("device") or _is_jetson(command):
        return
    problems = list(_asked(command))
    if problems and not _is_guarded(command):
        yield from problems


def _asked(command: Command) -> Iterator[Problem]:
    if command.name == "nvidia-smi":
        if not command.has_flag("--help", "-h", "--version"):
            severity = WARNING if _is_read(command) else None
            yield Problem(
                command.span, "`nvidia-smi` needs a driver, which no build has", help=_HELP, severity=severity
            )
    elif command.name == "uv":
        yield from _backend(command)
    else:
        yield from _python(command)


def _python(command: Command) -> Iterator[Problem]:
    script = _script(command)
    if _CERTAIN.search(script):
        yield Problem(command.span, "this needs a GPU, which no build has", help=_HELP)
    elif _PRINTED.search(script):
        message = "the answer is always that there is no GPU, since no build has one"
        yield Problem(command.span, message, help=_HELP, severity=WARNING if _is_kept(command) else INFO)


def _backend(command: Command) -> Iterator[Problem]:
    """uv's own question, by its option; it takes what is for the CPU where no driver answers."""
    options = read_options(command, ("--torch-backend",))
    for chosen in options.values("--torch-backend"):
        if chosen.value == "auto":
            yield Problem(
                chosen.word.span,
                "`auto` asks for a driver, which no build has, so uv takes PyTorch for the CPU",
                help="name the build: `--torch-backend=cu128`",
                severity=WARNING,
            )


def _is_jetson(command: Command) -> bool:
    """Whether the image is for Jetson, whose builds are given the GPU by the runtime that is the default there."""
    image = command.step.stage.image
    return image is not None and any(word in image.name for word in ("l4t", "jetson"))


def _is_read(command: Command) -> bool:
    """Whether something reads its output, and goes on without any."""
    return "substitution" in command.context or command.syntax.after == "|"


def _is_kept(command: Command) -> bool:
    """Whether the answer goes into a file or a variable, and so into the image."""
    written = [redirect.target.value for redirect in command.syntax.redirects if redirect.target]
    return "substitution" in command.context or any(not target.startswith(("/dev/", "&")) for target in written)


def _is_guarded(command: Command) -> bool:
    if any(kind in _GUARDS for kind in command.context):
        return True
    commands = command.step.commands
    index = bisect_right(commands, command.syntax.span.start, key=_start)
    if not _TESTS.isdisjoint(command.step.vocabulary) and any(map(_tests, commands[:index])):
        return True
    signs = (commands[at].syntax.before for at in range(index, len(commands)))
    return next((sign for sign in signs if sign != "|"), "") == "||"


def _tests(command: Command) -> bool:
    """Whether what follows depends on it."""
    return command.syntax.after in ("&&", "||") and command.name in _TESTS


def _start(command: Command) -> int:
    return command.syntax.span.start


def _script(command: Command) -> str:
    arguments = command.values
    return arguments[arguments.index("-c") + 1] if "-c" in arguments[:-1] else ""
