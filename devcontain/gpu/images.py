"""What the tag of a GPU image says about its contents."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.gpu import table
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from devcontain.syntax.image import ImageReference

_CUDA = pattern(
    r"(?P<cuda>\d+\.\d+(?:\.\d+)?)(?:-(?P<cudnn>cudnn\d*))?(?:-(?P<flavour>base|runtime|devel))?"
    r"(?:-(?P<distribution>[a-z]+[\d.]+))?"
)
_PYTORCH = pattern(
    r"(?P<version>\d+\.\d+(?:\.\d+)?)-cuda(?P<cuda>[\d.]+)-cudnn(?P<cudnn>\d+)-(?P<flavour>runtime|devel)"
)
_PYTORCH_NIGHTLY = pattern(r"nightly-(?P<flavour>runtime|devel)-cuda(?P<cuda>[\d.]+)-cudnn(?P<cudnn>\d+)")
_RUNPOD = pattern(
    r"(?P<version>\d+\.\d+\.\d+)-py(?P<python>3\.\d+)-cuda(?P<cuda>[\d.]+)(?:-(?P<flavour>runtime|devel))?"
    r"-(?P<distribution>ubuntu[\d.]+)"
)
_WITH_PYTORCH = pattern(r"(?:.*[-_])?(?:py)?torch[-_]?(?:release_)?(?P<version>\d+\.\d+(?:\.\d+)?)(?:[-_].*)?")
_JETPACK = pattern(r"r(?P<release>\d+)\..*")
_BARE_JETPACK_SINCE = 34
"""From this release on the base image for Jetson has no CUDA, and none is mounted into it."""

_TENSORFLOW = pattern(r"(?P<version>\d+\.\d+\.\d+)(?P<gpu>-gpu)?(?:-py3)?(?:-jupyter)?")
_PYTHON = pattern(r"(?P<python>3\.\d+)(?:\.\d+)?(?:-(?P<rest>[a-z0-9.-]+))?")
_CODENAMES = {
    "buster": "debian10",
    "bullseye": "debian11",
    "bookworm": "debian12",
    "bionic": "ubuntu18.04",
    "focal": "ubuntu20.04",
    "jammy": "ubuntu22.04",
    "noble": "ubuntu24.04",
}
_NVIDIA_FRAMEWORKS = pattern(
    r"nvcr\.io/nvidia/(pytorch|tensorflow|jax|nemo|cuquantum.*|tensorrt|tritonserver|rapidsai.*)"
)
_GPU_NAME = pattern(r"(?:.*[/_.-])?(?:cuda|cudagl|nvidia|gpu|l4t[\w-]*|rocm)(?:[/_.-].*)?|.*cuda.*")


class GpuImage(NamedTuple):
    """An image's contents as far as its name tells; what is not known is empty.

    `kind` is its repository without a mirror's registry, where that is one whose contents are known.
    """

    kind: str = ""
    cuda: str = ""
    cudnn: str = ""
    flavour: str = ""
    distribution: str = ""
    python: str = ""
    framework: str = ""
    version: str = ""

    @property
    def major(self) -> str:
        """The CUDA major version."""
        return self.cuda.partition(".")[0]

    @property
    def compiles(self) -> bool | None:
        """Whether it has nvcc and the headers; nothing where that is not known."""
        if self.flavour:
            return self.flavour == "devel"
        return False if self.kind in ("python", "debian", "ubuntu") else None

    @property
    def is_gpu(self) -> bool:
        """Whether it is made for GPUs."""
        return bool(self.cuda) or self.kind in ("nvidia/cuda", "nvcr.io", "pytorch/pytorch", "rocm/pytorch", "gpu")

    @property
    def system(self) -> Mapping[str, Any]:
        """The distribution's row in the table, empty where it is not known."""
        return table.rows("distributions").get(self.distribution, {})


def read_image(image: ImageReference) -> GpuImage:
    """What an image holds."""
    name, tag = image.name, image.tag
    if name.endswith("nvidia/cuda"):
        return _read_cuda(tag)
    if name == "pytorch/pytorch":
        return _read_pytorch(tag)
    if name == "runpod/pytorch":
        return _read_runpod(tag)
    if name == "rocm/pytorch":
        return _with_pytorch("rocm/pytorch", tag, framework="torch")
    if name == "tensorflow/tensorflow":
        return _read_tensorflow(tag)
    if name == "nvcr.io/nvidia/l4t-base":
        jetpack = _JETPACK.fullmatch(tag)
        return GpuImage("gpu", flavour="base" if jetpack and int(jetpack["release"]) >= _BARE_JETPACK_SINCE else "")
    if framework := _NVIDIA_FRAMEWORKS.fullmatch(name):
        return GpuImage("nvcr.io", framework=framework[1])
    if image.registry == "" and image.repository in ("python", "debian", "ubuntu", "alpine"):
        return _read_plain(image.repository, tag)
    return _with_pytorch("gpu", tag) if _GPU_NAME.fullmatch(f"{name}:{tag}") and "cpu" not in tag else GpuImage()


def _read_cuda(tag: str) -> GpuImage:
    match = _CUDA.match(tag)
    if match is None:
        return GpuImage("nvidia/cuda")
    cudnn = match["cudnn"]
    version = (cudnn.removeprefix("cudnn") or "9") if cudnn else ""
    return GpuImage("nvidia/cuda", match["cuda"], version, match["flavour"] or "", match["distribution"] or "")


def _read_pytorch(tag: str) -> GpuImage:
    match = _PYTORCH.fullmatch(tag) or _PYTORCH_NIGHTLY.fullmatch(tag)
    if match is None:
        return GpuImage("pytorch/pytorch", framework="torch")
    return GpuImage(
        "pytorch/pytorch",
        match["cuda"],
        match["cudnn"],
        match["flavour"],
        framework="torch",
        version=match.groupdict().get("version", ""),
    )


def _read_runpod(tag: str) -> GpuImage:
    match = _RUNPOD.fullmatch(tag)
    if match is None:
        return GpuImage("gpu", framework="torch")
    return GpuImage("gpu", match["cuda"], "", match["flavour"] or "", framework="torch", version=match["version"])


def _with_pytorch(kind: str, tag: str, framework: str = "") -> GpuImage:
    """An image of which only its PyTorch may be known, by its tag."""
    match = _WITH_PYTORCH.fullmatch(tag)
    return GpuImage(kind, framework="torch" if match else framework, version=match["version"] if match else "")


def _read_tensorflow(tag: str) -> GpuImage:
    match = _TENSORFLOW.fullmatch(tag)
    kind = "gpu" if "gpu" in tag else ""
    return GpuImage(kind, framework="tensorflow", version=match["version"] if match else "")


def _read_plain(repository: str, tag: str) -> GpuImage:
    parts = tag.split("-")
    if repository == "python":
        match = _PYTHON.fullmatch(tag)
        named = next((_CODENAMES[part] for part in parts if part in _CODENAMES), "")
        named = "alpine" if any(part.startswith("alpine") for part in parts) else named
        return GpuImage("python", distribution=named, python=match["python"] if match else "")
    if repository == "alpine":
        return GpuImage("alpine", distribution="alpine")
    named = _CODENAMES.get(parts[0], "")
    release = parts[0].partition(".")[0] if repository == "debian" else parts[0]
    return GpuImage(repository, distribution=named or (f"{repository}{release}" if release[:1].isdigit() else ""))
