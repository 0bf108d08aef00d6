"""Which uv a repository asks for: another one refuses to do anything in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from devcontain.detect.facts import UV_VERSION
from devcontain.manifests.toml import read_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.manifests.pyproject import Pyproject
    from devcontain.manifests.repository import Repository

_FILE = "uv.toml"
_MINORS = tuple(f"0.{minor}" for minor in range(13, 0, -1))


def find_uv_version(repository: Repository, pyproject: Pyproject | None) -> str:
    """The tag of uv's image that `required-version` admits; nothing where the newest one does, or no known one."""
    wanted = _required(repository, pyproject)
    try:
        specifier = SpecifierSet(wanted if wanted[:1] in "<=>!~" else f"=={wanted}")
    except InvalidSpecifier:
        return ""
    if specifier.contains(UV_VERSION):
        return ""
    return next(_admitted(specifier), "")


def _required(repository: Repository, pyproject: Pyproject | None) -> str:
    """What uv.toml says, which goes before pyproject.toml."""
    if repository.has(_FILE):
        return read_toml(repository, _FILE).string("required-version")
    return pyproject.root.table("tool").table("uv").string("required-version") if pyproject else ""


def _admitted(specifier: SpecifierSet) -> Iterator[str]:
    """The newest releases of a minor version, which a tag of their own names, then those that are named exactly."""
    yield from (minor for minor in _MINORS if specifier.contains(f"{minor}.999"))
    yield from (one.version for one in specifier if specifier.contains(one.version))
