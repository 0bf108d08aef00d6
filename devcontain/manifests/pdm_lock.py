"""pdm.lock: the packages that PDM resolved."""

from typing import Any

from packaging.utils import canonicalize_name

from devcontain.manifests.lock import LIMIT, Lock, Package, tables, text
from devcontain.manifests.repository import Repository
from devcontain.manifests.toml import read_toml

PATH = "pdm.lock"


def read_pdm_lock(repository: Repository) -> Lock | None:
    """Read the repository's pdm.lock, if it has one."""
    if not repository.has(PATH):
        return None
    packages = tuple(_package(item) for item in tables(read_toml(repository, PATH, LIMIT).items("package")))
    return Lock(PATH, packages, packages)


def _package(item: dict[str, Any]) -> Package:
    names = tuple(text(file.get("file")) or text(file.get("url")) for file in tables(item.get("files")))
    return Package(
        name=canonicalize_name(text(item.get("name"))),
        version=text(item.get("version")),
        wheels=names,
        has_source=not all(name.endswith(".whl") for name in names),
        marker=text(item.get("marker")),
        directory=text(item.get("path")),
    )
