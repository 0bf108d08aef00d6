"""Requirements files that pip can install nowhere: what conda or pip printed, files of somebody's machine, and names of
modules and of conda's packages.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name
from packaging.version import Version

from devcontain.detect.facts import IMPORTED
from devcontain.detect.imports.brought import main_name
from devcontain.detect.imports.names import DISTRIBUTIONS
from devcontain.detect.imports.read import find_imports
from devcontain.detect.imports.same_names import SAME_NAMES
from devcontain.manifests.listing import Listed, read_listing
from devcontain.manifests.requirements_tree import RequirementsTree
from devcontain.manifests.requirements_txt import logical_lines, parse_requirements
from devcontain.pattern import pattern
from devcontain.syntax.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.manifests.repository import Repository

_INSTALLERS = frozenset({"conda", "pip", "setuptools", "wheel"})
_CONDA_ALONE = _INSTALLERS | {"anaconda-client", "anaconda-navigator", "conda-build", "conda-package-handling"}
_CONDA_ALONE |= {"mkl-fft", "mkl-random", "mkl-service", "navigator-updater", "ruamel-yaml-conda"}
"""What is there because conda is."""
_NO_DISTRIBUTIONS = frozenset(
    """
    base64 collections copy csv functools glob hashlib io itertools json logging math multiprocessing os pickle
    platform python random re shutil smtplib socket sqlite3 string subprocess sys tempfile threading time tkinter
    traceback urllib warnings
    """.split()
)
"""Python, and modules of its own: the index has nothing of the name, or what nothing can install."""
_ELSEWHERE = frozenset(
    "pypiwin32 pywin32 pywinpty tensorflow-intel tensorflow-metal twisted-iocpsupport windows-curses wmi".split()
)
_APPLE = "pyobjc"
"""What is there on Windows or macOS alone, and what `pip freeze` says there; pyobjc has many parts."""
_OF_CONDA = {
    "dask-core": "dask",
    "matplotlib-base": "matplotlib",
    "msgpack-python": "msgpack",
    "py-xgboost": "xgboost",
    "pytables": "tables",
    "python-graphviz": "graphviz",
    "pytorch": "torch",
    "pytorch-cpu": "torch",
    "pytorch-gpu": "torch",
    "seaborn-base": "seaborn",
    "tensorflow-macos": "tensorflow",
    "torchvision-cpu": "torchvision",
}
"""What conda, or macOS, calls otherwise than the index, which has the same releases."""
_OPENCV = {"opencv": "opencv-python", "py-opencv": "opencv-python"}
_PROGRAMS = frozenset({"graphviz", "yaml"})
"""What conda calls so is no distribution of Python's."""
_MODULES = {
    **_OPENCV,
    "cv2": "opencv-python",
    "dotenv": "python-dotenv",
    "pil": "pillow",
    "skimage": "scikit-image",
    "sklearn": "scikit-learn",
    "yaml": "pyyaml",
}
"""What people write for a distribution, whose version the number beside it is not."""
_THERE = {"msgpack-python": "<0.6", "sklearn": "==0.0"}
"""Of those names the releases that the index has all the same."""
_NAME = pattern(r"[^\w.-]")
_SHOWN, _LONG = 3, 40
_PRINTED = "it is what `conda list` or `pip list` prints"
_FROM_FILE = pattern(r"([A-Za-z0-9][\w.-]*)(?:\[[^\]]*\])?\s*@\s*file:.*")
_NAMED = pattern(r"([A-Za-z0-9][\w.-]*)(\[[^\]]*\])?[ \t]*([<>=!~][^;]*)?(;.*)?")
_SINGLE = pattern(r"=[ \t]*(\w[\w.!+]*)")
_PINNED = pattern(r"==[ \t]*(\d+(?:\.\d+)*)")
_VERSION = pattern(r"(?:\d+!)?\d+(?:\.\d+)*(?:\.?(?:a|b|rc|post|dev)\d+)*(?:\+[\w.]+)?(?:\.\*)?")
_BUILT = pattern(r"torch[ \t]*==[ \t]*(\d+\.\d+\.\d+)\+(cpu|cu\d+)")
_OTHER_INDEX = pattern(r"--(?:extra-)?index-url|--find-links|-[if]\b")
_PYTORCH = "https://download.pytorch.org/whl"
_PAGE = f"--find-links {_PYTORCH}/torch_stable.html"
_INDEXED = "1.11"
"""Since which release PyTorch names an index for each CUDA, instead of a page for all."""
_KNOWN = frozenset(canonicalize_name(name) for name in (*SAME_NAMES, *DISTRIBUTIONS, *DISTRIBUTIONS.values()))


