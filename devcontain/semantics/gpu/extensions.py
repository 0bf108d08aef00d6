"""Builds of CUDA extensions of PyTorch: known projects without wheels, and whether they compile CUDA code here."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from devcontain.gpu import table
from devcontain.pattern import pattern
from devcontain.semantics.caches import variable
from devcontain.semantics.gpu.packages import Index, PythonPackage, indexes_of, python_packages

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step
    from devcontain.semantics.commands import Command
    from devcontain.semantics.gpu.stages import GpuStage
    from devcontain.semantics.installs import Install
    from devcontain.syntax.shell_words import Word

_REPOSITORY = pattern(r"(?:github|gitlab)\.com[/:]([\w.-]+/[\w.-]+?)(?:\.git)?(?:[@#/?]|$)")
_TRUE = frozenset(["1", "true", "TRUE", "True", "on", "ON", "yes", "?"])
_CUDA_OPTION = pattern(
    r"-D(?:GGML_|LLAMA_|WHISPER_|WITH_|USE_|ENABLE_|BUILD_)?(?:CUDA|CUBLAS)(?::BOOL)?=(?:on|1|true|yes)",
    re.IGNORECASE,
)
_BUILDS = frozenset(["install", "develop", "build", "build_ext", "bdist_wheel"])
_COMPILERS = pattern(
    r"build-essential|gcc.*|g\+\+.*|clang.*|cmake.*|make|ninja.*|.*-dev|.*-devel|git.*|cuda-.*|rustc|cargo|golang.*"
)
_COMPILING_WORDS = ("nvcc", "setup.py", "git clone", "git+", ".cu ", "cuda_home", "arch_list", "triton", "compile")
_COMPILING = frozenset(
    "deepspeed flash-attn mamba-ssm causal-conv1d xformers triton flashinfer-python tinycudann apex pycuda vllm sglang"
    " gsplat torch-scatter torch-sparse torch-cluster torch-spline-conv auto-gptq bitsandbytes llama-cpp-python ninja"
    " numba cupy nvdiffrast torch2trt tensorrt horovod mmcv mmcv-full detectron2 lightllm exllamav2"
    " transformer-engine".split()
)


class Extension(NamedTuple):
    """A build of an extension: its name, what the table knows of it, and the command that builds it.

    `install` is that command as an installation; nothing where `setup.py` builds in place.
    """

    name: str
    row: Any
    command: Command
    word: Word
    install: Install | None = None

    @property
    def builds_cuda(self) -> bool:
        """Whether it compiles CUDA code in a build without a GPU."""
        command, compiles = self.command, self.row["compiles"]
        if _is_set(command, self.row.get("skip", "")):
            return False
        if compiles.startswith("--"):
            return any(compiles in value for value in command.values)
        return compiles in ("always", "unless prebuilt") or _is_set(command, compiles)

    @property
    def uses_torch(self) -> bool:
        """Whether it extends PyTorch, rather than using CUDA alone."""
        return bool(self.row.get("uses_torch", True))

    @property
    def is_certain(self) -> bool:
        """Whether no prebuilt wheel is fetched instead."""
        return self.row["compiles"] != "unless prebuilt" or _is_set(self.command, self.row["force"])

    @property
    def has_architectures(self) -> bool:
        """Whether something says which GPUs to build for, if only an ARG without a value."""
        name = self.row["architectures"]
        command = self.command
        return not name or name in command.step.scope.variables or variable(command, name) is not None


def extensions_of(stage: Stage) -> Iterator[Extension]:
    """The extensions that a stage builds from source."""
    by_repository = {repository: name for name, row in _rows().items() for repository in row["repositories"]}
    clones: dict[str, str] = {}
    for step in stage.steps:
        for command in step.commands:
            if command.name == "git" and "clone" in command.values:
                _note_clone(command, by_repository, clones)
            elif command.name == "python" and _BUILDS.intersection(command.values[1:]):
                yield from _set_up(command, clones)
        for install in step.installs:
            if install.manager in ("pip", "uv"):
                yield from _read(install, by_repository, clones)


def _rows() -> dict[str, Any]:
    return table.rows("extensions")


def _read(install: Install, by_repository: dict[str, str], clones: dict[str, str]) -> Iterator[Extension]:
    """What is built: from the index where that has no wheel, from a repository, or from a clone of it."""
    if install.command.has_flag("--only-binary", "--no-build", "--no-index"):
        return
    for requirement in python_packages(install):
        row = _rows().get(requirement.name)
        if row is not None and _is_source(requirement, row["index"]) and not _is_linked(install):
            yield Extension(requirement.name, row, install.command, requirement.word, install)
    for package in install.packages:
        name = None
        if package.origin in ("vcs", "url") and ".whl" not in package.name:
            match = _REPOSITORY.search(package.name.lower())
            name = by_repository.get(match[1]) if match else None
        elif package.origin == "local":
            name = _cloned(install.command, package.name, clones)
        if name is not None:
            yield Extension(name, _rows()[name], install.command, package.word, install)


def _set_up(command: Command, clones: dict[str, str]) -> Iterator[Extension]:
    """The extension that `python setup.py install` builds in a clone."""
    directory, _, script = command.values[0].rpartition("/")
    name = _cloned(command, directory, clones) if script == "setup.py" else None
    if name is not None:
        yield Extension(name, _rows()[name], command, command.arguments[0])


def _is_source(requirement: PythonPackage, index: bool | str) -> bool:
    """Whether the index has no wheel of it: never, always, or from the release on that the table names."""
    if requirement.local or not isinstance(index, str):
        return bool(index) and not requirement.local
    if requirement.version:
        return table.number(requirement.version) >= table.number(index)
    return requirement.takes_newest


def _is_linked(install: Install) -> bool:
    return any(_may_have_wheels(index) for index in indexes_of(install))


def _may_have_wheels(index: Index) -> bool:
    """Whether it is neither PyPI, or a mirror of it, nor PyTorch's own, and so may have what these have not."""
    return index.use == "links" or (
        index.use != "backend" and not any(host in index.url for host in ("pypi", "download.pytorch.org"))
    )


