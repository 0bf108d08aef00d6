"""Whether the project talks to Hadoop by its Java client, which no wheel has: libhdfs, or the hadoop command.

Spark brings a client of its own, and WebHDFS, HBase's Thrift and Hive's need none. By the documentation of pyarrow
(arrow.apache.org/docs/python/filesystems.html) and pydoop (crs4.github.io/pydoop/installation.html).
"""

from __future__ import annotations

from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from devcontain.detect.facts import Evidence
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from devcontain.detect.facts import Dependencies
    from devcontain.manifests.repository import Repository

_FILES = 2000
_COMPILED = "pydoop"
_BY_LIBRARY = pattern(
    r"""\bHadoopFileSystem\(|\b(?:pa|pyarrow)\.hdfs\.connect\(|\bfsspec\.filesystem\(\s*["']hdfs["']"""
    r"""|\b(?:read|to)_(?:parquet|csv|json|orc)\(\s*[fr]?["']hdfs://"""
)
"""Calls that load libhdfs by way of pyarrow; pandas and Dask do so too."""
_BY_COMMAND = pattern(
    r"""\b(?:system|popen|Popen|check_output|check_call|call|run|getoutput)\(\s*[fr]?["'](?:hadoop|hdfs)\s+(?:fs|dfs|jar)\b"""
    r"""|\[\s*["'](?:hadoop|hdfs)["'],\s*["'](?:fs|dfs|jar)["']|["']\s*!\s*(?:hadoop|hdfs)\s+(?:fs|dfs|jar)\b"""
)
"""Commands as Python and notebooks run them."""
_KERBEROS = pattern(r"\bkinit\b|\bkerb_ticket\b")


class HadoopNeed(NamedTuple):
    """What needs Hadoop's Java client; `is_compiled` where something is built with it."""

    evidence: Evidence
    is_compiled: bool = False
    uses_kerberos: bool = False


def detect_hadoop(repository: Repository, dependencies: Dependencies) -> HadoopNeed | None:
    """What needs the client: pydoop, or the first file of the project's own code that calls it."""
    compiled = next((one for one in dependencies.all_requirements if one.name == _COMPILED), None)
    if compiled:
        return HadoopNeed(Evidence(compiled.path, compiled.text), is_compiled=True)
    has_arrow = "pyarrow" in dependencies.names | {package.name for package in dependencies.lock.packages}
    for path in islice(chain(repository.walk_own(".py"), repository.walk_own(".ipynb")), _FILES):
        text = repository.glance(path) or ""
        if "hdfs" not in text and "adoop" not in text:
            continue
        match = (_BY_LIBRARY.search(text) if has_arrow else None) or _BY_COMMAND.search(text)
        if match:
            said = " ".join(match[0].strip("[(\"'! ").replace('"', " ").replace("'", " ").split())
            return HadoopNeed(Evidence(path, said), uses_kerberos=bool(_KERBEROS.search(text)))
    return None
