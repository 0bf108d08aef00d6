"""Compile extensions with the CUDA that PyTorch was built with.

PyTorch refuses to build an extension with another CUDA major version than its own: `The detected CUDA version (11.8)
mismatches the version that was used to compile PyTorch (12.4)`. A difference in the minor version only makes it warn.
Where nothing is compiled, the CUDA of the image does not matter at all.

```dockerfile bad
FROM nvidia/cuda:11.8.0-devel-ubuntu22.04
ENV TORCH_CUDA_ARCH_LIST=8.0 FORCE_CUDA=1
RUN pip3 install torch==2.6.0
RUN pip3 install --no-build-isolation «git+https://github.com/facebookresearch/detectron2@v0.6»
```

```dockerfile good
FROM nvidia/cuda:11.8.0-devel-ubuntu22.04 AS right
ENV TORCH_CUDA_ARCH_LIST=8.0 FORCE_CUDA=1
RUN pip3 install torch==2.6.0 --index-url https://download.pytorch.org/whl/cu118
RUN pip3 install --no-build-isolation git+https://github.com/facebookresearch/detectron2@v0.6
FROM nvidia/cuda:12.1.1-devel-ubuntu22.04 AS minor
ENV TORCH_CUDA_ARCH_LIST=8.0 FORCE_CUDA=1
RUN pip3 install torch==2.6.0
RUN pip3 install --no-build-isolation git+https://github.com/facebookresearch/detectron2@v0.6
FROM nvidia/cuda:11.8.0-devel-ubuntu22.04 AS prebuilt
RUN pip3 install torch==2.6.0 && pip3 install --no-build-isolation flash-attn==2.7.4
FROM nvidia/cuda:11.8.0-devel-ubuntu22.04
RUN pip3 install torch==2.6.0 pycuda==2025.1.2
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import ERROR, STAGE, WARNING, Note, Problem, rule
from devcontain.semantics.gpu.extensions import extensions_of
from devcontain.semantics.gpu.wheels import torch_cuda
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage


@rule("GPU201", on=STAGE, severity=ERROR, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each extension that is compiled with another CUDA major than PyTorch's."""
    gpu = stage.gpu
    torch = gpu.packages.get("torch") if gpu else None
    if gpu is None or torch is None or gpu.image.flavour != "devel" or gpu.image.framework:
        return
    wheel = torch_cuda(torch, gpu.python)
    if wheel is None or wheel.major == gpu.image.major or gpu.conda or gpu.has_cuda_package("nvcc", "toolkit"):
        return
    for extension in extensions_of(stage):
        if extension.uses_torch and extension.builds_cuda and extension.is_certain:
            yield Problem(
                extension.word.span,
                f"`{extension.name}` is compiled with CUDA {gpu.image.cuda}, and PyTorch here with {wheel.version}",
                help=f"take the image of CUDA {wheel.version}, or PyTorch for CUDA {gpu.image.major}",
                also=(Note(torch.word.span, f"this PyTorch is built with CUDA {wheel.version}"),),
                severity=None if wheel.is_pinned else WARNING,
            )
