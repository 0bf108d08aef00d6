"""Ask for the driver's capabilities that the image uses.

`NVIDIA_DRIVER_CAPABILITIES` chooses which of the driver's libraries are mounted. Without `utility` there is no
nvidia-smi and no NVML; without `compute` no CUDA; encoding and decoding video needs `video`, which is not among the
default `compute,utility`. `all` also asks for graphics and display, which a host may not have; where nothing of that
is used this is only reported as information.

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
ENV «NVIDIA_DRIVER_CAPABILITIES=compute»
```

```dockerfile fixed
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
ENV NVIDIA_DRIVER_CAPABILITIES=compute,utility
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
ENV «NVIDIA_DRIVER_CAPABILITIES="compute,utility"»
CMD ["ffmpeg", "-hwaccel", "cuda", "-i", "in.mp4", "-c:v", "h264_nvenc", "out.mp4"]
```

```dockerfile fixed
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
ENV NVIDIA_DRIVER_CAPABILITIES="compute,utility,video"
CMD ["ffmpeg", "-hwaccel", "cuda", "-i", "in.mp4", "-c:v", "h264_nvenc", "out.mp4"]
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
ENV «NVIDIA_DRIVER_CAPABILITIES all»
```

```dockerfile good
FROM nvidia/cuda:12.4.1-runtime-ubuntu22.04
RUN apt-get update && apt-get install -y libegl1 libvulkan1 && rm -rf /var/lib/apt/lists/*
ENV NVIDIA_DRIVER_CAPABILITIES=all
```

```dockerfile good
FROM nvidia/cuda:12.4.1-base-ubuntu22.04
ENV NVIDIA_DRIVER_CAPABILITIES=$NVIDIA_DRIVER_CAPABILITIES,video
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, STAGE, WARNING, Edit, Fix, Problem, rule
from devcontain.pattern import pattern
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.semantics.variables import expand_known, unquote
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step
    from devcontain.semantics.gpu.stages import GpuStage
    from devcontain.syntax.instruction import Pair

_NAME = "NVIDIA_DRIVER_CAPABILITIES"
_VIDEO = ("_nvenc", "-hwaccel cuda", '"-hwaccel", "cuda"', "enable-nvenc", "pynvvideocodec", "_cuvid")
_BEYOND_COMPUTE = pattern(
    r"egl|vulkan|glvnd|opengl|libgl|mesa|xvfb|x11|xorg|vnc|ffmpeg|nvenc|nvdec|video|gstreamer|decord|render|isaac|habitat"
    r"|blender|unreal|display|desktop|opencv|carla|gazebo|ros[-_ ]|qt|omniverse|kaolin|nvjpeg|dali|mujoco"
)


@rule("GPU503", on=STAGE, severity=WARNING, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield an ENV that asks for too few of the driver's libraries, or for all without need."""
    if not stage.reaches_image or stage.gpu is None or not stage.gpu.mentions(_NAME.lower()):
        return
    for step in stage.steps:
        for pair in step.instruction.pairs if step.keyword == "ENV" else ():
            if pair.name == _NAME:
                yield from _judge(stage.gpu, step, pair)


def _judge(gpu: GpuStage, step: Step, pair: Pair) -> Iterator[Problem]:
    value = expand_known(unquote(pair.value or ""), step.scope.variables)
    asked = {part.strip() for part in value.split(",")}
    if "$" in value or not value:
        return
    if "all" in asked:
        if not gpu.mentions(_BEYOND_COMPUTE) and gpu.image.kind == "nvidia/cuda":
            message = "`all` asks for graphics and display too, of which nothing here makes use"
            yield Problem(pair.span, message, help="say `compute,utility`", severity=INFO)
        return
    missing = [part for part, why in _needed(gpu).items() if part not in asked]
    if missing:
        yield Problem(
            pair.span,
            f"`{value}` leaves out `{missing[0]}`: {_needed(gpu)[missing[0]]}",
            help=f"say `{','.join([value, *missing])}`",
            fix=_fix(step, pair, missing),
        )


def _needed(gpu: GpuStage) -> dict[str, str]:
    needed = {"utility": "nvidia-smi and NVML are not mounted"}
    if gpu.image.cuda:
        needed["compute"] = "CUDA is not mounted"
    if gpu.mentions(*_VIDEO):
        needed["video"] = "NVENC and NVDEC are not mounted"
    return needed


def _fix(step: Step, pair: Pair, missing: list[str]) -> Fix | None:
    text = step.stage.build.dockerfile.source.text
    end = pair.span.end
    while text[end - 1] in "\"' \t":
        end -= 1
    if (pair.value or "") not in text[pair.span.start : pair.span.end]:
        return None
    return Fix(f"Add `{','.join(missing)}`", (Edit(Span(end, end), "".join(f",{part}" for part in missing)),))
