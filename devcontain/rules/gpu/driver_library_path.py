"""Keep the driver's libraries on LD_LIBRARY_PATH, and stand-ins for them off it.

CUDA images set `LD_LIBRARY_PATH` to where some hosts mount the driver (`/usr/local/nvidia/lib64`): append to it rather
than replace it. The `stubs` folder is for linking only; at run time its empty libcuda is found before the driver's.
The `compat` folder holds a libcuda of the image's own; before the host's it ends in `Error 803` or `804` on drivers
and GPUs that it was not made for. In a stage that only compiles, all of this is fine.

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
ENV «LD_LIBRARY_PATH=/usr/local/lib»
```

```dockerfile unsafe
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
ENV LD_LIBRARY_PATH=/usr/local/lib:${LD_LIBRARY_PATH}
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
ENV LD_LIBRARY_PATH="«/usr/local/cuda/lib64/stubs»:${LD_LIBRARY_PATH}"
```

```dockerfile unsafe
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
ENV LD_LIBRARY_PATH="${LD_LIBRARY_PATH}"
```

```dockerfile bad
FROM ubuntu:24.04
ENV LD_LIBRARY_PATH=/opt/lib:«/usr/local/cuda-12.4/compat»
```

```dockerfile unsafe
FROM ubuntu:24.04
ENV LD_LIBRARY_PATH=/opt/lib
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
RUN «echo /usr/local/cuda/lib64/stubs» > /etc/ld.so.conf.d/stubs.conf && ldconfig
```

```dockerfile good
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04 AS build
ENV LD_LIBRARY_PATH=/usr/local/cuda/lib64/stubs
FROM nvidia/cuda:12.4.1-devel-ubuntu22.04
ENV LIBRARY_PATH=/usr/local/cuda/lib64/stubs LD_LIBRARY_PATH=/usr/local/lib:$LD_LIBRARY_PATH
RUN LD_LIBRARY_PATH=/usr/local/cuda/lib64/stubs make
```

```dockerfile good
FROM python:3.12-slim
ENV LD_LIBRARY_PATH=/usr/local/cuda/lib64
```

```dockerfile good
FROM nvcr.io/nvidia/l4t-cuda:12.6.11-runtime
ENV LD_LIBRARY_PATH=/usr/local/cuda/compat:$LD_LIBRARY_PATH
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu.images import read_image
from devcontain.lint.rule import WARNING, Edit, Fix, Problem, instruction, rule
from devcontain.pattern import pattern
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.semantics.variables import expand_known, unquote
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.syntax.instruction import Pair

_NAME = "LD_LIBRARY_PATH"
_STAND_IN = pattern(r"[^:\s\"']*(?:cuda[^:\s\"']*/(?:stubs|compat)|/stubs)(?=[:/\s\"']|$)/?")
_WHY = {
    "stubs": "`{}` holds an empty libcuda, which at run time is found before the driver's",
    "compat": "`{}` puts the image's own libcuda before the host's, which many drivers and GPUs refuse",
}
_SETS_IT = ("nvidia/cuda", "pytorch/pytorch")


@rule("GPU504", on=instruction("ENV", "RUN"), severity=WARNING, where=speaks_of_gpus)
def check(step: Step) -> Iterator[Problem]:
    """Yield what hides the driver's libraries at run time."""
    if not step.stage.reaches_image:
        return
    if step.keyword == "RUN":
        yield from _configured(step)
    elif _NAME in step.instruction.body:
        for pair in step.instruction.pairs:
            if pair.name == _NAME:
                yield from _stand_ins(step, pair)
                yield from _replaced(step, pair)


def _stand_ins(step: Step, pair: Pair) -> Iterator[Problem]:
    text = step.stage.build.dockerfile.source.text
    value = text.find(_NAME, pair.span.start) + len(_NAME) + 1
    for match in _STAND_IN.finditer(text, value, pair.span.end):
        kind = "stubs" if "stubs" in match[0] else "compat"
        if kind == "compat" and _is_jetson(step):
            continue
        yield Problem(
            Span(*match.span()),
            _WHY[kind].format(match[0]),
            help="leave it out of the image's LD_LIBRARY_PATH; for linking there is LIBRARY_PATH",
            fix=_without(text, pair, Span(*match.span())),
        )


def _is_jetson(step: Step) -> bool:
    """Whether the image is for Jetson, where the `compat` folder is NVIDIA's own way to a newer CUDA."""
    return step.stage.image is not None and any(word in step.stage.image.name for word in ("l4t", "jetson"))


def _without(text: str, pair: Pair, span: Span) -> Fix | None:
    """Take the entry out, with one of the colons beside it; the only entry stays."""
    if text[span.end : span.end + 1] == ":":
        edit = Edit(Span(span.start, span.end + 1), "")
    elif text[span.start - 1] == ":" and span.start > pair.span.start:
        edit = Edit(Span(span.start - 1, span.end), "")
    else:
        return None
    return Fix("Take it out", (edit,), safe=False)


def _replaced(step: Step, pair: Pair) -> Iterator[Problem]:
    image = step.stage.image
    value = expand_known(unquote(pair.value or ""), step.scope.variables)
    if image is None or read_image(image).kind not in _SETS_IT or "$" in value or "/usr/local/nvidia/" in value:
        return
    if _NAME in unquote(pair.value or ""):
        return
    yield Problem(
        pair.span,
        "this drops `/usr/local/nvidia/lib64`, where some hosts mount the driver",
        help="append `:${LD_LIBRARY_PATH}`",
        fix=_appended(step, pair),
    )


def _appended(step: Step, pair: Pair) -> Fix | None:
    text = step.stage.build.dockerfile.source.text
    end = pair.span.end
    while text[end - 1] in " \t":
        end -= 1
    if text[end - 1] == "'" or not pair.value or _STAND_IN.search(text, pair.span.start, pair.span.end):
        return None
    end -= text[end - 1] == '"'
    colon = "" if text[end - 1] == ":" else ":"
    return Fix("Append to it", (Edit(Span(end, end), f"{colon}${{LD_LIBRARY_PATH}}"),), safe=False)


def _configured(step: Step) -> Iterator[Problem]:
    """A stubs folder written into the dynamic linker's configuration."""
    if "ld.so.conf" not in step.instruction.body or "stubs" not in step.instruction.body:
        return
    for command in step.commands:
        targets = [redirect.target.value for redirect in command.syntax.redirects if redirect.target]
        said = " ".join(command.values)
        if command.name in ("echo", "printf") and "/stubs" in said and any("ld.so.conf" in one for one in targets):
            yield Problem(
                command.span,
                "the dynamic linker then finds an empty libcuda at run time, before the driver's",
                help="set LIBRARY_PATH for the link, or LD_LIBRARY_PATH in the one RUN that needs it",
            )
