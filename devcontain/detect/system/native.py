"""What it takes to build the project itself, where parts of it are compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.detect.facts import Evidence, SystemNeed
from devcontain.pattern import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator

    from devcontain.detect.facts import Dependencies
    from devcontain.manifests.repository import Repository

_LIBRARIES = {
    "blas": "libopenblas-dev",
    "cblas": "libopenblas-dev",
    "eigen3": "libeigen3-dev",
    "fftw3": "libfftw3-dev",
    "gdal": "libgdal-dev",
    "geos": "libgeos-dev",
    "gmp": "libgmp-dev",
    "gsl": "libgsl-dev",
    "hdf5": "libhdf5-dev",
    "htslib": "libhts-dev",
    "lapack": "liblapack-dev",
    "lapacke": "liblapacke-dev",
    "mpfr": "libmpfr-dev",
    "netcdf": "libnetcdf-dev",
    "openblas": "libopenblas-dev",
    "portaudio": "portaudio19-dev",
    "proj": "libproj-dev",
    "samplerate": "libsamplerate0-dev",
    "sndfile": "libsndfile1-dev",
    "suitesparse": "libsuitesparse-dev",
    "tbb": "libtbb-dev",
}
"""By the names that CMake and pkg-config have for them, without `lib`; what compilers bring is not among them."""
_CONFIG = pattern(
    r"\b(gdal|geos|gsl|nc)-config\b|\bpkg-config\b[^\n]*\b(proj)\b|[\"']lib(\w+)\.so[\"']"
    r"|\bpkgconfig\.\w+\(\s*[\"']([\w+.-]+)[\"']"
)
_ASKS = pattern(r"\bpkg-?config\b")
_OF_CONFIG = {"nc": "netcdf"}
_FORTRAN = "gfortran"
_SETUP = "setup.py"
_IMPORT = pattern(r"(?m)^(?:import|from)[ \t]+([\w, \t]+)")
_WORD = pattern(r"\w+")
_FILES: tuple[tuple[str, re.Pattern[str], re.Pattern[str]], ...] = (
    (
        "CMakeLists.txt",
        pattern(r"(?im)^[ \t]*(?:project|enable_language)\s*\([^()]*\bfortran\b"),
        pattern(r"(?i)\bfind_package\s*\(\s*(\w+)"),
    ),
    (
        "meson.build",
        pattern(r"\b(?:project|add_languages)\s*\([^()]*'fortran'"),
        pattern(r"\bdependency\(\s*'([\w-]+)'"),
    ),
    (_SETUP, pattern(r"""["'][\w./*-]+\.(?:f|f90|f95|F90)["']|numpy\.distutils"""), _CONFIG),
)
"""What builds, how it says that some of it is Fortran, and how it looks for a library."""


def packages_to_build(repository: Repository, dependencies: Dependencies) -> Iterator[SystemNeed]:
    """The compiler for Fortran, and the headers of libraries, that a file at the root asks for."""
    if not dependencies.is_packaged or dependencies.brings_python:
        return
    for path, fortran, library in _FILES:
        text = _text(repository, path)
        names = {_OF_CONFIG.get(name, name) for match in library.finditer(text) for name in match.groups() if name}
        found = {_LIBRARIES[name] for name in map(_plain, names) if name in _LIBRARIES}
        if found and _ASKS.search(text):
            found.add("pkg-config")
        if fortran.search(text):
            found.add(_FORTRAN)
        if found:
            yield SystemNeed(tuple(sorted(found)), Evidence(path))


def _text(repository: Repository, path: str) -> str:
    """What a file says; of setup.py, what the modules beside it say, too, that it imports to build by."""
    text = repository.glance(path) or ""
    modules = (
        dict.fromkeys(name for line in _IMPORT.findall(text) for name in _WORD.findall(line)) if path == _SETUP else ()
    )
    return "\n".join([text, *(repository.glance(f"{name}.py") or "" for name in modules)])


def _plain(name: str) -> str:
    return name.lower().removeprefix("lib")
