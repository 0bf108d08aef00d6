"""Leave the driver check of CUDA images on.

CUDA images name the driver that they need in `NVIDIA_REQUIRE_CUDA`; on a host with an older one the container does not
start, and says why. `NVIDIA_DISABLE_REQUIRE` in the image, or a requirement of your own, turns that into a kernel that
fails later. Whoever knows that his driver will do can say it for one container.

```dockerfile bad
FROM nvidia/cuda:12.8.1-runtime-ubuntu22.04
ENV «NVIDIA_DISABLE_REQUIRE=1»
```

```dockerfile bad
FROM nvidia/cuda:12.8.1-runtime-ubuntu22.04
ENV «NVIDIA_REQUIRE_CUDA="cuda>=11.0"»
```

```dockerfile good
FROM ubuntu:24.04
ENV NVIDIA_REQUIRE_CUDA="cuda>=12.4"
```

```dockerfile good
FROM nvidia/cuda:12.8.1-runtime-ubuntu22.04
ENV NVIDIA_DISABLE_REQUIRE=0
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu.images import read_image
from devcontain.lint.rule import INFO, Problem, instruction, rule
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.semantics.variables import unquote

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step

_OFF = ("", "0", "false", "False")


@rule("GPU505", on=instruction("ENV"), severity=INFO, where=speaks_of_gpus)
def check(step: Step) -> Iterator[Problem]:
    """Yield an ENV that turns the check off, or replaces what the base image requires."""
    if "_REQUIRE" not in step.instruction.body or not step.stage.reaches_image:
        return
    for pair in step.instruction.pairs:
        value = unquote(pair.value or "")
        if pair.name == "NVIDIA_DISABLE_REQUIRE" and value not in _OFF:
            message = "a driver that is too old is then not noticed before a kernel fails"
        elif pair.name == "NVIDIA_REQUIRE_CUDA" and _on_cuda(step) and "$" not in value:
            message = "this replaces what the base image asks of the driver"
        else:
            continue
        yield Problem(pair.span, message, help="leave it out, and say it with `docker run -e` where it is needed")


def _on_cuda(step: Step) -> bool:
    return step.stage.image is not None and read_image(step.stage.image).kind == "nvidia/cuda"
