"""What of the repository the application does not need where it is in use."""

import re

from devcontain.detect.facts import Dependencies
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern

_DIRECTORIES = (".devcontainer", ".github", ".vscode", "test", "tests")
_BUILDS = ("pyproject.toml", "setup.cfg", "setup.py")
_NAMED = pattern(r"^[^#\n]*\b(?:include|open|packages|read)\b[^#\n]*[\"'](\w+)[\"'/]", re.MULTILINE)


def find_left_out(repository: Repository, dependencies: Dependencies) -> tuple[str, ...]:
    """The directories that neither the installation nor the build of the project reads."""
    read = {path.partition("/")[0] for path in (*dependencies.manifests, *dependencies.files) if "/" in path}
    read |= {name for path in _BUILDS for name in _NAMED.findall(repository.glance(path) or "")}
    return tuple(name for name in _DIRECTORIES if name not in read)