def _note_clone(command: Command, by_repository: dict[str, str], clones: dict[str, str]) -> None:
    operands = [value for value in command.values[command.values.index("clone") + 1 :] if not value.startswith("-")]
    for index, value in enumerate(operands):
        match = _REPOSITORY.search(value.lower())
        name = by_repository.get(match[1]) if match else None
        if name is not None:
            target = operands[index + 1] if index + 1 < len(operands) else value.removesuffix(".git")
            clones[target.rstrip("/").rpartition("/")[2]] = name


def _cloned(command: Command, path: str, clones: dict[str, str]) -> str | None:
    """The extension whose clone is installed: by its path, or as `.` after a `cd` into it in the same RUN."""
    last = path.split("[")[0].rstrip("/").rpartition("/")[2]
    if not clones or last in clones:
        return clones.get(last)
    if last not in (".", ""):
        return None
    entered = _entered(command.step)
    count = bisect_left(entered, command.span.start, key=lambda one: one.span.start)
    place = entered[count - 1].values[0] if count else command.step.scope.workdir or ""
    return clones.get(place.rstrip("/").rpartition("/")[2])


@lru_cache(maxsize=1)
def _entered(step: Step) -> list[Command]:
    """Each `cd` of a RUN into a directory."""
    return [command for command in step.commands if command.name == "cd" and command.values]


def cmake_option(command: Command) -> str:
    """The option, on the command line or in CMAKE_ARGS, that makes CMake compile CUDA code; or nothing."""
    texts = command.values if command.name == "cmake" else []
    if command.name in ("pip", "uv"):
        texts = [variable(command, "CMAKE_ARGS") or ""]
    match = next((found for text in texts if (found := _CUDA_OPTION.search(text))), None)
    return match[0] if match else ""


def may_compile(gpu: GpuStage) -> bool:
    """Whether anything in a stage may need a compiler, as far as that can be told: in doubt, yes."""
    if gpu.has_manifests or gpu.conda or gpu.is_opaque or gpu.mentions(*_COMPILING_WORDS):
        return True
    return any(_COMPILERS.fullmatch(name) for name in gpu.system) or any(name in _COMPILING for name in gpu.packages)


def _is_set(command: Command, name: str) -> bool:
    """Whether a switch is on; a list is on whatever it says."""
    value = variable(command, name) if name else None
    return value in _TRUE or (name.endswith("LIST") and value is not None)
