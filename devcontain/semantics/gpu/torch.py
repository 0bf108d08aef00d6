"""Which PyTorch is there when a command runs."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern
from devcontain.semantics.gpu.packages import environment_of
from devcontain.semantics.gpu.wheels import torch_cuda

if TYPE_CHECKING:
    from devcontain.semantics.gpu.packages import PythonPackage
    from devcontain.semantics.gpu.stages import GpuStage
    from devcontain.semantics.installs import Install, Package
    from devcontain.syntax.shell_words import Word

_PINNED = pattern(r"(?:[\w./-]+::)?pytorch=+(\d+\.\d+[\d.]*)(?:=.*)?")
_OTHER_ENVIRONMENT = ("conda create", "mamba create", "conda env", "mamba env", "venv", "virtualenv", "pixi")


class InstalledTorch(NamedTuple):
    """A release of PyTorch, the CUDA that it is built for if that is known, and the word that brought it."""

    version: str
    cuda: str
    word: Word | None


def torch_at(gpu: GpuStage, install: Install) -> InstalledTorch | None:
    """The PyTorch that an installation finds or brings; nothing where that is not certain."""
    if gpu.is_open_before(install) or install.command.context or gpu.mentions(*_OTHER_ENVIRONMENT):
        return None
    own = _own(gpu)
    count = bisect_right(own, install.command.span, key=lambda one: one.install.command.span)
    if count:
        return _by_pip(gpu, own[count - 1], install)
    inherited = gpu.before.packages.get("torch") if gpu.before else None
    if inherited is not None:
        return _by_pip(gpu, inherited, install)
    if "pytorch" in gpu.conda:
        return _by_conda(next((one for one in gpu.own_conda if one.name == "pytorch"), None), install)
    image = gpu.image
    if image.framework != "torch" or not image.version or environment_of(install) != ("", ""):
        return None
    return InstalledTorch(image.version, image.cuda, None)


@lru_cache(maxsize=1)
def _own(gpu: GpuStage) -> list[PythonPackage]:
    return [package for package in gpu.own if package.name == "torch"]


def _by_pip(gpu: GpuStage, torch: PythonPackage, install: Install) -> InstalledTorch | None:
    if not torch.version or torch.install.command.context or environment_of(torch.install) != environment_of(install):
        return None
    wheel = torch_cuda(torch, gpu.python)
    return InstalledTorch(torch.public, wheel.version if wheel else "", torch.word)


def _by_conda(torch: Package | None, install: Install) -> InstalledTorch | None:
    match = _PINNED.fullmatch(torch.word.value) if torch else None
    if torch is None or match is None or torch.word.span > install.command.span:
        return None
    return InstalledTorch(match[1], "", torch.word)
