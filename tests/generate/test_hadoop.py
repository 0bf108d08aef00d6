"""Hadoop's client, for what calls it and nothing else."""

import json

import pytest

from devcontain.detect import detect
from devcontain.generate.artifacts import artifacts
from devcontain.generate.decide import decide
from devcontain.generate.wishes import Wishes


@pytest.fixture
def plan(tmp_path):
    def plan_for(requirements, code="", file="load.py", **wishes):
        (tmp_path / "requirements.txt").write_text("\n".join(requirements.split()) + "\n")
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_text(code)
        return decide(detect(tmp_path), Wishes(**wishes))

    return plan_for


@pytest.mark.parametrize(
    ("requirements", "code"),
    [
        ("pyarrow", "from pyarrow import fs\nfs.HadoopFileSystem('default')"),
        ("pyarrow", "import pyarrow as pa\npa.hdfs.connect()"),
        ("pyarrow pandas", "import pandas\npandas.read_parquet('hdfs://namenode/events')"),
        ("pyarrow fsspec", "import fsspec\nfsspec.filesystem('hdfs')"),
        ("flask", "import subprocess\nsubprocess.run(['hadoop', 'fs', '-ls', '/'])"),
        ("flask", "import os\nos.system('hdfs dfs -put a b')"),
        ("flask", "import subprocess\nsubprocess.check_output(\n    f'hadoop fs -ls {x}', shell=True)"),
        ("pydoop", ""),
    ],
)
def test_what_needs_it(plan, requirements, code):
    assert plan(requirements, code).hadoop


def test_a_notebook_that_needs_it(plan):
    notebook = json.dumps({"cells": [{"cell_type": "code", "source": ["!hdfs dfs -ls /\n"]}]})
    assert plan("notebook", notebook, "explore.ipynb").hadoop


@pytest.mark.parametrize(
    ("requirements", "code"),
    [
        ("pyspark==3.5.7", "spark.read.parquet('hdfs://namenode/events')"),
        ("hdfs", "from hdfs import InsecureClient\nInsecureClient('http://namenode:9870')"),
        ("happybase", "import happybase\nhappybase.Connection('hbase')"),
        ("pyarrow", "# the files come from hdfs dfs -get, see HadoopFileSystem"),
        ("flask", "from things import HadoopFileSystem\nHadoopFileSystem('x')"),
        ("pyarrow", "URL = 'hdfs://namenode/events'"),
        ("flask", "help = 'run hdfs dfs -ls to see it'"),
    ],
)
def test_what_does_without(plan, requirements, code):
    assert plan(requirements, code).hadoop is None


def test_what_tests_and_examples_call_does_not_count(plan):
    assert plan("pyarrow", "fs.HadoopFileSystem('default')", "tests/test_hdfs.py").hadoop is None


@pytest.mark.parametrize(
    ("requirements", "code", "packages"),
    [
        ("pyarrow", "fs.HadoopFileSystem('default')", {"default-jre-headless"}),
        ("pyarrow", "fs.HadoopFileSystem('default', kerb_ticket=t)", {"default-jre-headless", "krb5-user"}),
        ("pydoop", "", {"default-jdk-headless"}),
    ],
)
def test_its_packages(plan, requirements, code, packages):
    found = plan(requirements, code)
    assert set(found.packages) & {"default-jre-headless", "default-jdk-headless", "krb5-user"} == packages
    assert found.hadoop.java_home == "/usr/lib/jvm/default-java"


def test_the_java_of_an_old_spark_is_its_java(plan):
    found = plan("pyspark==3.1.3 pyarrow", "fs.HadoopFileSystem('default')")
    assert (found.hadoop.java_home, "default-jre-headless" in found.packages) == ("", False)


@pytest.mark.parametrize(("python", "has_curl"), [("3.12", False), ("2.7", True)])
def test_the_production_image_takes_it_from_the_build(plan, python, has_curl):
    found = plan("pydoop", "", production=True, python=python)
    dockerfile = next(one.text for one in artifacts(found) if one.path == "Dockerfile")
    build, run = dockerfile.split("\nFROM ", 2)[-2:]
    assert "COPY --from=build /opt/hadoop /opt/hadoop" in run
    assert "default-jdk-headless" in found.production.build_packages
    assert "default-jre-headless" in found.production.packages
    assert ("curl" in found.production.build_packages, "curl" in found.production.packages) == (has_curl, False)
    assert "sha256sum --check" in build


@pytest.mark.parametrize(
    ("requirement", "package"),
    [
        ("pyhive[hive]", "libsasl2-dev"),
        ("requests-kerberos", "libkrb5-dev"),
        ("impyla[kerberos]", "libkrb5-dev"),
        ("hdfs[kerberos]", "krb5-user"),
    ],
)
def test_clients_that_need_libraries_alone(plan, requirement, package):
    found = plan(requirement)
    assert (package in found.packages, found.hadoop) == (True, None)


def test_hdfs3_needs_a_library_that_nobody_has(plan):
    assert [note for note in plan("hdfs3").notes if "libhdfs3" in note]


@pytest.mark.parametrize(
    ("requirement", "python"), [("pyhive[hive]", "3.10"), ("sasl", "3.10"), ("pyhive[hive_pure_sasl]", "3.13")]
)
def test_sasl_compiles_for_no_newer_python(plan, requirement, python):
    assert plan(requirement).python.version == python