class Mended(NamedTuple):
    """A file as it is meant: its lines, each with the one that it stands for where that differs, and what to say."""

    tree: RequirementsTree
    lines: tuple[tuple[str, str], ...]
    note: str
    is_of_conda: bool
    """Whether conda printed it."""


def mend(repository: Repository, path: str) -> Mended | None:
    """What a requirements file means; nothing where pip can install it, or where it reads other files."""
    text = repository.read(path).text
    printed = read_listing(text)
    listed = list(_of_listing(repository, printed) if printed else _of_lines(text))
    faults = [was for _, was in listed if was]
    lines = tuple(dict.fromkeys(pair for pair in listed if pair[0]))
    if not lines or not (faults or printed):
        return None
    file = parse_requirements(Source(IMPORTED, "\n".join(line for line, _ in lines)))
    if file.includes:
        return None
    why = _PRINTED if printed else _named(faults)
    note = f"nobody can install {path} as it stands ({why}): {IMPORTED} has what is meant; mend {path}"
    requirements = tuple(replace(one, path=path) for one in file.requirements)
    tree = RequirementsTree(replace(file, requirements=requirements), ())
    return Mended(tree, lines, note, any(one.is_of_conda for one in printed))


def _named(faults: list[str]) -> str:
    named = ", ".join(f"`{fault if len(fault) < _LONG else fault[:_LONG] + '…'}`" for fault in faults[:_SHOWN])
    return named + (f" and {len(faults) - _SHOWN} more" if len(faults) > _SHOWN else "")


def _of_listing(repository: Repository, printed: tuple[Listed, ...]) -> Iterator[tuple[str, str]]:
    """What pip installed, and what the code imports of what conda did, which lists what no index has, too."""
    imported = {main_name(one.name) for one in find_imports(repository).requirements}
    for one in printed:
        name = canonicalize_name(one.name)
        meant = (_OPENCV.get(name) or _OF_CONDA.get(name, name)) if one.is_of_conda else name
        # conda has the version of the library, of which the index may have several builds.
        version = f"{one.version}.*" if one.is_of_conda and name in _OPENCV else one.version
        is_asked_for = main_name(meant) in imported and name not in _PROGRAMS if one.is_of_conda else True
        if is_asked_for and name not in _INSTALLERS and not _is_elsewhere(name, "") and _VERSION.fullmatch(version):
            yield f"{meant}=={version}", (name if meant != name else "")


def _of_lines(text: str) -> Iterator[tuple[str, str]]:
    lines = [line for _, line in logical_lines(text)]
    is_of_conda = any(map(_FROM_FILE.fullmatch, lines))
    yield from _indexes(lines)
    for line in lines:
        name = canonicalize_name(_NAME.split(line, maxsplit=1)[0])
        is_left_out = name in _NO_DISTRIBUTIONS or (is_of_conda and name in _CONDA_ALONE) or _is_elsewhere(name, line)
        meant = "" if is_left_out else _meant(line)
        yield meant, (line if meant != line else "")


def _is_elsewhere(name: str, line: str) -> bool:
    """Whether only another system has it, and the line does not say so itself."""
    return (name in _ELSEWHERE or name.startswith(_APPLE)) and ";" not in line


def _indexes(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Where PyTorch's builds for a CUDA are, such as `torch==1.9.0+cu111`, which the index has without that alone."""
    built = next(((line, match) for line in lines if (match := _BUILT.match(line))), None)
    if built and not any(_OTHER_INDEX.match(line) for line in lines):
        line, match = built
        is_old = Version(match[1]) < Version(_INDEXED)
        yield (_PAGE if is_old else f"--extra-index-url {_PYTORCH}/{match[2]}"), line


def _meant(line: str) -> str:
    """What a line means that names something; nothing where that is not to be installed."""
    if file := _FROM_FILE.fullmatch(line):
        name = canonicalize_name(file[1])
        return name if name in _KNOWN else ""
    named = _NAMED.fullmatch(line)
    if named is None:
        return line
    name, extras, wish, marker = canonicalize_name(named[1]), named[2] or "", (named[3] or "").strip(), named[4] or ""
    single = _SINGLE.fullmatch(wish)
    wish = f"=={single[1]}" if single else wish
    pinned = _PINNED.fullmatch(wish)
    if pinned and name in _THERE and SpecifierSet(_THERE[name]).contains(pinned[1]):
        return line
    if name in _MODULES:
        return f"{_MODULES[name]}{marker}"
    return f"{_OF_CONDA.get(name, name)}{extras}{wish}{marker}" if single or name in _OF_CONDA else line
