"""What is compiled for CUDA when the project is installed or run."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING

from devcontain.detect.facts import PREFERRED_PYTHON, CudaBuild, Dependencies, Evidence
from devcontain.gpu import table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.manifests.repository import Repository
    from devcontain.manifests.requirement import Requirement

_FILES = 2000
_ALSO = {
    "causal-conv1d": True,
    "cupy": False,
    "deepspeed": True,
    "transformer-engine-torch": True,
}
"""Distributions that compile and that the table does not tell of, and whether building them imports torch."""
_BY_EXTRA = {"transformer-engine[pytorch]": "transformer-engine-torch"}
_PREBUILT = ("pyg.org/whl", "openmmlab.com/mmcv/dist")
"""Indexes that have wheels of extensions."""


def detect_cuda_builds(repository: Repository, dependencies: Dependencies) -> tuple[CudaBuild, ...]:
    """The extensions that come as source, and the repository's own kernels; each once."""
    return tuple(chain(_required(dependencies), _own(repository)))


def _required(dependencies: Dependencies) -> Iterator[CudaBuild]:
    if any(part in index for index in dependencies.indexes for part in _PREBUILT):
        return
    wheels = {package.name for package in dependencies.lock.installed(PREFERRED_PYTHON) if package.wheels}
    for one in {one.name: one for one in map(_built, dependencies.all_requirements)}.values():
        imports_torch = _imports_torch(one)
        if imports_torch is not None and one.name not in wheels and ".whl" not in one.url:
            yield CudaBuild(one.name, imports_torch, _has_switch(one.name), Evidence(one.path, one.text))


def _built(requirement: Requirement) -> Requirement:
    """The requirement, or the one that an extra of it means."""
    name = next((_BY_EXTRA[name] for name in requirement.names if name in _BY_EXTRA), requirement.name)
    return replace(requirement, name=name)


def _imports_torch(requirement: Requirement) -> bool | None:
    """Whether building it imports torch; nothing where it is not built, or not for CUDA."""
    if requirement.name in _ALSO:
        return _ALSO[requirement.name]
    row = table.rows("extensions").get(requirement.name)
    return bool(row["imports_torch"]) if row and (row["index"] or requirement.url) else None


def _has_switch(name: str) -> bool:
    return table.rows("extensions").get(name, {}).get("compiles") == "FORCE_CUDA"


def _own(repository: Repository) -> Iterator[CudaBuild]:
    setup = repository.glance("setup.py") or ""
    if "CUDAExtension" in setup:
        yield CudaBuild("", True, False, Evidence("setup.py", "CUDAExtension"))
        return
    for path in islice(repository.walk(".cu"), 1):
        if _is_compiled(repository):
            yield CudaBuild("", False, False, Evidence(path))


def _is_compiled(repository: Repository) -> bool:
    """Whether code compiles CUDA sources when it runs; a file that only lies there is no reason."""
    code = islice(repository.walk(".py"), _FILES)
    return any("torch.utils.cpp_extension" in (repository.glance(path) or "") for path in code)
