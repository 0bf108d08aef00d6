"""The projects of a repository: the folders that have files which name dependencies."""

import posixpath

from devcontain.errors import UserError
from devcontain.manifests.pyproject import PATH as PYPROJECT
from devcontain.manifests.repository import ASIDE, Repository
from devcontain.manifests.toml import read_toml

_MANIFESTS = (
    *("requirements.txt", "requirements.in", PYPROJECT, "setup.py", "environment.yml", "environment.yaml"),
    *("Pipfile", "pixi.toml"),
)
_REQUIREMENTS = ("base.txt", "common.txt", "main.txt", "prod.txt", "production.txt", "base.in", "main.in")
_ASIDE = ASIDE | {
    *("binder", "demo", "demos", "fixtures", "templates", "testdata"),
    *("third_party", "thirdparty", "vendor", "vendored"),
}
_TABLES = {"project", "build-system", "dependency-groups"}
_TOOLS = {"poetry", "pdm", "hatch", "uv", "pixi", "flit"}


def find_projects(repository: Repository) -> tuple[str, ...]:
    """The folders below the root, sorted; what lies within a project is a part of it."""
    names = (*_MANIFESTS, *(f"requirements/{name}" for name in _REQUIREMENTS))
    found: dict[str, None] = {}
    for path in repository.walk(*(f"/{name}" for name in names)):
        folder = posixpath.dirname(path)
        if "requirements" in folder.split("/"):
            folder = f"/{folder}/".partition("/requirements/")[0][1:]
        if folder and folder not in found and _is_project(repository, folder, path) and not _is_within(folder, found):
            found[folder] = None
    return tuple(sorted(found))


def _is_project(repository: Repository, folder: str, path: str) -> bool:
    parts = set(folder.split("/"))
    if parts & _ASIDE or any("{{" in part for part in parts):
        return False
    if posixpath.basename(path) == "setup.py":
        return "setup(" in (repository.glance(path) or "")
    return posixpath.basename(path) != PYPROJECT or _names_something(repository, path)


def _names_something(repository: Repository, path: str) -> bool:
    """Whether a pyproject.toml is more than the settings of tools."""
    try:
        root = read_toml(repository, path)
    except UserError:
        return True  # which is told of where it matters
    tools = root.data.get("tool")
    return bool(_TABLES & set(root.data)) or bool(_TOOLS & set(tools if isinstance(tools, dict) else ()))


def _is_within(folder: str, found: dict[str, None]) -> bool:
    parts = folder.split("/")
    return any("/".join(parts[:count]) in found for count in range(1, len(parts)))
