"""Pins that were raised above the others of an old file."""

from devcontain.detect.dependencies import detect_dependencies
from devcontain.detect.facts import Facts
from devcontain.generate.python.lifted import with_lifted
from devcontain.manifests.pyproject import read_pyproject
from devcontain.manifests.repository import Repository
from devcontain.manifests.setuptools import read_setup


def lifted(directory, python, **files):
    for name, text in files.items():
        (directory / f"{name.replace('_', '-')}.txt").write_text(text)
    repository = Repository(directory)
    found = detect_dependencies(repository, read_pyproject(repository), read_setup(repository))
    return with_lifted(Facts("x", found), python).dependencies


def test_a_pin_without_a_release_for_the_python_loses_its_version(tmp_path):
    found = lifted(tmp_path, "3.6", requirements="numpy==1.22.0\npandas==1.1.5\n")
    assert found.lines == (("numpy", "numpy==1.22.0"), ("pandas==1.1.5", ""))
    assert [one.text for one in found.requirements] == ["numpy", "pandas==1.1.5"]
    assert found.files == (".devcontainer/requirements.txt",)
    assert found.notes[-1].startswith("numpy==1.22.0 was not released for Python 3.6")


def test_marker_and_what_was_mended_stay(tmp_path):
    found = lifted(tmp_path, "3.7", requirements="numpy>=1.22; sys_platform == 'linux'\npytorch==1.4.0\n")
    assert [line for line, _ in found.lines] == ['numpy; sys_platform == "linux"', "torch==1.4.0"]


def test_nothing_changes_where_all_can_be_installed(tmp_path):
    assert not lifted(tmp_path, "3.8", requirements="numpy==1.22.0\n").is_mended


def test_a_pin_that_is_no_line_of_its_own_stays(tmp_path):
    assert not lifted(tmp_path, "3.6", requirements=f"numpy==1.22.0 --hash=sha256:{'a' * 64}\n").is_mended
    (tmp_path / "tox.ini").write_text("[testenv]\ndeps =\n    pytest\n    numpy==1.22.0\n")
    assert not lifted(tmp_path, "3.6", requirements="pandas==1.1.5\n").is_mended


def test_files_that_belong_together_stay_as_they_are(tmp_path):
    found = lifted(tmp_path, "3.6", requirements="numpy==1.22.0\n", requirements_dev="-r requirements.txt\npytest\n")
    assert not found.is_mended
    assert found.files == ("requirements.txt", "requirements-dev.txt")
