"""Choose the CUDA devices when the program runs, not in the image.

`CUDA_VISIBLE_DEVICES` in the image hides the other GPUs from every container, and nothing that `docker run --gpus`
does changes that; a UUID fits one machine; `all` is no value that CUDA knows, so that it shows no device. `-1` or
nothing at all is taken as a wish to run on the CPU.

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
ENV PATH=/opt/venv/bin:$PATH «CUDA_VISIBLE_DEVICES=0»
```

```dockerfile bad
FROM pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
ENV «CUDA_VISIBLE_DEVICES all»
```

```dockerfile good
ARG DEVICES=0
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS build
ENV CUDA_VISIBLE_DEVICES=0
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
ENV CUDA_VISIBLE_DEVICES=-1
RUN CUDA_VISIBLE_DEVICES=0 python3 train.py
CMD ["env", "CUDA_VISIBLE_DEVICES=0", "python3", "train.py"]
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Problem, instruction, rule
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.semantics.variables import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step

_NAME = "CUDA_VISIBLE_DEVICES"
_ON_PURPOSE = ("", "-1", "none", "NoDevFiles")


@rule("GPU502", on=instruction("ENV"), severity=WARNING, where=speaks_of_gpus)
def check(step: Step) -> Iterator[Problem]:
    """Yield an ENV that chooses CUDA devices."""
    if not step.stage.reaches_image or _NAME not in step.instruction.body:
        return
    for pair in step.instruction.pairs:
        value = unquote(pair.value or "").strip()
        if pair.name != _NAME or "$" in value or value in _ON_PURPOSE:
            continue
        message = f"`{value}` is fixed in the image, and hides every other GPU from it"
        if value == "all":
            message = "CUDA knows no value `all`, and shows no device at all"
        yield Problem(pair.span, message, help="leave it out, and say it with `docker run -e` or in compose")
