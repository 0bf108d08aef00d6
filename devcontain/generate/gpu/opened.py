"""The CUDA that libraries open when they run, and that none of their wheels brings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from packaging.version import Version

from devcontain.detect.facts import PREFERRED_PYTHON, Evidence
from devcontain.generate.gpu.cuda import cuda_of_torch
from devcontain.generate.plan import CUDA_FOLDER, Decision
from devcontain.gpu import table
from devcontain.gpu.images import GpuImage
from devcontain.gpu.tags import deleted
from devcontain.manifests.marker import applies

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.detect.facts import Facts
    from devcontain.gpu.table import Row
    from devcontain.manifests.requirement import Requirement

_STUB = "2.12.0"
"""The release of tensorflow-gpu that is left to newer Pythons, and does nothing but raise an error."""
_EXTRAS = frozenset({"cuda", "cudnn"})
"""Those of ONNX Runtime."""


class Opened(NamedTuple):
    """The wheels that have what is opened, and the distributions that cannot use a GPU here."""

    wheels: tuple[str, ...] = ()
    idle: frozenset[str] = frozenset()
    decisions: tuple[Decision, ...] = ()
    notes: tuple[str, ...] = ()


def choose_opened(facts: Facts, python: str) -> Opened:
    """What the project's libraries open, from the wheels that NVIDIA has of it; what else is to be said of them."""
    wheels: dict[str, None] = {}
    titles, evidence, idle, notes = [], [], set(), []
    for one, row in _rows(facts, python or PREFERRED_PYTHON):
        brought = _brought(facts, row, python)
        if one.extras & _EXTRAS:
            notes.append(f"`{one.text}` finds the CUDA of its extras only after `onnxruntime.preload_dlls()`")
        elif row["wheels"] and not brought and not facts.dependencies.brings_python:
            wheels |= dict.fromkeys(row["wheels"])
            titles.append(_title(row))
            evidence.append(str(Evidence(one.path, one.text)))
        else:
            notes.append(_note(one, row, facts, brought))
            if not row["wheels"] and not brought and "carrier" not in row:
                idle.add(one.name)
    choice = f"{', '.join(dict.fromkeys(titles))} in {CUDA_FOLDER}"
    decisions = (Decision("cuda", choice, f"{'; '.join(evidence)}, whose wheels bring none"),) if wheels else ()
    return Opened(tuple(sorted(wheels)), frozenset(idle), decisions, tuple(dict.fromkeys(filter(None, notes))))


def _rows(facts: Facts, python: str) -> Iterator[tuple[Requirement, Row]]:
    """Each requirement that opens CUDA by itself, and what the table knows of the release that is installed."""
    dependencies = facts.dependencies
    locked = {package.name: package.version for package in dependencies.lock.installed(python)}
    listed = {one.name: one for one in dependencies.all_requirements if applies(one.marker, python)}
    for one in (listed[framework.distribution] for framework in facts.gpu if framework.distribution in listed):
        name = "ctranslate2" if one.name == "faster-whisper" and "ctranslate2" in {*listed, *locked} else one.name
        wanted = listed.get(name, one)
        version = locked.get(name, "") or str(wanted.pin or "")
        if name == "tensorflow-gpu" and not version and _resolves_to_stub(wanted, facts):
            version = _STUB
        row = None if wanted.url else _row(name, version, wanted, python)
        if row and (not dependencies.brings_python or "==" in one.text):
            yield one, row


def _resolves_to_stub(requirement: Requirement, facts: Facts) -> bool:
    """Whether its newest release is installed: only pip and `uv pip` are told another limit."""
    is_limited = facts.dependencies.takes_words and not facts.dependencies.lock.path
    return not is_limited and requirement.specifier.contains(_STUB)


def _row(name: str, version: str, requirement: Requirement, python: str) -> Row | None:
    """The row of a version; without one, of the newest release that is admitted and this Python can have."""
    rows = [row for row in table.rows("opened-libraries").values() if name in row["of"]]
    if version:
        found = (row for row in rows if Version(row["since"]) <= Version(version) < Version(row["before"]))
        return next(found, None)
    return next((row for row in reversed(rows) if _is_had(row, requirement, python)), None)


def _is_had(row: Row, requirement: Requirement, python: str) -> bool:
    return any(
        requirement.specifier.contains(release) and Version(first) <= Version(python) <= Version(last)
        for release, (first, last) in row["releases"].items()
    )


def _brought(facts: Facts, row: Row, python: str) -> str:
    """The CUDA that torch brings into the same process, where another copy could get into its way."""
    is_apart = not row["cuda"] or row["of"][0].startswith("tensorflow")
    if is_apart or "torch" not in {framework.distribution for framework in facts.gpu}:
        return ""
    brought = cuda_of_torch(facts, python)[0]
    return brought if row["cudnn"] or table.number(brought)[0] == table.number(row["cuda"])[0] else ""


def _note(one: Requirement, row: Row, facts: Facts, brought: str) -> str:
    """What its user has to know or do; nothing where all is well."""
    if "carrier" in row:
        return _advice(one, row)
    if "instead" in row:
        return f"`{one.text}` installs a release that only raises an error: require `{row['instead']}`"
    if not row["cuda"]:
        return f"`{one.text}` is built without CUDA: it computes on the CPU"
    if brought and table.number(brought)[0] != table.number(row["cuda"])[0]:
        return f"`{one.text}` opens {_title(row)}, but torch brings CUDA {brought}: choose releases of one CUDA"
    if brought:
        return f"`{one.text}` opens the {_title(row)} that torch brings: import torch first"
    if "falls_back_since" in row:
        since = row["falls_back_since"]
        return f"`{one.text}` breaks where it finds CUDA and no GPU, so that it gets none: {since} and newer get it"
    if not row["wheels"]:
        return f"`{one.text}` opens {_title(row)}, which no wheel has: it computes on the CPU here{_image(row)}"
    return f"`{one.text}` opens {_title(row)} and brings none: {facts.dependencies.evidence.path} has to name it"


def _advice(one: Requirement, row: Row) -> str:
    if one.extras:
        return ""
    if "carried_since" in row:
        since = row["carried_since"]
        return f"`{one.text}` brings no CUDA: from {since} on, `{row['carrier']}` does, which uses the GPU"
    return f"`{one.name}` brings no CUDA of its own: require `{row['carrier']}` to use the GPU"


def _title(row: Row) -> str:
    return f"CUDA {row['cuda']}" + (f" and cuDNN {row['cudnn']}" if row["cudnn"] else "")


def _image(row: Row) -> str:
    """Where else there is such a CUDA, if anywhere."""
    if "image" in row:
        return f"; `{row['image']}` has them"
    is_gone = deleted(GpuImage(cuda=row["cuda"]))
    return f", and NVIDIA has deleted its images of CUDA {row['cuda']}" if is_gone else ""
