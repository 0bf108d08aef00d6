"""Use the present signing key of NVIDIA's package repository.

NVIDIA changed the key of its apt and rpm repositories in April 2022. With the old one, 7fa2af80, `apt-get update` ends
with `NO_PUBKEY A4B469963BF863CC`. Install the package `cuda-keyring`, which brings the new key and the repository.

```dockerfile bad
FROM ubuntu:22.04
RUN apt-key adv --fetch-keys «https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2204/x86_64/7fa2af80.pub»
```

```dockerfile bad
FROM ubuntu:20.04
ADD «https://developer.download.nvidia.com/compute/cuda/repos/ubuntu2004/x86_64/7fa2af80.pub» /tmp/
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

from typing import TYPE_CHECKING

from devcontain.lint.rule import ERROR, Problem, instruction, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.syntax.source import Span

_OLD = "7fa2af80"
_SIGNED_BY_OLD = "/machine-learning/"
_NEW = ("3bf863cc", "a4b469963bf863cc", "cuda-keyring")


@rule("GPU804", on=instruction("RUN", "ADD"), severity=ERROR)
def check(step: Step) -> Iterator[Problem]:
    """Yield each fetch of the old key, unless the stage fetches the new one as well."""
    if _OLD not in step.instruction.script.lower() or _has_new_key(step):
        return
    for span, value in _words(step):
        if f"{_OLD}.pub" in value.lower() and "://" in value and _SIGNED_BY_OLD not in value:
            yield Problem(
                span,
                "the key `7fa2af80` no longer signs NVIDIA's repository",
                help="install `cuda-keyring_1.1-1_all.deb` from the same repository",
            )


def _has_new_key(step: Step) -> bool:
    return any(new in each.instruction.script.lower() for each in step.stage.steps for new in _NEW)


def _words(step: Step) -> Iterator[tuple[Span, str]]:
    if step.keyword == "ADD":
        for word in step.instruction.words:
            yield word.span, step.scope.expand(word.value) or word.value
    for command in step.commands:
        for argument, value in zip(command.arguments, command.values, strict=True):
            yield argument.span, value
