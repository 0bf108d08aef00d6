"""Give packages without CUDA the CUDA that they expect.

CuPy, `onnxruntime-gpu`, CTranslate2 (faster-whisper), TensorFlow without its extra and JAX with a `-local` one bring
no CUDA and load it from the image, of the very major version that they are built for (`libcublas.so.12`). A plain
Python image has none, `base` only the smallest part, and CUDA 13 is not CUDA 12. Ask for the extra that brings the
libraries, or take a `runtime` image of that version.

```dockerfile bad
FROM python:3.11-slim
RUN pip install «cupy-cuda12x==13.6.0»
```

```dockerfile bad
FROM nvidia/cuda:13.0.2-runtime-ubuntu24.04
RUN /opt/venv/bin/pip install «cupy-cuda12x==13.6.0»
```

```dockerfile bad
FROM nvidia/cuda:12.6.3-cudnn-runtime-ubuntu24.04
RUN /opt/venv/bin/pip install «onnxruntime-gpu==1.28.0»
```

```dockerfile bad
FROM nvidia/cuda:11.8.0-cudnn8-runtime-ubuntu22.04
RUN pip3 install «tensorflow==2.15.1»
```

```dockerfile bad
FROM nvidia/cuda:12.4.1-cudnn-runtime-ubuntu24.04
RUN /opt/venv/bin/pip install «"onnxruntime-gpu>=1.19.0"»
```

```dockerfile bad
FROM nvidia/cuda:11.7.1-cudnn8-runtime-ubuntu22.04
RUN pip3 install «faster-whisper»
FROM nvidia/cuda:12.2.2-cudnn8-runtime-ubuntu22.04
RUN pip3 install «ctranslate2==3.24.0» faster-whisper==0.10.1
```

```dockerfile bad
FROM nvidia/cuda:12.6.3-base-ubuntu22.04
RUN pip3 install «jax[cuda12-local]==0.6.2»
```

```dockerfile good
FROM python:3.11-slim AS processor
RUN pip install faster-whisper
FROM nvidia/cuda:11.8.0-cudnn8-runtime-ubuntu22.04 AS older
RUN pip3 install faster-whisper==0.10.1
FROM nvidia/cuda:12.2.2-base-ubuntu22.04 AS brought
RUN pip3 install whisperx==3.1.5 faster-whisper==1.0.3
FROM nvidia/cuda:12.6.3-runtime-ubuntu22.04 AS right
RUN pip3 install cupy-cuda12x==13.6.0
FROM python:3.11-slim AS extra
RUN pip install "cupy-cuda12x[ctk]==14.2.0" "onnxruntime-gpu[cuda,cudnn]==1.23.2"
FROM python:3.11-slim AS beside
RUN pip install torch==2.6.0 cupy-cuda12x==13.6.0
FROM python:3.11-slim AS wheels
RUN pip install nvidia-cuda-nvrtc-cu12==12.4.127 nvidia-cublas-cu12==12.4.5.8 cupy-cuda12x==13.6.0
FROM nvidia/cuda:12.6.3-base-ubuntu22.04 AS installed
RUN apt-get update && apt-get install -y cuda-libraries-12-6 && pip3 install cupy-cuda12x==13.6.0
FROM ghcr.io/example/base:1
RUN pip install cupy-cuda12x==13.6.0
```

```dockerfile good
FROM python:3.11-slim
COPY requirements.txt .
RUN pip install -r requirements.txt && pip install cupy-cuda12x==13.6.0
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu import table
from devcontain.lint.rule import ERROR, STAGE, WARNING, Problem, rule
from devcontain.pattern import pattern
from devcontain.semantics.gpu.packages import indexes_of
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage
    from devcontain.semantics.gpu.packages import PythonPackage
    from devcontain.semantics.gpu.stages import GpuStage

_LOCAL = pattern(r"cuda(1\d)-local")
_PLAIN = ("python", "debian", "ubuntu")
_RELEASED = ("tensorflow", "onnxruntime-gpu")
_SPEECH = ("ctranslate2", "faster-whisper")
_ON_CPU_TOO = ("tensorflow", *_SPEECH)
_BUNDLES = ("torch", "vllm", "jax-cuda12-plugin", "jax-cuda13-plugin", "nvidia-", "cuda-toolkit", "cuda-python")


@rule("GPU104", on=STAGE, severity=ERROR, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each package whose CUDA is neither in the image nor in another package."""
    gpu = stage.gpu
    if gpu is None or not (gpu.image.kind in _PLAIN or (gpu.image.kind == "nvidia/cuda" and gpu.image.flavour)):
        return
    wanting = [(package, wanted) for package in gpu.own if (wanted := _wanted(package, gpu))]
    if not wanting or _is_brought(gpu):
        return
    for package, (major, is_verified) in wanting:
        message = _message(gpu, package, major)
        if message:
            yield Problem(
                package.word.span,
                f"`{package.name}` loads CUDA {major} from the image, {message}",
                help=_advice(package, major),
                severity=None if is_verified and package.version else WARNING,
            )


