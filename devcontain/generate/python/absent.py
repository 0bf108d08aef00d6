"""What the project needs and nothing brings: no archive that an image is built from, and no requirement."""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.version import Version

from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from devcontain.detect.facts import Dependencies
    from devcontain.services import Service

_ADVICE = {
    "cx-oracle": "loads Oracle's Instant Client, which Debian has not: oracledb, its successor, needs none",
    "hdfs3": "loads libhdfs3, which Debian has not and nobody maintains: pyarrow.fs.HadoopFileSystem reads HDFS, too",
}
_FIRST_WITH_TLS = Version("1.2")
_HAS_CRYPTOGRAPHY = {"aiomysql[rsa]", "cryptography", "pymysql[rsa]"}
_OLD_PASSWORDS = pattern(r":5\.")


def absent_notes(dependencies: Dependencies, beside: Iterable[Service]) -> Iterator[str]:
    """A note for each requirement that is left without something, and what does without it."""
    for requirement in dependencies.all_requirements:
        if requirement.name in _ADVICE:
            yield f"{requirement.text} {_ADVICE[requirement.name]}"
    names = dependencies.names | {package.name for package in dependencies.lock.packages}
    mysql = next((one for one in beside if one.name == "mysql"), None)
    if mysql is None or names & _HAS_CRYPTOGRAPHY or _OLD_PASSWORDS.search(str(mysql.compose.get("image"))):
        return
    version = _pymysql(dependencies)
    if version and version < _FIRST_WITH_TLS:
        yield f"PyMySQL {version} logs in to MySQL 8 with cryptography, which nothing requires: require PyMySQL[rsa]"


def _pymysql(dependencies: Dependencies) -> Version | None:
    locked = next((one.version for one in dependencies.lock.packages if one.name == "pymysql"), "")
    pins = (one.pin for one in dependencies.all_requirements if one.name == "pymysql")
    return Version(locked) if locked else next(pins, None)
