"""The development tools in use that an editor has an extension or a setting for."""

import posixpath
import re
from itertools import islice

from devcontain.detect.facts import Dependencies
from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern

_DISTRIBUTIONS = {
    "pytest": {"pytest", "pytest-django", "pytest-cov"},
    "ruff": {"ruff"},
    "jupyter": {"jupyter", "jupyterlab", "notebook", "ipykernel"},
}
_TEST = pattern(r"test_.*\.py|.*_test\.py|conftest\.py")
_IMPORT = pattern(r"^(?:import|from) pytest\b", re.MULTILINE)
_MOST_TESTS = 50
_EXAMPLES = {"tests", "test", "examples", "docs"}
_FILES = {"pytest": {"pytest.ini"}, "ruff": {"ruff.toml", ".ruff.toml"}}


def detect_tools(repository: Repository, pyproject: Pyproject | None, dependencies: Dependencies) -> frozenset[str]:
    """Those of pytest, ruff and jupyter that a requirement, a configuration or a notebook shows."""
    found = {tool for tool, distributions in _DISTRIBUTIONS.items() if dependencies.names & distributions}
    found |= {tool for tool, files in _FILES.items() if any(repository.has(file) for file in files)}
    found |= {tool for tool in ("pytest", "ruff") if pyproject and pyproject.has_tool(tool)}
    if "pytest" not in found and _has_pytest_tests(repository):
        found.add("pytest")
    if any(not _EXAMPLES.intersection(path.split("/")) for path in repository.walk(".ipynb")):
        found.add("jupyter")
    return frozenset(found)


def _has_pytest_tests(repository: Repository) -> bool:
    """Whether a test imports pytest, which nothing else may say."""
    tests = (path for path in repository.walk(".py") if _TEST.fullmatch(posixpath.basename(path)))
    return any(_IMPORT.search(repository.glance(path) or "") for path in islice(tests, _MOST_TESTS))
