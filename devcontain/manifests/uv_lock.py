"""uv.lock: the packages that uv resolved, and how they hang together."""

from typing import Any

from devcontain.manifests.lock import LIMIT, Lock, Need, Package, table, tables, text
from devcontain.manifests.repository import Repository
from devcontain.manifests.toml import read_toml

PATH = "uv.lock"
_DIRECTORIES = ("editable", "virtual", "directory")


def read_uv_lock(repository: Repository, path: str = PATH) -> Lock | None:
    """Read the repository's uv.lock, if it has one."""
    if not repository.has(path):
        return None
    root = read_toml(repository, path, LIMIT)
    packages = tuple(_package(item) for item in tables(root.items("package")))
    roots = tuple(package for package in packages if package.directory)
    return Lock(path, packages, roots, root.string("requires-python"))


def _package(item: dict[str, Any]) -> Package:
    source = table(item.get("source"))
    groups, extras = table(item.get("dev-dependencies")), table(item.get("optional-dependencies"))
    return Package(
        name=text(item.get("name")),
        version=text(item.get("version")),
        wheels=tuple(text(wheel.get("filename")) or text(wheel.get("url")) for wheel in tables(item.get("wheels"))),
        index=text(source.get("registry")),
        needs=_needs(item.get("dependencies")),
        groups=tuple((name, _needs(listed)) for name, listed in groups.items()),
        extras=tuple((name, _needs(listed)) for name, listed in extras.items()),
        has_source="sdist" in item,
        directory=next((text(source[kind]) for kind in _DIRECTORIES if kind in source), ""),
    )


def _needs(listed: Any) -> tuple[Need, ...]:
    return tuple(map(_need, tables(listed)))


def _need(item: dict[str, Any]) -> Need:
    extras = item.get("extra")
    names = tuple(map(text, extras)) if isinstance(extras, list) else ()
    return Need(text(item.get("name")), text(item.get("version")), text(item.get("marker")), names)
