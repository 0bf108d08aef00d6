"""The databases that a project's Spark reads by JDBC, where nothing of the project says where their drivers are."""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from devcontain.manifests.repository import Repository

_FILES = 2000
_URL = pattern(r"jdbc:(?:mariadb|mysql|oracle|postgresql|sqlserver)\b")
_CONFIGURES = pattern(r"spark\.(?:jars|driver\.extraClassPath)|--(?:jars|packages|driver-class-path)")


def detect_jdbc(repository: Repository, dependencies: Dependencies) -> tuple[Evidence, ...]:
    """How the addresses in code begin, each once; none where code or a file of Spark's configures drivers."""
    if "pyspark" not in dependencies.names or next(iter(repository.walk("spark-defaults.conf")), None):
        return ()
    found: dict[str, Evidence] = {}
    for path in islice(chain(repository.walk(".py"), repository.walk(".ipynb")), _FILES):
        text = repository.glance(path) or ""
        if _CONFIGURES.search(text):
            return ()
        for match in _URL.finditer(text):
            found.setdefault(match[0], Evidence(path, match[0]))
    return tuple(found[name] for name in sorted(found))
