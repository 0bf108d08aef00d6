"""What a Dockerfile puts into its image beside the project's dependencies, and what of it could go into another."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern
from devcontain.semantics.build import Build
from devcontain.semantics.debian_other_names import debian_name
from devcontain.semantics.debian_uses import IN_IMAGE
from devcontain.semantics.recipe_steps import OURS, Fate, fate_of
from devcontain.semantics.variables import resolve
from devcontain.syntax.dockerfile import parse
from devcontain.syntax.image import parse as parse_image
from devcontain.syntax.source import Source

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from devcontain.semantics.build import Step

_VERSION = pattern(r"(?<![\d.])([23]\.\d{1,2})(?:\.\d+)?(?=$|[-_])")
_VERSION_IN_TAG = pattern(r"python([23]\.\d{1,2})(?![\d.])")
_INTERPRETER = pattern(r"python(3\.\d{1,2})")
_OF_PYTHON = pattern(r"(?:lib)?python[\d.]*(?:-(?:dev|pip|venv|distutils|setuptools|wheel|minimal|full|is-python3))?")
_MANIFEST = pattern(
    r"(?:\S*/)?(?:\.?|[\w.-]*requirements[\w.*-]*|pyproject\.toml|[\w.-]+\.lock\*?|pdm\.lock|setup\.(?:py|cfg)"
    r"|Pipfile(?:\.lock)?\*?|environment[\w.-]*\.ya?ml\*?|README\S*|LICENSE\S*|noop\.txt|poetry\.toml)"
)
_SOURCES = pattern(r"sources\.list|apt-key|keyrings?\b|apt-repository|\.deb\b|\bsetup_\w+\.x|trusted\.gpg|signed-by")
_NAME = pattern(r"[a-z0-9][a-z0-9+.-]+")
_PORT = pattern(r"(\d{1,5})(?:/tcp)?")
_NOT_CARRIED = frozenset(
    {
        *("PATH", "VIRTUAL_ENV", "PYTHONUNBUFFERED", "PYTHONDONTWRITEBYTECODE", "PYTHONHASHSEED", "DEBIAN_FRONTEND"),
        *("PIP_NO_CACHE_DIR", "PIP_DISABLE_PIP_VERSION_CHECK", "PIP_DEFAULT_TIMEOUT", "CONDA_PREFIX", "CONDA_DIR"),
        *("HOME", "USER", "SHELL", "PWD"),
    }
)
_MANAGERS = ("POETRY_", "UV_", "PDM_", "PIPENV_", "CONDA_", "MAMBA_", "PYENV_")
_EXTENDS_PATH = pattern(r"\"?[\w./:-]*\$(?:PATH|\{PATH\})[\w./:-]*\"?")


class Left(NamedTuple):
    """What has no place in another image: its line, and its words."""

    row: int
    text: str


class Recipe(NamedTuple):
    """What goes into an image."""

    path: str
    python: str = ""
    """The version of Python that it has, such as `3.12`, where that is known."""
    because: str = ""
    """What says so."""
    packages: tuple[str, ...] = ()
    """Packages that Debian 12 has, by its names for them."""
    requirements: tuple[str, ...] = ()
    """What pip installs by name, as it is written there."""
    kept: tuple[str, ...] = ()
    """Instructions that can stand in another Dockerfile as they are."""
    variables: tuple[str, ...] = ()
    """The names of what they set."""
    ports: tuple[int, ...] = ()
    left: tuple[Left, ...] = ()


def read_recipe(path: str, text: str, arguments: Mapping[str, str] | None = None) -> Recipe:
    """The recipe of the image that the last stage makes, built with these arguments."""
    document = parse(Source(path, _with_arguments(text, arguments or {})))
    build = Build(document)
    return _Reading(build).recipe(path) if build.target and not document.faults else Recipe(path)


class _Reading:
    """One Dockerfile, seen from the stage that is built."""

    def __init__(self, build: Build) -> None:
        self.build = build
        self.line = build.target.line[::-1] if build.target else ()
        self.source = build.dockerfile.source
        image = self.line[0].image if self.line else None
        has_sources = _SOURCES.search(self.source.text)
        self.is_alike = image is not None and "bookworm" in image.tag and not has_sources
        """Whether all that it installs comes from Debian 12."""
        self.packages: dict[str, None] = {}
        self.kept: list[str] = []
        self.variables: list[str] = []
        self.ports: dict[int, None] = {}
        self.left: list[Left] = []

    def recipe(self, path: str) -> Recipe:
        steps = [step for stage in self.line for step in stage.steps]
        has_files = False
        for step in steps:
            has_files = has_files or step.keyword in {"COPY", "ADD"}
            self._read(step, has_files)
        for stage in self.build.stages:
            if stage not in self.line and python_of(stage.origin.base or ""):
                self._install(name for step in stage.steps for name in _packages(step))
        version, because = self._python(steps)
        return Recipe(
            path,
            version,
            because,
            tuple(self.packages),
            tuple(dict.fromkeys(text for step in steps for text in _requirements(step))),
            tuple(self.kept),
            tuple(self.variables),
            tuple(self.ports),
            tuple(self.left),
        )

    def _python(self, steps: list[Step]) -> tuple[str, str]:
        image = self.line[0].base or ""
        if version := python_of(image):
            return version, f"FROM {image}"
        matches = map(_INTERPRETER.fullmatch, _all_packages(steps))
        return next(((match[1], f"apt-get install {match[0]}") for match in matches if match), ("", ""))

    def _read(self, step: Step, has_files: bool) -> None:
        match step.written.keyword:
            case "ENV":
                self._set(step)
            case "EXPOSE":
                ports = (_PORT.fullmatch(step.scope.expand(word.value) or "") for word in step.instruction.words)
                self.ports |= dict.fromkeys(int(match[1]) for match in ports if match and 0 < int(match[1]) < 65536)
            case "RUN":
                self._run(step, has_files)
            case "COPY" | "ADD":
                self._copy(step)
            case keyword if keyword not in OURS:
                self._leave(step)

    def _run(self, step: Step, has_files: bool) -> None:
        unknown = [name for name in _packages(step) if not self._is_known(name)]
        fate = fate_of(step, has_files, has_unknown=bool(unknown))
        if fate is Fate.KEPT:
            self.kept.append(self.source.slice(step.written.span))
            return
        self._install(_packages(step))
        if unknown and fate is not Fate.LEFT:
            self.left.append(Left(self._row(step), f"apt-get install {' '.join(unknown)}"))
        if fate is Fate.LEFT:
            self._leave(step)

    def _copy(self, step: Step) -> None:
        """Keep what comes from another image; what is read to install dependencies, or is the code, comes by itself."""
        flag = step.instruction.flag("from")
        if flag and "/uv" in flag.value:
            return
        is_image = flag and not self.build.stage_at(flag.value) and any(mark in flag.value for mark in "/:")
        if is_image and "$" not in step.instruction.body and step.scope.user in {"", "root", "0"}:
            self.kept.append(self.source.slice(step.written.span))
        elif flag or not all(map(_MANIFEST.fullmatch, (word.value for word in step.instruction.words[:-1]))):
            self._leave(step)

    def _install(self, names: Iterator[str] | list[str]) -> None:
        known = (debian_name(name) or name for name in names if self._is_known(name))
        self.packages |= dict.fromkeys(name for name in known if name not in IN_IMAGE)

    def _is_known(self, name: str) -> bool:
        """Whether Debian 12 has a package: of an image of its own, whatever is installed."""
        is_named = bool(debian_name(name)) or name in IN_IMAGE
        return is_named or (self.is_alike and bool(_NAME.fullmatch(name)))

    def _set(self, step: Step) -> None:
        """Keep what is set, with the variables in it replaced, since where they come from may not be kept."""
        line = []
        for pair in step.instruction.pairs:
            value = resolve(pair.value or "", step.scope.variables, step.instruction.escape)
            if pair.name == "PATH" and _EXTENDS_PATH.fullmatch(pair.value or ""):
                line.append(f"PATH={pair.value}")
            elif pair.name in _NOT_CARRIED or pair.name.startswith(_MANAGERS):
                continue
            elif value is None or not value.isprintable() or _is_below(value, self._workdir()):
                self.left.append(Left(self._row(step), f"ENV {pair.name}"))
            else:
                line.append(f"{pair.name}={quoted(value)}")
                self.variables.append(pair.name)
        if line:
            self.kept.append("ENV " + " \\\n    ".join(line))

    def _workdir(self) -> str:
        last = self.line[-1].steps[-1:]
        return (last[0].scope.workdir if last else "") or ""

    def _leave(self, step: Step) -> None:
        lines = self.source.slice(step.written.span).splitlines()
        self.left.append(Left(self._row(step), lines[0].rstrip(" \\") + (" ..." if len(lines) > 1 else "")))

    def _row(self, step: Step) -> int:
        return self.source.position(step.written.start)[0]


def quoted(value: str) -> str:
    """A value as an ENV has it, where it stays the same text."""
    if re.fullmatch(r"[\w./:@%+=,~-]+", value, re.ASCII):
        return value
    return '"' + re.sub(r'(["\\$])', r"\\\1", value) + '"'


def _packages(step: Step) -> list[str]:
    """What a step takes from Debian, without versions, and without what is Python's."""
    return [name for name in _all_packages([step]) if not _OF_PYTHON.fullmatch(name)]


