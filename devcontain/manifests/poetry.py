"""Poetry's own tables in pyproject.toml, as far as they stand there without a lock file."""

import re
from collections.abc import Iterator
from typing import Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.utils import canonicalize_name

from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.requirement import Requirement
from devcontain.manifests.toml import Table
from devcontain.pattern import pattern

_CARET = pattern(r"\^\s*(\d+)(?:\.(\d+))?[\w.]*")
_TILDE = pattern(r"(?<![~=])~\s*(\d+)(?:\.(\d+))?[\w.]*")
_BARE = pattern(r"^\s*(\d+(?:\.\d+)*(?:\.\*)?)\s*$")


def read_poetry_python(pyproject: Pyproject) -> str:
    """What `[tool.poetry.dependencies] python` admits, as a standard specifier; nothing where it cannot be told."""
    constraint = pyproject.poetry.table("dependencies").data.get("python")
    if not isinstance(constraint, str):
        return ""
    text = _BARE.sub(r"==\1.*", constraint).replace(".*.*", ".*")
    text = _CARET.sub(lambda match: f">={_minimum(match)},<{int(match[1]) + 1}", text)
    text = _TILDE.sub(_compatible, text)
    try:
        return str(SpecifierSet(text))
    except InvalidSpecifier:
        return ""


def read_poetry_requirements(pyproject: Pyproject) -> tuple[Requirement, ...]:
    """What the project requires by its main table."""
    return tuple(_requirements(pyproject.poetry.table("dependencies")))


def read_poetry_groups(pyproject: Pyproject) -> tuple[Requirement, ...]:
    """What the groups of the project hold, which its build backend does not install."""
    groups = pyproject.poetry.table("group")
    tables = [groups.table(name).table("dependencies") for name in groups.data]
    return tuple(
        requirement
        for table in (pyproject.poetry.table("dev-dependencies"), *tables)
        for requirement in _requirements(table)
    )


def _minimum(match: re.Match[str]) -> str:
    return f"{match[1]}.{match[2] or 0}"


def _compatible(match: re.Match[str]) -> str:
    above = f"{match[1]}.{int(match[2]) + 1}" if match[2] else f"{int(match[1]) + 1}"
    return f">={_minimum(match)},<{above}"


def _requirements(table: Table) -> Iterator[Requirement]:
    for name, value in table.data.items():
        if canonicalize_name(name) != "python" and not _is_optional(value):
            version = _version(value)
            yield Requirement(
                canonicalize_name(name),
                f'{name} = "{version}"' if version else name,
                table.source.path,
                table.find(name),
                _extras(value),
                _specifier(version),
            )


def _is_optional(value: Any) -> bool:
    return isinstance(value, dict) and value.get("optional") is True


def _extras(value: Any) -> frozenset[str]:
    extras = value.get("extras") if isinstance(value, dict) else None
    names = extras if isinstance(extras, list) else []
    return frozenset(canonicalize_name(extra) for extra in names if isinstance(extra, str))


def _version(value: Any) -> str:
    version = value.get("version") if isinstance(value, dict) else value
    return version if isinstance(version, str) else ""


def _specifier(version: str) -> SpecifierSet:
    """What a constraint admits; all where it cannot be told. A version without a sign means just that one."""
    text = "" if version.strip() == "*" else _BARE.sub(r"==\1", version)
    text = _TILDE.sub(_compatible, _CARET.sub(_below_next, text))
    try:
        return SpecifierSet(text)
    except InvalidSpecifier:
        return SpecifierSet()


def _below_next(match: re.Match[str]) -> str:
    """From a version up to the next major release, or the next minor one of what is below 1."""
    minor = f".{int(match[2] or 0) + 1}" if match[1] == "0" and match[2] else ""
    return f">={match[0].lstrip('^ ')},<{match[1] if minor else int(match[1]) + 1}{minor}"
