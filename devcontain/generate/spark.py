"""What Spark needs beside Python: a Java that it runs on, and drivers for the databases that it reads."""

from __future__ import annotations

from typing import TYPE_CHECKING

from packaging.version import Version

from devcontain.detect.facts import Evidence, WebApplication
from devcontain.generate.plan import Decision, Spark

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
_ON_MAVEN = {
    "jdbc:mysql": "com.mysql:mysql-connector-j",
    "jdbc:oracle": "com.oracle.database.jdbc:ojdbc11",
    "jdbc:sqlserver": "com.microsoft.sqlserver:mssql-jdbc",
}


def choose_spark(
    facts: Facts, image: Image, packages: tuple[str, ...]
) -> tuple[Spark | None, tuple[str, ...], tuple[Decision, ...], tuple[str, ...]]:
    """What goes into the image, all its packages with it, the reasons, and what is to be noted; conda has its Java."""
    version, evidence = _version(facts.dependencies)
    if not version:
        return None, packages, (), ()
    java = _java(Version(version), image) if not facts.dependencies.brings_python else ""
    jars = {one: _JARS[one.text] for one in facts.jdbc if one.text in _JARS}
    drivers = tuple(Decision("jdbc", package, str(one)) for one, (package, _) in jars.items())
    decisions = (*((Decision("java", java, str(evidence)),) if java else ()), *drivers)
    more = {*(package for package, _ in jars.values()), *((java,) if java == _JAVA_17 else ())}
    image_of_java = java if java != _JAVA_17 else ""
    spark = Spark(image_of_java, tuple(jar for _, jar in jars.values())) if image_of_java or jars else None
    return spark, tuple(sorted({*packages, *more})), decisions, tuple(_notes(facts))


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


def _notes(facts: Facts) -> list[str]:
    found = ((one, _ON_MAVEN[one.text]) for one in facts.jdbc if one.text in _ON_MAVEN)
    advice = "Maven alone has the driver: let spark.jars.packages name a version of"
    return [f"{evidence}: {advice} {coordinates}" for evidence, coordinates in found]