def _requirements(step: Step) -> Iterator[str]:
    """What a step has pip install by name, with variables replaced; what names a file or an address is left out."""
    for install in step.installs:
        if install.manager in {"pip", "uv"}:
            for package in install.packages:
                text = step.scope.expand(package.word.value)
                if package.origin == "index" and text:
                    yield text


def _all_packages(steps: list[Step]) -> list[str]:
    installs = (install for step in steps for install in step.installs if install.manager == "apt")
    return [package.name.partition(":")[0].rstrip("+") for install in installs for package in install.packages]


def python_of(reference: str) -> str:
    """The version of Python that an image has, by its name and tag; nothing where they do not say."""
    image = parse_image(reference)
    found = _VERSION.search(image.tag) if "python" in image.name else _VERSION_IN_TAG.search(image.tag)
    return found[1] if found else ""


def _is_below(value: str, folder: str) -> bool:
    """Whether a value names something in the folder that the code has there, and elsewhere here."""
    return len(folder) > 1 and any(f"{part}/".startswith(f"{folder.rstrip('/')}/") for part in value.split(":"))


def _with_arguments(text: str, arguments: Mapping[str, str]) -> str:
    """The text with other defaults for its ARGs."""
    for name, value in arguments.items():
        if re.fullmatch(r"\w+", name) and re.fullmatch(r"[\w.+:/@-]*", value):
            text = re.sub(rf"(?m)^([ \t]*ARG[ \t]+{name})(?:=\S*)?[ \t]*$", rf"\g<1>={value}", text)
    return text
