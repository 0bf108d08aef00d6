"""What Spark needs beside Python: a Java that it runs on, and drivers for the databases that it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from packaging.version import Version

from devcontain.detect.facts import Evidence, WebApplication
from devcontain.generate.plan import HOME, Cache, Decision, Spark

if TYPE_CHECKING:
    from devcontain.detect.facts import Dependencies, Facts
    from devcontain.generate.python.images import Image

_PORT = 4040
_JAVA_17, _ELSEWHERE = "openjdk-17-jre-headless", "eclipse-temurin:{}-jre"
_FIRST_WITH_17 = Version("3.3")
_RELEASES = ("4.3.0", "4.0.5", "3.5.9", "3.4.4", "3.3.4", "3.2.4", "3.1.3", "3.0.3", "2.4.8")
_JARS = {
    "jdbc:mariadb": ("libmariadb-java", "/usr/share/java/mariadb-java-client.jar"),
    "jdbc:postgresql": ("libpostgresql-jdbc-java", "/usr/share/java/postgresql.jar"),
}
"""The drivers that Debian has, and where."""
_MYSQL, _ORACLE = "com.mysql:mysql-connector-j:9.6.0", "com.oracle.database.jdbc:ojdbc{}:23.26.1.0.0"
_SQL_SERVER = "com.microsoft.sqlserver:mssql-jdbc:13.6.2.jre{}"
_ON_MAVEN = {"jdbc:mysql": _MYSQL, "jdbc:oracle": _ORACLE, "jdbc:sqlserver": _SQL_SERVER}
"""Those that Spark has to fetch from Maven Central, where they are made for Java 8 or for Java 11 and newer.

By dev.mysql.com/downloads/connector/j, learn.microsoft.com/sql/connect/jdbc/system-requirements-for-the-jdbc-driver and
what Oracle's two artifacts say of themselves there, of which each also says for which Java it is.
"""
_NEW_IVY = Version("4.0")
"""The first Spark whose Ivy keeps jars in a folder of its own version."""


class Choice(NamedTuple):
    """What Spark gets in the image, all Debian packages with those for it, the reasons, and what its jars stay in."""

    spark: Spark | None
    packages: tuple[str, ...]
    decisions: tuple[Decision, ...] = ()
    caches: tuple[Cache, ...] = ()


def choose_spark(facts: Facts, image: Image, packages: tuple[str, ...]) -> Choice:
    """The Java and the drivers; conda brings a Java of its own."""
    text, evidence = _version(facts.dependencies)
    if not text:
        return Choice(None, packages)
    version = Version(text)
    java = _java(version, image) if not facts.dependencies.brings_python else ""
    oldest = 11 if version >= _FIRST_WITH_17 else 8
    fetched = {one: _ON_MAVEN[one.text].format(oldest) for one in facts.jdbc if one.text in _ON_MAVEN}
    jars = {one: _JARS[one.text] for one in facts.jdbc if one.text in _JARS}
    drivers = {**{one: package for one, (package, _) in jars.items()}, **fetched}
    decisions = [Decision("java", java, str(evidence))] if java else []
    decisions += [Decision("jdbc", drivers[one], str(one)) for one in facts.jdbc if one in drivers]
    more = {*(package for package, _ in jars.values()), *((java,) if java == _JAVA_17 else ())}
    spark = Spark(java if java != _JAVA_17 else "", tuple(jar for _, jar in jars.values()), tuple(fetched.values()))
    ivy = ".ivy2" if version < _NEW_IVY else ".ivy2.5.2"
    has_cache = any(cache.path == ivy for cache in facts.caches)
    caches = (Cache("ivy-cache", f"{HOME}/{ivy}"),) if fetched and not has_cache else ()
    return Choice(spark if any(spark) else None, tuple(sorted({*packages, *more})), tuple(decisions), caches)


def spark_page(dependencies: Dependencies) -> list[WebApplication]:
    """The page that a Spark session shows its jobs on."""
    required = [one for one in dependencies.all_requirements if one.name == "pyspark"][:1]
    return [WebApplication("Spark UI", _PORT, (), Evidence(one.path, one.text)) for one in required]


def _java(version: Version, image: Image) -> str:
    """The package of Debian's that has the right Java, or the image to take it from."""
    if version < _FIRST_WITH_17:
        return _ELSEWHERE.format(8)
    return _ELSEWHERE.format(17) if "trixie" in image.reference else _JAVA_17


def _version(dependencies: Dependencies) -> tuple[str, Evidence]:
    """The Spark that is locked, or about the newest that the requirement admits; nothing where there is none."""
    lock = dependencies.lock
    for package in lock.packages:
        if package.name == "pyspark":
            return package.version, Evidence(lock.path, f"pyspark {package.version}")
    listed = next((one for one in dependencies.all_requirements if one.name == "pyspark"), None)
    if listed is None:
        return "", Evidence("")
    admitted = (release for release in _RELEASES if listed.specifier.contains(release))
    return str(listed.pin or next(admitted, _RELEASES[0])), Evidence(listed.path, listed.text)
