"""The wheels of torch for AMD's GPUs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.generate.plan import Decision
from devcontain.gpu import table

if TYPE_CHECKING:
    from devcontain.detect.facts import Facts

_INDEX = "https://download.pytorch.org/whl/rocm"


def choose_wheel_index(facts: Facts, template: str) -> tuple[str, tuple[Decision, ...], tuple[str, ...]]:
    """The index that has the project's torch for ROCm, its reason, or what has to be done to get such a torch."""
    torch = next((one for one in facts.dependencies.all_requirements if one.name == "torch"), None)
    if torch is None:
        return "", (), ("no requirement of torch was found, which is what --gpu amd chooses the wheels of",)
    version = str(torch.pin or "")
    builds = table.rows("torch-builds").get(table.minor(version), {}) if version else {}
    if template != "pip":
        return "", (), (f"{torch.text} comes without ROCm: name PyTorch's index for it in {torch.path}",)
    if "+" in version or not builds.get("verified"):
        wanted = "one release without a local version, which wheels for ROCm are known of: `torch==2.9.1`"
        return "", (), (f"{torch.text} comes without ROCm: require {wanted}",)
    index = f"{_INDEX}{builds['rocm'][0]}"
    return index, (Decision("wheels", index, f"{torch.path}: {torch.text}"),), ()
