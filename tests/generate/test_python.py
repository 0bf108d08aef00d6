"""Which Python a repository gets, and why."""

from dataclasses import replace

import pytest

from devcontain.detect.facts import Dependencies, Evidence, Facts, PythonRequest
from devcontain.detect.python.gone import GoneModule
from devcontain.errors import UserError
from devcontain.generate.python.interpreter import choose_python, contradictions
from devcontain.manifests.lock import Lock, Package
from devcontain.manifests.requirements_txt import parse_requirements
from devcontain.syntax.source import Source


def facts(*specifiers, version="", requirements="", lock=()):
    requests = [PythonRequest("", specifier, Evidence("pyproject.toml", specifier)) for specifier in specifiers]
    if version:
        requests.insert(0, PythonRequest(version, "", Evidence(".python-version", version)))
    parsed = parse_requirements(Source("requirements.txt", requirements)).requirements
    dependencies = Dependencies("requirements", Evidence("requirements.txt"), parsed, lock=Lock("uv.lock", lock, lock))
    return Facts("x", dependencies, python=tuple(requests))


def locked(name, *wheels):
    return Package(name, "1.0", wheels)


@pytest.mark.parametrize(
    ("asked", "version"),
    [
        (facts(), "3.13"),
        (facts(">=3.9"), "3.13"),
        (facts(">=3.9,<3.12"), "3.11"),
        (facts(">=3.14"), "3.14"),
        (facts("==3.10.*"), "3.10"),
        (facts(">=3.12.4"), "3.13"),
        (facts("<=3.12"), "3.11"),
        (facts("==3.12"), "3.12"),
        (facts(">=3.9", "<3.11"), "3.10"),
        (facts("<3.9"), "3.8"),
        (facts(">=3.12", version="3.10"), "3.10"),
        (facts(requirements="numpy==1.24.0"), "3.11"),
        (facts(requirements="numpy<2"), "3.12"),
        (facts(requirements="numpy>=1.20"), "3.13"),
        (facts(requirements="numpy>=2.1.2,<2.3"), "3.13"),
        (facts(requirements="torch==1.13.1"), "3.10"),
        (facts(requirements="pydub>=0.25"), "3.12"),
        (facts(requirements="pydub>=0.25\naudioop-lts"), "3.13"),
        (facts(requirements="bottle==0.12.25"), "3.12"),
        (facts(requirements="opencv-python==4.2.0.34"), "3.8"),
        (replace(facts(), gone=(GoneModule("aifc", "3.13", "main.py"),)), "3.12"),
        (replace(facts(">=3.13"), gone=(GoneModule("aifc", "3.13", "main.py"),)), "3.13"),
        (facts(requirements="numpy==1.24.0; python_version < '3.9'"), "3.13"),
        (facts(requirements="numpy==1.0"), "3.7"),
        (facts(lock=[locked("x", "x-1-cp312-cp312-manylinux_2_17_x86_64.whl")]), "3.12"),
        (facts(lock=[locked("x", "x-1-cp39-abi3-manylinux_2_17_x86_64.whl")]), "3.13"),
        (facts(lock=[locked("x", "x-1-py3-none-any.whl")]), "3.13"),
        (facts(lock=[locked("x", "x-1-cp312-cp312-win_amd64.whl")]), "3.13"),
        (facts(lock=[locked("x", "x-1-py36-none-any.whl")]), "3.13"),
        (facts(lock=[locked("x")]), "3.13"),
        (facts(lock=[Package("cffi", "1.15.1")]), "3.11"),
        (facts(lock=[Package("cffi", "1.15.1", ("cffi-1.15.1-py3-none-any.whl",))]), "3.13"),
        (facts(lock=[Package("cffi", "as it is")]), "3.13"),
    ],
)
def test_takes_the_newest_that_suits_and_that_wheels_are_built_for(asked, version):
    assert choose_python(asked, None)[0].version == version


