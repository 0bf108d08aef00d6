"""poetry.lock: the packages that Poetry resolved, and the Poetry that did it."""

from typing import Any

from packaging.utils import canonicalize_name

from devcontain.manifests.lock import LIMIT, Lock, Package, table, tables, text
from devcontain.manifests.repository import Repository
from devcontain.manifests.toml import read_toml
from devcontain.pattern import pattern

PATH = "poetry.lock"
_HEADER = pattern(r"#[^\n]*\bPoetry (\d+\.\d+\.\d+)\b")
_FROM = pattern(r">=[ ]*(\d+\.\d+)")


def read_poetry_lock(repository: Repository) -> Lock | None:
    """Read the repository's poetry.lock, if it has one."""
    if not repository.has(PATH):
        return None
    root = read_toml(repository, PATH, LIMIT)
    files = table(table(root.data.get("metadata")).get("files"))
    packages = tuple(_package(item, files) for item in tables(root.items("package")))
    wanted = (item.get("optional") is not True for item in tables(root.items("package")))
    return Lock(PATH, packages, tuple(package for package, is_root in zip(packages, wanted, strict=True) if is_root))


def read_poetry_version(repository: Repository) -> tuple[str, str]:
    """The version of Poetry that wrote the lock, as its first line says, and the version of the lock's format."""
    root = read_toml(repository, PATH, LIMIT)
    header = _HEADER.match(root.source.text)
    # Poetry did not write a version before 1.1.
    file_format = text(table(root.data.get("metadata")).get("lock-version")) or "1.0"
    return header[1] if header else "", file_format


def _package(item: dict[str, Any], files: dict[str, Any]) -> Package:
    name, source = text(item.get("name")), table(item.get("source"))
    kind, url = text(source.get("type")), text(source.get("url"))
    # Until Poetry 1.3 the files stood in one table at the end.
    listed = tables(item.get("files")) or tables(files.get(name))
    names = tuple(text(file.get("file")) for file in listed)
    return Package(
        name=canonicalize_name(name),
        version=text(item.get("version")),
        wheels=names,
        has_source=not all(file.endswith(".whl") for file in names),
        index=url if kind == "legacy" else "",
        marker=text(item.get("markers")) or _marker(text(item.get("python-versions"))),
        directory=url if kind in {"directory", "file"} else "",
    )


def _marker(pythons: str) -> str:
    """The oldest Python that a package is for: before Poetry 2 nothing else says what an older one goes without."""
    first = _FROM.search(pythons)
    return f'python_version >= "{first[1]}"' if first else ""
