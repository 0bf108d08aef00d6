"""Which tags of nvidia/cuda cannot be pulled."""

from __future__ import annotations

from operator import ge, le, lt
from typing import TYPE_CHECKING, Any, NamedTuple

from devcontain.gpu import table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from devcontain.gpu.images import GpuImage

_HOLDS = {"since": ge, "before": lt, "until": le}
PUBLISHED = ("nvidia/cuda", "nvcr.io/nvidia/cuda")
"""Where NVIDIA publishes; a copy elsewhere has whatever its owner keeps."""


_FIRST_PATCHES_SINCE = (11, 8)
"""Of the lines before it NVIDIA has deleted all but the last patch."""


class Missing(NamedTuple):
    """Why there is no such image, and what to do."""

    reason: str
    advice: str


def deleted(image: GpuImage) -> Mapping[str, Any] | None:
    """The row that tells that NVIDIA deleted an image; nothing where that is not known."""
    gone = table.rows("nvidia-cuda-deleted")
    return gone.get(image.cuda) or (gone.get(table.minor(image.cuda)) if image.cuda else None)


def missing(image: GpuImage) -> Missing | None:
    """Why an image with a whole tag, and not a deleted one, cannot be there."""
    if not (image.flavour and image.distribution) or deleted(image):
        return None
    version = table.number(image.cuda)
    if version[:2] == (12, 7):
        return Missing("there is no CUDA 12.7", "use 12.6 or 12.8")
    if len(version) == 2:
        first = f"`{image.cuda}.0` or " if version >= _FIRST_PATCHES_SINCE else ""
        return Missing("the patch number is missing", f"write {first}the last patch of that line")
    return _cudnn(image, version) or _distribution(image, version)


def _cudnn(image: GpuImage, version: tuple[int, ...]) -> Missing | None:
    if image.cudnn and version == (12, 4, 0):
        return Missing("12.4.0 came without cuDNN", "use `12.4.1-cudnn`, which has cuDNN 9")
    row = table.rows("nvidia-cuda-tags")["cudnn8"]
    if image.cudnn == "8" and version >= table.number(row["before"]):
        advice = "write `cudnn` for `cudnn8`, or stay with CUDA 12.3"
        return Missing("from CUDA 12.4 on the images have cuDNN 9", advice)
    return None


def _distribution(image: GpuImage, version: tuple[int, ...]) -> Missing | None:
    row = table.rows("nvidia-cuda-tags").get(image.distribution)
    if row is None:
        return None
    for bound in ("since", "before", "until"):
        if bound in row and not _HOLDS[bound](version, table.number(row[bound])):
            reason = f"{image.distribution} images are there only {bound} CUDA {row[bound]}"
            return Missing(reason, "choose a distribution and a CUDA that go together: `12.6.3-base-ubuntu24.04`")
    return None
