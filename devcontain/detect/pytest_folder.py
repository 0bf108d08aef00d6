"""Where pytest is run, if its configuration stands in a folder of the project: from above it does not find that."""

import posixpath

from devcontain.detect.projects import find_projects
from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern

_OWN = ("pytest.ini", ".pytest.ini")
_SHARED = ("pyproject.toml", "tox.ini", "setup.cfg")
_SECTION = pattern(r"(?m)^\[(?:tool:pytest|pytest|tool\.pytest(?:\.ini_options)?)\]")
_TESTS = ("/conftest.py", "/tests.py")
_TEST = pattern(r"test_.*\.py|.*_test\.py")


def find_pytest_folder(repository: Repository, pyproject: Pyproject | None) -> str:
    """The only folder below that has a pytest.ini, or that has all tests and configures pytest in another file;
    nothing where the project's own folder configures it.
    """
    is_configured = bool(pyproject and pyproject.has_tool("pytest")) or any(map(repository.has, _OWN))
    if is_configured or any(_SECTION.search(repository.glance(path) or "") for path in _SHARED):
        return ""
    folders = _folders(repository, *_OWN)
    if not folders:
        shared = _folders(repository, *_SHARED) - set(find_projects(repository))
        folders = {folder for folder in shared if _has_all_tests(repository, folder)}
    return folders.pop() if len(folders) == 1 else ""


def _folders(repository: Repository, *names: str) -> set[str]:
    """Those with a file of such a name that configures pytest."""
    paths = repository.walk_own(*(f"/{name}" for name in names))
    return {
        posixpath.dirname(path)
        for path in paths
        if posixpath.basename(path) in _OWN or _SECTION.search(repository.glance(path) or "")
    }


def _has_all_tests(repository: Repository, folder: str) -> bool:
    return all(path.startswith(f"{folder}/") for path in repository.walk(".py") if _is_test(path))


def _is_test(path: str) -> bool:
    return f"/{path}".endswith(_TESTS) or _TEST.fullmatch(posixpath.basename(path)) is not None
