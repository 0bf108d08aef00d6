"""uv.lock: the packages that uv resolved, and how they hang together."""

from typing import Any

from devcontain.manifests.lock import LIMIT, Lock, Need, Package, table, tables, text
from devcontain.manifests.repository import Repository
from devcontain.manifests.toml import read_toml

PATH = "uv.lock"
_DIRECTORIES = ("editable", "virtual", "directory")


def read_uv_lock(repository: Repository) -> Lock | None:
    """Read the repository's uv.lock, if it has one."""
    if not repository.has(PATH):
        return None
    packages = tuple(_package(item) for item in tables(read_toml(repository, PATH, LIMIT).items("package")))
    return Lock(PATH, packages, tuple(package for package in packages if package.directory))


def _package(item: dict[str, Any]) -> Package:
    source = table(item.get("source"))
    groups = table(item.get("dev-dependencies")).values()
    return Package(
        name=text(item.get("name")),
        version=text(item.get("version")),
        wheels=tuple(text(wheel.get("filename")) or text(wheel.get("url")) for wheel in tables(item.get("wheels"))),
        index=text(source.get("registry")),
        needs=tuple(_need(need) for listed in (item.get("dependencies"), *groups) for need in tables(listed)),
        directory=next((text(source[kind]) for kind in _DIRECTORIES if kind in source), ""),
    )


def _need(item: dict[str, Any]) -> Need:
    return Need(text(item.get("name")), text(item.get("version")), text(item.get("marker")))
