"""The Java and the drivers that a Spark gets."""

import pytest

from devcontain.detect import detect
from devcontain.generate.decide import decide
from devcontain.generate.wishes import Wishes

TRIXIE = "mcr.microsoft.com/devcontainers/python:3-3.13-trixie"


@pytest.fixture
def plan(tmp_path):
    def plan_for(requirement, code="", **wishes):
        (tmp_path / "requirements.txt").write_text(f"{requirement}\n")
        (tmp_path / "load.py").write_text(code)
        return decide(detect(tmp_path), Wishes(**wishes))

    return plan_for


@pytest.mark.parametrize(
    ("requirement", "java"),
    [
        ("pyspark", ""),
        ("pyspark>=3.0", ""),
        ("pyspark~=3.5.0", ""),
        ("pyspark==3.3.0", ""),
        ("pyspark==4.1.0", ""),
        ("pyspark<3.3", "eclipse-temurin:8-jre"),
        ("pyspark~=3.2.0", "eclipse-temurin:8-jre"),
        ("pyspark==3.1.3", "eclipse-temurin:8-jre"),
        ("pyspark==2.4.8", "eclipse-temurin:8-jre"),
    ],
)
def test_the_java_of_a_spark(plan, requirement, java):
    found = plan(requirement)
    assert (found.spark.java if found.spark else "") == java
    assert ("openjdk-17-jre-headless" in found.packages) == (not java)


def test_debian_13_has_no_java_17(plan):
    found = plan("pyspark==3.5.7", python="3.13", base=TRIXIE)
    assert (found.spark.java, "openjdk-17-jre-headless" in found.packages) == ("eclipse-temurin:17-jre", False)


@pytest.mark.parametrize(
    ("code", "jars"),
    [
        ("read('jdbc:postgresql://h/db')", ("/usr/share/java/postgresql.jar",)),
        ("read('jdbc:mariadb://h/db')", ("/usr/share/java/mariadb-java-client.jar",)),
        ("read('jdbc:postgresql://h/db').config('spark.jars', 'mine.jar')", ()),
        ("run('spark-submit --packages org.postgresql:postgresql:42.7.4'); 'jdbc:postgresql:'", ()),
        ("read('jdbc:sqlite:x')", ()),
    ],
)
def test_drivers_that_debian_has(plan, code, jars):
    found = plan("pyspark==3.5.7", code)
    assert (found.spark.jars if found.spark else ()) == jars


@pytest.mark.parametrize(
    ("requirement", "code", "fetched", "cache"),
    [
        ("pyspark==3.5.7", "mysql", "com.mysql:mysql-connector-j:9.6.0", ".ivy2"),
        ("pyspark==3.5.7", "oracle", "com.oracle.database.jdbc:ojdbc11:23.26.1.0.0", ".ivy2"),
        ("pyspark==3.1.3", "oracle", "com.oracle.database.jdbc:ojdbc8:23.26.1.0.0", ".ivy2"),
        ("pyspark==4.0.1", "sqlserver", "com.microsoft.sqlserver:mssql-jdbc:13.6.2.jre11", ".ivy2.5.2"),
        ("pyspark<3.3", "sqlserver", "com.microsoft.sqlserver:mssql-jdbc:13.6.2.jre8", ".ivy2"),
    ],
)
def test_drivers_that_spark_fetches(plan, requirement, code, fetched, cache):
    found = plan(requirement, f"read('jdbc:{code}://h')")
    assert (found.spark.fetched, found.spark.jars) == ((fetched,), ())
    assert [each for each in found.caches if each.volume == "ivy-cache"] == [("ivy-cache", f"/home/vscode/{cache}")]
    assert [one.choice for one in found.decisions if one.about == "jdbc"] == [fetched]


def test_without_spark_there_is_none(plan):
    assert plan("flask", "'jdbc:postgresql://h'").spark is None
