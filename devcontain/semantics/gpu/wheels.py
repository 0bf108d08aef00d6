"""Which CUDA a wheel of PyTorch brings, from its version, its index and the table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.gpu import table
from devcontain.pattern import pattern
from devcontain.semantics.gpu.packages import indexes_of

if TYPE_CHECKING:
    from devcontain.semantics.gpu.packages import PythonPackage

_CU = pattern(r"cu(\d+)(\d)")


class WheelCuda(NamedTuple):
    """The CUDA of a wheel, such as `12.4`; `is_pinned` tells that the next build gets the same."""

    version: str
    is_pinned: bool

    @property
    def major(self) -> str:
        """Its major version."""
        return self.version.partition(".")[0]


def cuda_of_channel(channel: str) -> str:
    """`12.4` for `cu124`; empty for builds without CUDA."""
    match = _CU.fullmatch(channel)
    return f"{match[1]}.{match[2]}" if match else ""


def torch_cuda(torch: PythonPackage, python: str) -> WheelCuda | None:
    """The CUDA that an installation of torch brings; nothing where that is not known, or it is built without."""
    if torch.local:
        return _known(cuda_of_channel(torch.local), is_pinned=True)
    channels = [(index.use, index.channel) for index in indexes_of(torch.install)]
    for use, channel in channels:
        if channel and (use != "extra" or torch.version):
            return _known(cuda_of_channel(channel), is_pinned=True)
    if channels or torch.install.constrained:
        return None
    if torch.version:
        row = table.release("torch", torch.public)
        return _known(row["cuda"] if row else "", is_pinned=True)
    row = table.newest("torch", python) if torch.takes_newest and python else None
    return _known(row["cuda"] if row else "", is_pinned=False)


def _known(version: str, *, is_pinned: bool) -> WheelCuda | None:
    return WheelCuda(version, is_pinned) if version else None
