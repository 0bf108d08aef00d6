"""A stage as far as GPUs are concerned: its image, and what it and the stages that it continues have installed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.caching import cached_property
from devcontain.gpu.images import GpuImage, read_image
from devcontain.pattern import pattern
from devcontain.semantics.gpu.packages import MANAGERS, PythonPackage, python_packages
from devcontain.semantics.gpu.words import speaks_of_gpus

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Hashable

    from devcontain.semantics.build import Stage
    from devcontain.semantics.commands import Command
    from devcontain.semantics.installs import Install, Package
    from devcontain.syntax.source import Span

_SCRIPT = pattern(r"\.{0,2}/.*|.*\.(?:sh|bash|run|py|bin)")
_PROGRAM = pattern(r"/(?:usr/)?(?:local/)?s?bin/[\w.-]+")
_SHELLS = frozenset(["sh", "bash", "source", ".", "make", "cmake", "ansible-playbook", "spack", "nix", "nix-env"])
_META = pattern(r"cuda(?:-\d+-\d+)?")
_PYTHON_VERSION = pattern(r"(?:python|pip)3?[=.-]*(3\.\d+)")
_TOOLKIT = (
    *("nvidia-cuda-nvcc", "cuda-nvcc", "cuda-toolkit", "cudatoolkit", "_linux.run", "cuda-linux", "cuda-repo"),
    *("nvidia-cuda-dev", "cudart-dev", "cuda-driver-dev", "cuda_inc_dir"),
)
_OTHER_PYTHON = (
    *("conda", "mamba", "pyenv", "deadsnakes", "uv venv", "uv python", "uv sync", "uv run", "pixi", "virtualenv -p"),
    *("virtualenv --python", "poetry", "--python", "pypy"),
)


class GpuStage:
    """What is known of a stage; `packages`, `system` and `conda` count those of the stages it continues too."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.before: GpuStage | None = stage.parent.gpu if stage.parent else None
        self.image: GpuImage = self.before.image if self.before else _read_base(stage)
        self.text = "\n".join(step.instruction.script for step in stage.steps if step.keyword != "LABEL").lower()
        self.own: list[PythonPackage] = []
        self.own_conda: list[Package] = []
        self.own_system: list[str] = []
        self.packages: dict[str, PythonPackage] = self.before.packages if self.before else {}
        self._first_open: Span | None = None
        self._answers: dict[Hashable, bool] = {}
        self._names: dict[str, frozenset[str]] = {}
        self._read()

    def _read(self) -> None:
        for install in (install for step in self.stage.steps for install in step.installs):
            if install.manager in MANAGERS:
                self.own += python_packages(install)
                if self._first_open is None and _is_open(install):
                    self._first_open = install.command.span
            elif install.manager == "conda":
                self.own_conda += install.packages
                if self._first_open is None and install.manifests:
                    self._first_open = install.command.span
            else:
                self.own_system += [package.name for package in install.packages]
        if self.own:
            self.packages = {**self.packages, **{package.name: package for package in self.own}}

    def _ever(self, question: Hashable, own: Callable[[GpuStage], bool]) -> bool:
        """Whether something holds for this stage, or one that it continues; each is asked once."""
        waiting: list[GpuStage] = []
        each: GpuStage | None = self
        while each is not None and question not in each._answers:
            waiting.append(each)
            each = each.before
        answer = each is not None and each._answers[question]
        for stage in reversed(waiting):
            answer = stage._answers[question] = answer or own(stage)
        return answer

    def _all(self, kind: str, own: Callable[[GpuStage], frozenset[str]]) -> frozenset[str]:
        """The names of a kind in this stage and those that it continues; each is asked once."""
        waiting: list[GpuStage] = []
        each: GpuStage | None = self
        while each is not None and kind not in each._names:
            waiting.append(each)
            each = each.before
        names = frozenset() if each is None else each._names[kind]
        for stage in reversed(waiting):
            names = stage._names[kind] = names | own(stage)
        return names

    def _mentions(self, word: str | re.Pattern[str]) -> bool:
        return self._ever(word, lambda stage: _says(stage.text, word))

    @property
    def has_manifests(self) -> bool:
        """Whether an installation reads files that are not seen here, or brings a project of its own."""
        return self._ever("?open", lambda stage: stage._first_open is not None)

    @property
    def system(self) -> frozenset[str]:
        """The packages of the distribution that are installed, by their names."""
        return self._all("system", lambda stage: frozenset(stage.own_system))

    @property
    def conda(self) -> frozenset[str]:
        """The packages that conda installs, by their names."""
        return self._all("conda", lambda stage: frozenset(one.name for one in stage.own_conda))

    @property
    def is_opaque(self) -> bool:
        """Whether something runs, or is copied from elsewhere, that may have installed anything."""
        return self._ever("?opaque", lambda stage: _is_opaque(stage.stage))

    @property
    def copies_from_elsewhere(self) -> bool:
        """Whether files of another image or stage are copied in."""
        return self._ever("?copies", lambda stage: _copies_from_elsewhere(stage.stage))

    def mentions(self, *words: str | re.Pattern[str]) -> bool:
        """Whether an instruction that led to this stage's end says one of these, in small letters, in any way."""
        return any(self._mentions(word) for word in words)

    def is_open_before(self, install: Install) -> bool:
        """Whether an installation, or one before it, reads files that are not seen here."""
        if self.before is not None and self.before.has_manifests:
            return True
        return self._first_open is not None and self._first_open <= install.command.span

    @cached_property
    def python(self) -> str:
        """The version of the Python that `pip` belongs to, such as `3.10`; empty where that is not certain."""
        image = self.image
        own: str = image.python or image.system.get("python", "")
        if not own or image.kind not in ("nvidia/cuda", "python", "ubuntu", "debian") or self.mentions(*_OTHER_PYTHON):
            return ""
        named = self._all("python", lambda stage: frozenset(_PYTHON_VERSION.findall(stage.text)))
        return own if named <= {own} else ""

    @cached_property
    def has_toolkit(self) -> bool | None:
        """Whether nvcc is there: in the image, or installed; nothing where that is not known."""
        if self.image.compiles or self.has_cuda_package("nvcc", "toolkit", "compiler", "minimal-build"):
            return True
        if self.image.compiles is None or self.is_opaque or self.mentions(*_TOOLKIT):
            return None
        return False

    def has_cuda_package(self, *parts: str) -> bool:
        """Whether all of CUDA is installed by distribution or conda, or a package of it whose name has such a part."""
        return self._ever(parts, lambda stage: _has_cuda_package(stage, parts))