def _wanted(package: PythonPackage, gpu: GpuStage) -> tuple[str, bool] | None:
    """The CUDA major that a package takes from outside, and whether that is verified."""
    if package.install.command.context:
        return None
    if package.name in _SPEECH:
        return _of_speech(package, gpu)
    cupy = table.rows("cupy").get(package.name)
    if cupy is not None:
        return None if "ctk" in package.extras else (cupy["cuda"], cupy["verified"])
    if package.name in _RELEASED and not package.extras and not indexes_of(package.install):
        free = table.newest(package.name, gpu.python) if package.takes_newest and gpu.python else None
        row = table.release(package.name, package.public) if package.version else free
        return (row["cuda"].partition(".")[0], row["verified"]) if row else None
    local = [match for extra in package.extras if package.name == "jax" and (match := _LOCAL.fullmatch(extra))]
    return (local[0][1], True) if local else None


def _of_speech(package: PythonPackage, gpu: GpuStage) -> tuple[str, bool] | None:
    """What CTranslate2 opens; of faster-whisper unless its CTranslate2 is named, or torch may come along."""
    is_other = package.name == "faster-whisper" and "ctranslate2" in gpu.packages
    if is_other or not (package.version or package.takes_newest) or gpu.mentions("torch", "whisperx", "pyannote"):
        return None
    row = table.opened(package.name, package.public)
    return (row["cuda"], row["verified"]) if row else None


def _message(gpu: GpuStage, package: PythonPackage, major: str) -> str:
    if gpu.image.kind in _PLAIN:
        is_silent = package.name in _ON_CPU_TOO or gpu.mentions("cuda-", "cuda_", "/cuda", "nvidia-cuda", "libcu")
        return "" if is_silent else "and there is none"
    if gpu.image.major != major:
        return f"which has CUDA {gpu.image.major}"
    return "of which a `base` image has only the smallest part" if gpu.image.flavour == "base" else ""


def _is_brought(gpu: GpuStage) -> bool:
    """Whether another package, or something that cannot be seen here, may bring it."""
    if gpu.has_manifests or gpu.conda or gpu.copies_from_elsewhere:
        return True
    packages = gpu.packages.values()
    if any(package.name.startswith(_BUNDLES) or "and-cuda" in package.extras for package in packages):
        return True
    return gpu.has_cuda_package("libraries", "toolkit", "runtime", "nvcc") or "libcublas" in " ".join(gpu.system)


def _advice(package: PythonPackage, major: str) -> str:
    if package.name in _SPEECH:
        return f"take a `runtime` image of CUDA {major}"
    extra = {
        "onnxruntime-gpu": "onnxruntime-gpu[cuda,cudnn]",
        "tensorflow": "tensorflow[and-cuda]",
        "jax": f"jax[cuda{major}]",
    }.get(package.name)
    return f"ask for `{extra or package.name + '[ctk]'}`, or take a `runtime` image of CUDA {major}"
