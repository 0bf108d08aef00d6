"""Use the present signing key of NVIDIA's package repository.

NVIDIA changed the key of its apt and rpm repositories in April 2022. With the old one, 7fa2af80, `apt-get update` ends
with `NO_PUBKEY A4B469963BF863CC`. Install the package `cuda-keyring`, which brings the new key and the repository; the
packages `cuda-repo-*` of before set up the repository without that key.
Images of before, such as the devel images of PyTorch up to 1.11 and TensorFlow's GPU images up to 2.8.0, have only the
old key: take a newer one, or remove their `cuda.list` and `nvidia-ml.list` from `/etc/apt/sources.list.d`.

```dockerfile bad
FROM ubuntu:22.04
RUN apt-key adv --fetch-keys «https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2204/x86_64/7fa2af80.pub»
```

```dockerfile bad
FROM ubuntu:20.04
ADD «https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2004/x86_64/7fa2af80.pub» /tmp/
```

```dockerfile bad
FROM ubuntu:18.04
ARG REPOSITORY=cuda-repo-ubuntu1804_10.1.243-1_amd64.deb
RUN wget «https://developer.download.nvidia.com/compute/cuda/repos/ubuntu1804/x86_64/$REPOSITORY» \\
 && dpkg -i $REPOSITORY && apt-get update && apt-get install -y libnvinfer6
```

```dockerfile bad
FROM pytorch/pytorch:1.3-cuda10.1-cudnn7-devel
RUN «apt-get update» && apt-get install -y git
FROM pytorch/pytorch:nightly-devel-cuda10.0-cudnn7
RUN «apt-get update» -y
FROM tensorflow/tensorflow:1.5.0-gpu-py3
RUN «apt-get update» && apt-get install -y git
RUN apt-get update && apt-get install -y cmake
```

```dockerfile good
FROM pytorch/pytorch:1.8.1-cuda10.2-cudnn7-devel
RUN rm /etc/apt/sources.list.d/cuda.list /etc/apt/sources.list.d/nvidia-ml.list && apt-get update
FROM pytorch/pytorch:1.8.1-cuda10.2-cudnn7-runtime
RUN apt-get update && apt-get install -y git
FROM pytorch/pytorch:1.12.1-cuda11.3-cudnn8-devel
RUN apt-get update && apt-get install -y git
```

```dockerfile good
FROM nvidia/cuda:11.8.0-base-ubuntu22.04
RUN apt-key del 7fa2af80 && rm -f /etc/apt/sources.list.d/cuda.list
ADD https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2204/x86_64/cuda-keyring_1.1-1_all.deb /tmp/
RUN dpkg -i /tmp/cuda-keyring_1.1-1_all.deb
```

```dockerfile good
FROM ubuntu:20.04 AS other
ADD https://developer.download.nvidia.com/compute/machine-learning/repos/ubuntu2004/x86_64/7fa2af80.pub /tmp/
FROM ubuntu:20.04
RUN apt-key adv --fetch-keys https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2004/x86_64/7fa2af80.pub \\
 && apt-key adv --fetch-keys https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2004/x86_64/3bf863cc.pub
```
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from devcontain.gpu.table import number
from devcontain.lint.rule import ERROR, Problem, instruction, rule
from devcontain.pattern import pattern
from devcontain.semantics.downloads import downloads_of
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.gpu.images import GpuImage
    from devcontain.semantics.build import Stage, Step
    from devcontain.semantics.commands import Command

_OLD = "7fa2af80"
_SIGNED_BY_OLD = "/machine-learning/"
_NEW = ("3bf863cc", "a4b469963bf863cc", "cuda-keyring")
_REPAIRS = (*_NEW, "sources.list", "cuda.list", "nvidia-ml", "insecure", "unauthenticated")


_FIRST_CUDA_SINCE = (11, 3)
"""The CUDA of the oldest PyTorch, 1.12, whose images were made after the change; nightly images name no version."""

_REPOSITORY = pattern(r".*/compute/cuda/repos/.*/cuda-repo-(?:ubuntu(?!1[0-4])|debian)[0-9]+_[0-9.]+-[0-9]+_\w+\.deb")
"""A package that sets up the repository; one with `local` in its name brings it, signed as it was then."""


@rule("GPU804", on=instruction("RUN", "ADD"), severity=ERROR, where=speaks_of_gpus)
def check(step: Step) -> Iterator[Problem]:
    """Yield each fetch of the old key, unless the stage fetches the new one as well, and an update that needs it."""
    if step.keyword == "RUN" and "update" in step.instruction.script:
        yield from _of_old_image(step)
    yield from _of_old_repository(step)
    if _OLD not in step.instruction.script.lower() or _has_new_key(step):
        return
    for span, value in _words(step):
        if f"{_OLD}.pub" in value.lower() and "://" in value and _SIGNED_BY_OLD not in value:
            yield Problem(
                span,
                "the key `7fa2af80` no longer signs NVIDIA's repository",
                help="install `cuda-keyring_1.1-1_all.deb` from the same repository",
            )


def _of_old_image(step: Step) -> Iterator[Problem]:
    """The first index update of a stage whose image has only the old key, unless the sources are changed before."""
    gpu = step.stage.gpu
    if gpu is None or step.stage.parent is not None or not _is_old(gpu.image) or gpu.mentions(*_REPAIRS):
        return
    update = _first_update(step.stage)
    if update is not None and update.step is step:
        verb = next(word for word in update.arguments if word.value == "update")
        yield Problem(
            Span(update.words[0].span.start, verb.span.end),
            "this image has only the key `7fa2af80`, which no longer signs NVIDIA's repository, so the update fails",
            help="take a newer image, or remove `cuda.list` and `nvidia-ml.list` from `/etc/apt/sources.list.d` before",
        )


def _of_old_repository(step: Step) -> Iterator[Problem]:
    """The download of a package that sets up the repository, in a stage that says nothing of keys."""
    for download in downloads_of(step):
        if _REPOSITORY.fullmatch(download.url) and not _says(step, _OLD, *_REPAIRS):
            yield Problem(
                download.span,
                "this package sets up NVIDIA's repository without the key that signs it, so the next update fails",
                help="install `cuda-keyring_1.1-1_all.deb` from the same repository",
            )


def _is_old(image: GpuImage) -> bool:
    """Whether an image with NVIDIA's repository was made before the key changed."""
    version = number(image.version)
    if image.kind == "pytorch/pytorch" and image.flavour == "devel":
        return version < (1, 12) if version else number(image.cuda) < _FIRST_CUDA_SINCE
    return image.kind == "gpu" and image.framework == "tensorflow" and (1, 3) <= version <= (2, 8, 0)


@lru_cache(maxsize=1)
def _first_update(stage: Stage) -> Command | None:
    commands = (command for step in stage.steps if step.keyword == "RUN" for command in step.commands)
    return next((one for one in commands if one.name in ("apt-get", "apt") and "update" in one.values[:3]), None)


def _has_new_key(step: Step) -> bool:
    return _says(step, *_NEW)


def _says(step: Step, *words: str) -> bool:
    """Whether one of these words stands in an instruction of the stage."""
    return any(word in _text_of(step.stage) for word in words)


@lru_cache(maxsize=1)
def _text_of(stage: Stage) -> str:
    return "\n".join(each.instruction.script.lower() for each in stage.steps)


def _words(step: Step) -> Iterator[tuple[Span, str]]:
    if step.keyword == "ADD":
        for word in step.instruction.words:
            yield word.span, step.scope.expand(word.value) or word.value
    for command in step.commands:
        for argument, value in zip(command.arguments, command.values, strict=True):
            yield argument.span, value
