"""What is not built for arm64, which Macs have: a dev container that needs it opens there only by emulation."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from devcontain.generate.python.wheels import reaches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from devcontain.detect.facts import Dependencies
    from devcontain.manifests.lock import Lock, Package

_FIRST = {
    "bitsandbytes": "0.46.0",
    "cupy-cuda11x": "12.0.0",
    "cupy-cuda12x": "12.0.0",
    "decord": "",
    "faiss-cpu": "1.7.2",
    "faiss-gpu": "",
    "ibm-db": "",
    "jaxlib": "0.4.18",
    "mediapipe": "0.10.5",
    "onnxruntime": "1.3.0",
    "onnxruntime-gpu": "1.29.0",
    "open3d": "0.14.1",
    "pyqt5": "",
    "pyside2": "",
    "pyside6": "6.5.3",
    "ray": "2.2.0",
    "tensorflow": "2.10.0",
    "tensorflow-gpu": "",
    "tensorflow-text": "2.18.1",
    "torch": "1.8.0",
    "torchcodec": "0.11.0",
    "triton": "3.5.0",
}
"""The first release with a wheel for arm64, or nothing where none has one, of what is hard or impossible to build from
source; seen in the wheels on PyPI in November 2026."""
_CONDA = {"intel-openmp", "mkl", "mkl-fft", "mkl-random", "mkl-service", "pytorch-cuda"}
"""What conda's channels have for Intel's processors alone."""
_MOST = 3


def arm_notes(dependencies: Dependencies, python: str) -> list[str]:
    """One note that names what keeps the dev container from opening on arm64, if anything does."""
    if dependencies.brings_python:
        found = _with_places((one.text, one.path) for one in dependencies.all_requirements if one.name in _CONDA)
    else:
        found = _with_places(chain(_locked(dependencies.lock, python), _listed(dependencies)))
    if not found:
        return []
    more = f" and {len(found) - _MOST} more" if len(found) > _MOST else ""
    names = ", ".join(found[:_MOST]) + more
    return [f"not built for arm64: {names}; on Apple silicon, set DOCKER_DEFAULT_PLATFORM=linux/amd64"]


def _with_places(pins: Iterable[tuple[str, str]]) -> list[str]:
    """Each pin once, with all files that have it."""
    places: dict[str, list[str]] = {}
    for text, path in dict.fromkeys(pins):
        places.setdefault(text, []).append(path)
    return [f"{text} ({', '.join(paths)})" for text, paths in places.items()]


def _listed(dependencies: Dependencies) -> Iterator[tuple[str, str]]:
    if dependencies.lock.path:
        return
    for one in dependencies.all_requirements:
        first = _FIRST.get(one.name)
        if first is None or one.url or "platform_machine" in one.marker:
            continue
        if not first or not reaches(one, first):
            yield one.text, one.path


def _locked(lock: Lock, python: str) -> Iterator[tuple[str, str]]:
    """Packages that have wheels for Intel's processors on Linux alone, and no source to build from."""
    aside = {need.name for package in lock.packages for need in package.needs if "platform_machine" in need.marker}
    for package in lock.installed(python):
        if package.name not in aside and "platform_machine" not in package.marker and not _is_for_arm(package):
            yield f"{package.name} {package.version}", lock.path


def _is_for_arm(package: Package) -> bool:
    wheels = [wheel for wheel in package.wheels if wheel.endswith(".whl")]
    if not any("linux" in wheel and "x86_64" in wheel for wheel in wheels):
        return True
    if package.has_source and package.name not in _FIRST:
        return True
    return any(wheel.endswith("-any.whl") or ("linux" in wheel and "aarch64" in wheel) for wheel in wheels)
