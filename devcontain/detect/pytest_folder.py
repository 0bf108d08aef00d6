"""Where pytest is run, if its configuration stands in a folder of the project: from above it does not find that."""

import posixpath

from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.repository import ASIDE, Repository
from devcontain.pattern import pattern

_OWN = ("pytest.ini", ".pytest.ini")
_SHARED = ("tox.ini", "setup.cfg")
_SECTION = pattern(r"(?m)^\[(?:tool:)?pytest\]")


def find_pytest_folder(repository: Repository, pyproject: Pyproject | None) -> str:
    """The only folder below that has a pytest.ini; nothing where the project's own folder configures pytest."""
    is_configured = bool(pyproject and pyproject.has_tool("pytest")) or any(map(repository.has, _OWN))
    if is_configured or any(_SECTION.search(repository.glance(path) or "") for path in _SHARED):
        return ""
    paths = (path for path in repository.walk("/pytest.ini") if not ASIDE & set(path.split("/")))
    folders = {posixpath.dirname(path) for path in paths}
    return folders.pop() if len(folders) == 1 else ""