@pytest.mark.parametrize(
    ("bounds", "tested", "version"),
    [
        ([], [("3.9", "3.11")], "3.11"),
        ([">=3.9"], [("3.9", "3.14")], "3.13"),
        ([">=3.9"], [("3.9",), ("3.12",)], "3.12"),
        ([">=3.12"], [("3.9",)], "3.13"),
        (["<3.11"], [("3.9", "3.14")], "3.10"),
        ([], [("3.14",)], "3.14"),
        ([], [("2.7", "3.4")], "3.13"),
    ],
)
def test_takes_no_newer_one_than_what_is_tested(bounds, tested, version):
    asked = facts(*bounds)
    requests = (PythonRequest("", "", Evidence("tox.ini", "x"), versions) for versions in tested)
    asked = replace(asked, python=(*asked.python, *requests))
    assert choose_python(asked, None)[0].version == version


def test_notes_a_pin_that_was_not_released_for_the_version_that_a_file_names():
    asked = facts(version="3.13", requirements="numpy==1.24.0")
    asked = replace(asked, dependencies=replace(asked.dependencies, lock=Lock()))
    said = "Python 3.13 was chosen, which numpy==1.24.0 (requirements.txt) was not released for"
    assert contradictions(asked, "3.13") == (said,)
    assert contradictions(facts(lock=[locked("x", "x-1-cp39-abi3-any.whl")]), "3.13") == ()


def test_a_wish_goes_before_everything():
    assert choose_python(facts("<3.9", version="3.8"), "3.12.1")[0].version == "3.12"


@pytest.mark.parametrize(
    ("asked", "version", "count"),
    [(facts(">=3.12"), "3.11", 1), (facts(">=3.12"), "3.12", 0), (facts(), "3.11", 0), (facts("==3.12"), "3.12", 0)],
)
def test_notes_a_version_that_a_file_does_not_admit(asked, version, count):
    assert len(contradictions(asked, version)) == count


def test_says_what_stands_against_a_newer_one():
    _, (decision, _) = choose_python(facts(">=3.8", requirements="pandas==1.4.0"), None)
    assert decision.because == "pyproject.toml: >=3.8; no wheel for a newer one of pandas==1.4.0 (requirements.txt)"


def test_takes_the_official_image_where_there_is_no_dev_container_image():
    python, _ = choose_python(facts("<3.10"), None)
    assert (python.image.reference, python.image.has_user) == ("python:3.9-bookworm", False)


@pytest.mark.parametrize(
    ("asked", "wish", "message"),
    [
        (facts(), "three", "`three` is not a Python version"),
        (facts(), "3", "`3` is not a Python version"),
        (facts(), "3.99", "there is no image for Python 3.99 (--python 3.99)"),
        (facts(version="2.6"), None, "Python 2.6 is not supported (.python-version: 2.6)"),
        (facts(version="3.4"), None, "there is no image for Python 3.4 (.python-version: 3.4)"),
        (facts("<2.7"), None, "no Python from 2.7 to 3.14 suits pyproject.toml: <2.7"),
    ],
)
def test_refuses_what_it_cannot_give(asked, wish, message):
    with pytest.raises(UserError) as error:
        choose_python(asked, wish)
    assert error.value.message == message


def test_says_which_module_newer_pythons_have_no_more():
    asked = replace(facts(), gone=(GoneModule("imp", "3.12", "main.py"),))
    _, decisions = choose_python(asked, None)
    assert decisions[0].because == "no file asks for a version; a newer one has no `imp`, which main.py imports"
    assert contradictions(asked, "3.13") == ("Python 3.13 was chosen, which has no `imp`: main.py",)


@pytest.mark.parametrize(
    ("requirements", "version"),
    [
        ("numpy==1.22.0\nscikit-learn==0.24.2", "3.9"),
        ("numpy==1.22.0\ntensorflow==2.2.0", "3.8"),
        ("numpy==1.22.0\nmatplotlib==2.0.2\npandas==0.23.4", "3.6"),
        ("numpy>=1.16,<1.19\nscikit-learn==0.22", "3.8"),
    ],
)
def test_prefers_one_that_all_can_be_installed_on(requirements, version):
    python, _ = choose_python(facts(requirements=requirements), None)
    assert python.version == version
