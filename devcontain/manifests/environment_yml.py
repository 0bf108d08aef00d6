"""environment.yml: what conda installs, and what pip installs into that."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name

from devcontain.errors import UserError
from devcontain.manifests.repository import Repository
from devcontain.manifests.requirement import Requirement
from devcontain.manifests.requirements_txt import RequirementsFile, parse_requirements
from devcontain.pattern import pattern
from devcontain.syntax.source import Source, Span
from devcontain.syntax.yaml import NotYamlError, read_foreign_yaml

PATHS = (
    "environment.yml",
    "environment.yaml",
    "environment-dev.yml",
    "environment-dev.yaml",
    "conda.yml",
    "conda.yaml",
    "binder/environment.yml",
    ".binder/environment.yml",
)
_SPEC = pattern(
    r"(?:(?P<channel>[^\s:]+)::)?(?P<name>[A-Za-z0-9_][\w.-]*)\s*(?P<version>[^\s=<>!~,|][^\s=]*|[=<>!~][^\s]*)?.*"
)
_MINOR = pattern(r"=*(\d+\.\d+)(?:\.\d+)?(?:\.?\*)?")
_RENAMED = {"pytorch": "torch", "pytorch-gpu": "torch", "pytorch-cpu": "torch", "tensorflow-gpu": "tensorflow"}


@dataclass(frozen=True)
class Environment:
    """An environment file, read."""

    source: Source
    channels: tuple[str, ...]
    requirements: tuple[Requirement, ...]
    """What conda installs, under the names that PyPI has for it."""
    pip: RequirementsFile
    """The lines of the `pip:` section, as a requirements file; its spans are not those of this file."""
    has_builds: bool
    """Whether a package is pinned to one build, which exists for one platform alone."""

    @property
    def python(self) -> str:
        """The Python that it names, such as `3.11`, or nothing."""
        for requirement in self.requirements:
            if requirement.name == "python" and (match := _MINOR.match(_version(requirement.text))):
                return match[1]
        return ""


def find_environment_yml(repository: Repository) -> str:
    """The path of the environment file, or nothing."""
    return next(
        (path for path in PATHS if repository.has(path) and "dependencies:" in (repository.glance(path) or "")), ""
    )


def read_environment_yml(repository: Repository, path: str) -> Environment:
    """Read an environment file; a syntax error is the user's to mend."""
    source = repository.read(path)
    try:
        data = read_foreign_yaml(source.text)
    except NotYamlError as error:
        raise UserError(f"{path}:{error.place}: {error.reason}".replace("::", ":")) from None
    data = data if isinstance(data, dict) else {}
    listed = data.get("dependencies")
    if not isinstance(listed, list):
        raise UserError(f"{path}: `dependencies` must be a list")
    specs = [item for item in listed if isinstance(item, str)]
    pip = [line for item in listed if isinstance(item, dict) for line in _strings(item.get("pip"))]
    return Environment(
        source=source,
        channels=_strings(data.get("channels")),
        requirements=tuple(_requirements(source, specs)),
        pip=parse_requirements(Source(path, "\n".join(pip))),
        has_builds=any(re.search(r"=[^=<>]+=[^=]", spec) for spec in specs),
    )


def _strings(value: Any) -> tuple[str, ...]:
    return tuple(item for item in value if isinstance(item, str)) if isinstance(value, list) else ()


def _requirements(source: Source, specs: list[str]) -> Iterator[Requirement]:
    for spec in specs:
        match = _SPEC.fullmatch(spec.strip())
        if match:
            start = source.text.find(spec)
            name = canonicalize_name(match["name"])
            span = Span(start, start + len(spec)) if start >= 0 else Span(0, 0)
            specifier = read_conda_version(_version(spec))
            yield Requirement(_RENAMED.get(name, name), spec, source.path, span, specifier=specifier)


def _version(spec: str) -> str:
    match = _SPEC.fullmatch(spec.strip())
    return (match["version"] or "") if match else ""


def read_conda_version(version: str) -> SpecifierSet:
    """conda's `=1.2` means any 1.2; a build after a second `=` says nothing about the version."""
    exact = re.fullmatch(r"=?(\d[\w.]*?)(?:\.\*)?(?:=[^=]*)?", version)
    try:
        return SpecifierSet(f"=={exact[1]}.*" if exact else version)
    except InvalidSpecifier:
        return SpecifierSet()
