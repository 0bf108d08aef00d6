"""Requirements files that pin one distribution to different versions."""

import pytest

from devcontain.detect.dependencies import detect_dependencies
from devcontain.generate.plan import Installation
from devcontain.generate.python.in_turn import with_files_in_turn
from devcontain.manifests.repository import Repository


def in_turn(directory, first, second):
    (directory / "requirements.txt").write_text(first)
    (directory / "requirements-dev.txt").write_text(second)
    dependencies = detect_dependencies(Repository(directory), None, None)
    plain = Installation(
        template="pip",
        arguments="-r /tmp/project/requirements.txt -r /tmp/project/requirements-dev.txt",
        update="pip install -r requirements.txt -r requirements-dev.txt",
    )
    return with_files_in_turn(plain, dependencies)


def test_the_main_file_comes_last_and_its_version_stays(tmp_path):
    installation, notes = in_turn(tmp_path, "six==1.16.0\n", "six==1.17.0\npytest\n")
    assert installation.earlier == ("-r /tmp/project/requirements-dev.txt",)
    assert installation.arguments == "-r /tmp/project/requirements.txt"
    assert installation.update == "pip install -r requirements-dev.txt && pip install -r requirements.txt"
    (note,) = notes
    assert note.startswith("requirements.txt pins six==1.16.0, and requirements-dev.txt 1.17.0")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("six==1.16.0\n", "six==1.16.0\npytest\n"),
        ("six==1.16.0\n", "six>=1.17\npytest\n"),
        ("six==1.16.0\n", "six==1.17.0; python_version >= '3.13'\npytest\n"),
        ("six==1.16.0\nsix==1.17.0\n", "pytest\n"),
    ],
)
def test_all_is_installed_at_once_where_nothing_is_contradicted(tmp_path, first, second):
    installation, notes = in_turn(tmp_path, first, second)
    assert (installation.earlier, notes) == ((), ())