def read(stage: Stage) -> GpuStage | None:
    """What is known of a stage; nothing where the file says nothing of GPUs."""
    if not speaks_of_gpus(stage.build):
        return None
    waiting = []
    parent = stage.parent
    while parent is not None and "gpu" not in vars(parent):
        waiting.append(parent)
        parent = parent.parent
    for each in reversed(waiting):
        _ = each.gpu
    return GpuStage(stage)


def _read_base(stage: Stage) -> GpuImage:
    return read_image(stage.image) if stage.image else GpuImage()


def runs_script(command: Command) -> bool:
    """Whether a command carries out a file of commands, which may do anything."""
    path = command.path
    return command.name in _SHELLS or bool(_SCRIPT.fullmatch(path) and not _PROGRAM.fullmatch(path))


def _says(text: str, word: str | re.Pattern[str]) -> bool:
    return word in text if isinstance(word, str) else word.search(text) is not None


def _is_open(install: Install) -> bool:
    """Whether it may bring more than it names."""
    return bool(install.manifests or install.default_manifests) or any(
        package.origin in ("local", "unknown") for package in install.packages
    )


def _has_cuda_package(stage: GpuStage, parts: tuple[str, ...]) -> bool:
    names = (*stage.own_system, *(package.name for package in stage.own_conda))
    return any(_META.fullmatch(name) or ("cuda" in name and any(part in name for part in parts)) for name in names)


def _is_opaque(stage: Stage) -> bool:
    downloads = any(step.keyword == "ADD" and "://" in step.instruction.body for step in stage.steps)
    scripts = any(runs_script(command) for step in stage.steps for command in step.commands)
    return downloads or scripts or _copies_from_elsewhere(stage)


def _copies_from_elsewhere(stage: Stage) -> bool:
    return any(step.keyword in ("COPY", "ADD") and step.instruction.flag("from") for step in stage.steps)
