"""Write TORCH_CUDA_ARCH_LIST the way PyTorch reads it.

PyTorch takes compute capabilities with a dot, separated by semicolons or spaces, with `+PTX` after the last one if you
like. `80`, `sm_80`, a comma, `All`, `Common` and `Auto` end with `Unknown CUDA arch`. CUDA 13 can no longer compile
for GPUs older than 7.5.

```dockerfile bad
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
ENV «TORCH_CUDA_ARCH_LIST="80,86,90"»
```

```dockerfile fixed
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
ENV TORCH_CUDA_ARCH_LIST="8.0;8.6;9.0"
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
ARG «TORCH_CUDA_ARCH_LIST=sm_86»
RUN «TORCH_CUDA_ARCH_LIST=All» pip install .
```

```dockerfile bad
FROM nvidia/cuda:13.0.2-devel-ubuntu24.04
ENV «TORCH_CUDA_ARCH_LIST="7.0 8.0+PTX"»
```

```dockerfile good
FROM nvidia/cuda:12.8.1-devel-ubuntu22.04
ARG TORCH_CUDA_ARCH_LIST="7.5 8.0;8.6+PTX"
ENV TORCH_CUDA_ARCH_LIST=${TORCH_CUDA_ARCH_LIST:-8.0} CMAKE_CUDA_ARCHITECTURES=80
RUN TORCH_CUDA_ARCH_LIST="Ampere;Hopper" pip install . && TORCH_CUDA_ARCH_LIST=9.0a pip install .
```

```dockerfile good
FROM nvidia/cuda:12.8.1-devel-ubuntu22.04
ENV TORCH_CUDA_ARCH_LIST=Common
RUN git clone https://github.com/pytorch/pytorch && cd pytorch && python3 setup.py install
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu import table
from devcontain.gpu.images import read_image
from devcontain.lint.rule import ERROR, Edit, Fix, Problem, instruction, rule
from devcontain.pattern import pattern
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.semantics.variables import unquote
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step

_NAME = "TORCH_CUDA_ARCH_LIST"
_NUMBER = pattern(r"(?:sm_|compute_)?(\d{1,2})(\d[af]?)(\+PTX)?")
_RIGHT = pattern(r"\d{1,2}\.\d[af]?(?:\+PTX)?")
_WORDS = frozenset(["all", "common", "auto"])
_SEPARATORS = pattern(r"[;,\s]+")


@rule("GPU703", on=instruction("ENV", "ARG", "RUN"), severity=ERROR, where=speaks_of_gpus)
def check(step: Step) -> Iterator[Problem]:
    """Yield a value that PyTorch refuses, or that the toolkit of the image cannot compile for."""
    if _NAME not in step.instruction.script or _builds_pytorch(step):
        return
    for span, value in _values(step):
        if value and "$" not in value:
            problem = _problem(step, span, value)
            if problem is not None:
                yield problem


def _values(step: Step) -> Iterator[tuple[Span, str]]:
    if step.keyword != "RUN":
        yield from ((pair.span, unquote(pair.value or "")) for pair in step.instruction.pairs if pair.name == _NAME)
        return
    for command in step.commands:
        words = [*command.syntax.assignments, *(command.arguments if command.name == "export" else ())]
        for word in words:
            name, equals, value = word.value.partition("=")
            if name == _NAME and equals:
                yield word.span, value


def _problem(step: Step, span: Span, value: str) -> Problem | None:
    parts = [part for part in _SEPARATORS.split(value) if part]
    wrong = [part for part in parts if _NUMBER.fullmatch(part) or part.lower() in _WORDS]
    if wrong or ("," in value and len(parts) > 1):
        what = f"`{wrong[0]}`" if wrong else "a comma"
        return Problem(
            span,
            f"PyTorch refuses {what} in TORCH_CUDA_ARCH_LIST",
            help="write capabilities with a dot, separated by semicolons: `8.0;8.6;9.0+PTX`",
            fix=_fix(step, span, value, parts),
        )
    old = next((part for part in parts if _RIGHT.fullmatch(part) and table.number(part)[:2] < (7, 5)), None)
    image = read_image(step.stage.image) if step.stage.image else None
    if old and image and image.cuda and table.number(image.cuda)[0] >= 13 and step.keyword != "ARG":
        return Problem(span, f"CUDA {image.cuda} cannot compile for `{old}`", help="begin with `7.5`, or use CUDA 12")
    return None


def _fix(step: Step, span: Span, value: str, parts: list[str]) -> Fix | None:
    """Write the same capabilities in the form that is read, where all of them are numbers."""
    text = step.stage.build.dockerfile.source.text
    start = text.find(value, span.start, span.end)
    mended = [_NUMBER.sub(r"\1.\2\3", part) if _NUMBER.fullmatch(part) else part for part in parts]
    if start < 0 or not all(_RIGHT.fullmatch(part) for part in mended):
        return None
    written = ";".join(mended)
    if len(mended) > 1 and text[start - 1] not in "\"'":
        written = f'"{written}"'
    return Fix("Write it as PyTorch reads it", (Edit(Span(start, start + len(value)), written),))


def _builds_pytorch(step: Step) -> bool:
    return "github.com/pytorch/pytorch" in step.stage.build.dockerfile.source.text
