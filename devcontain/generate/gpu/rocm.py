"""The wheels of torch for AMD's GPUs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.generate.plan import Decision
from devcontain.gpu import table

if TYPE_CHECKING:
    from devcontain.detect.facts import Facts

_KNOWN_TO_UV = ("5.2", "5.4", "5.6", "5.7", "6.0", "6.1", "6.2", "6.2.4", "6.3", "6.4", "7.0", "7.1", "7.2")
"""The versions that uv has a backend of torch for."""
_INDEX = "https://download.pytorch.org/whl/rocm"


def choose_wheel_index(facts: Facts, template: str) -> tuple[str, tuple[Decision, ...], tuple[str, ...]]:
    """The index that has the project's torch for ROCm, its reason, or what has to be done to get such a torch."""
    torch = next((one for one in facts.dependencies.all_requirements if one.name == "torch"), None)
    if torch is None:
        return "", (), ("no requirement of torch was found, which is what --gpu amd chooses the wheels of",)
    locked = next((one for one in facts.dependencies.lock.packages if one.name == "torch"), None)
    named = (str(torch.pin or ""), *((locked.version, locked.index) if locked else facts.dependencies.indexes))
    if any("rocm" in text for text in named):
        return "", (), ()
    version = str(torch.pin or "")
    builds = table.rows("torch-builds").get(table.minor(version), {}) if version else {}
    if template not in {"pip", "project"}:
        again = f", and lock again ({facts.dependencies.lock.path})" if locked else ""
        return "", (), (f"{torch.text} comes without ROCm: name PyTorch's index for it in {torch.path}{again}",)
    if "+" in version or not builds.get("verified"):
        wanted = "one release without a local version, which wheels for ROCm are known of: `torch==2.9.1`"
        return "", (), (f"{torch.text} comes without ROCm: require {wanted}",)
    if template == "project" and builds["rocm"][0] not in _KNOWN_TO_UV:
        return "", (), (f"{torch.text} comes without ROCm, whose {builds['rocm'][0]} uv does not know",)
    index = f"{_INDEX}{builds['rocm'][0]}"
    return index, (Decision("wheels", index, f"{torch.path}: {torch.text}"),), ()
