"""The CUDA toolkit, where something is compiled for GPUs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.specifiers import SpecifierSet

from devcontain.generate.plan import Decision, Toolkit
from devcontain.gpu import table
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

    from devcontain.detect.facts import Facts

_WITHOUT_TORCH = "12.8"
_LAST = {
    "11.6": "11.6.2",
    "11.7": "11.7.1",
    "12.1": "12.1.1",
    "12.2": "12.2.2",
    "12.3": "12.3.2",
    "12.4": "12.4.1",
    "12.5": "12.5.1",
    "12.6": "12.6.3",
    "12.8": "12.8.1",
    "12.9": "12.9.1",
}
"""The last patch of each line, where there is more than the first."""
_ARCHITECTURES = (
    ((13, 0), "7.5;8.0;8.6;8.9;9.0;10.0;12.0+PTX"),
    ((12, 8), "7.5;8.0;8.6;8.9;9.0;10.0;12.0+PTX"),
    ((11, 8), "7.0;7.5;8.0;8.6;8.9;9.0+PTX"),
    ((0, 0), "7.0;7.5;8.0;8.6+PTX"),
)
"""From which CUDA on it can compile for which GPUs."""
_FIRST_IN_DEBIAN = (11, 5)
_FIRST_WITH_GCC_12 = (12, 1)
_BUILD = pattern(r"\bcu(\d{2})(\d)\b")


def choose_toolkit(facts: Facts, python: str) -> tuple[Toolkit | None, tuple[Decision, ...], tuple[str, ...]]:
    """The toolkit of the CUDA that the project's torch is built for, its reason, and what is to be noted about it."""
    if not facts.compiled:
        return None, (), ()
    evidence = "; ".join(str(one.evidence) for one in facts.compiled)
    if facts.dependencies.brings_python:
        file = facts.dependencies.manifests[0]
        return None, (), (f"compiled for CUDA ({evidence}): add `cuda-nvcc` to {file}",)
    cuda, because = cuda_of_torch(facts, python)
    if table.number(cuda) < _FIRST_IN_DEBIAN:
        return None, (), (f"compiled for CUDA ({evidence}): CUDA {cuda} needs an older compiler than Debian 12 has",)
    is_old = table.number(cuda) < _FIRST_WITH_GCC_12
    toolkit = Toolkit(
        image=f"nvidia/cuda:{_LAST.get(cuda, f'{cuda}.0')}-devel-ubuntu22.04",
        folder=f"/usr/local/cuda-{cuda}",
        architectures=next(names for first, names in _ARCHITECTURES if table.number(cuda) >= first),
        compiler="11" if is_old else "",
        uses_torch=any(one.imports_torch for one in facts.compiled),
        forced=any(one.has_switch for one in facts.compiled),
    )
    choice = f"CUDA {cuda}: the toolkit of {toolkit.image}"
    why = f"{evidence}; {because}; Python stays the image's, since Ubuntu 22.04 has only 3.10"
    return toolkit, (Decision("cuda", choice, why),), ()


def cuda_of_torch(facts: Facts, python: str) -> tuple[str, str]:
    """The CUDA that torch is built for, such as `12.4`, and how that is known."""
    dependencies = facts.dependencies
    locked = next((one for one in dependencies.lock.installed(python) if one.name == "torch"), None)
    listed = next((one for one in dependencies.all_requirements if one.name == "torch"), None)
    version = locked.version if locked else str(listed.pin or "") if listed else ""
    indexes = (locked.index,) if locked else dependencies.indexes
    for text in (version, *indexes):
        if build := _BUILD.search(text):
            return f"{build[1]}.{build[2]}", f"torch comes from {build[0]}"
    if not locked and not listed:
        return _WITHOUT_TORCH, "nothing asks for another CUDA"
    row = table.release("torch", version) or _newest(listed.specifier if listed else SpecifierSet(), python)
    return str(row["cuda"]), f"torch {version or row['version']} is built for CUDA {row['cuda']}"


def _newest(specifier: SpecifierSet, python: str) -> Mapping[str, Any]:
    """The newest torch that is asked for and that this Python can have; the newest of all where none is known."""
    admitted = [row for row in table.rows("torch").values() if specifier.contains(row["version"])]
    suited = [row for row in admitted if python in row["pythons"]]
    known = suited or admitted or [table.last("torch")]
    return max(known, key=lambda row: table.number(row["version"]))
