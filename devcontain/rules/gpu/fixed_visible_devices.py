"""Choose the GPUs when the container runs, not in the image.

`NVIDIA_VISIBLE_DEVICES` with an index or a UUID binds the image to one machine; `none` and `void` take the GPUs away.
`docker run --gpus` overrides it, the NVIDIA runtime without that flag obeys it. On nvidia/cuda `all` is set already,
which is only reported as information; on other images it is what NVIDIA advises.

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
ENV «NVIDIA_VISIBLE_DEVICES=0»
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
ENV «NVIDIA_VISIBLE_DEVICES all»
RUN echo done
```

```dockerfile fixed
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN echo done
```

```dockerfile good
FROM ubuntu:24.04
ENV NVIDIA_VISIBLE_DEVICES=all NVIDIA_DRIVER_CAPABILITIES=compute,utility
```

```dockerfile good
ARG GPUS
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS build
ENV NVIDIA_VISIBLE_DEVICES=0
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
ENV NVIDIA_VISIBLE_DEVICES=$GPUS
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu.images import read_image
from devcontain.lint.rule import INFO, WARNING, Edit, Fix, Problem, instruction, rule
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.semantics.variables import unquote
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step

_NAME = "NVIDIA_VISIBLE_DEVICES"


@rule("GPU501", on=instruction("ENV"), severity=WARNING, where=speaks_of_gpus)
def check(step: Step) -> Iterator[Problem]:
    """Yield an ENV that chooses GPUs, or repeats what the base image says."""
    if not step.stage.reaches_image or _NAME not in step.instruction.body:
        return
    for pair in step.instruction.pairs:
        value = unquote(pair.value or "").strip()
        if pair.name != _NAME or "$" in value or not value:
            continue
        if value != "all":
            message = f"`{value}` is fixed in the image, and fits only one machine"
            if value in ("none", "void"):
                message = f"`{value}` hides all GPUs from whoever runs the image"
            yield Problem(pair.span, message, help="leave it out, and choose with `docker run --gpus` or in compose")
        elif step.stage.image is not None and read_image(step.stage.image).kind == "nvidia/cuda":
            yield Problem(
                pair.span,
                "the base image sets `NVIDIA_VISIBLE_DEVICES=all` already",
                help="leave it out",
                fix=_fix(step),
                severity=INFO,
            )


def _fix(step: Step) -> Fix | None:
    if len(step.instruction.pairs) > 1 or step.written is not step.instruction:
        return None
    text = step.stage.build.dockerfile.source.text
    start = text.rfind("\n", 0, step.written.start) + 1
    end = text.find("\n", step.written.span.end) + 1 or len(text)
    return Fix("Remove it", (Edit(Span(start, end), ""),))
