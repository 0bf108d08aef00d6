"""Pythons that everything else has left behind."""

from dataclasses import replace

import pytest

from devcontain.detect.facts import Dependencies, Evidence, Facts, PythonRequest
from devcontain.errors import UserError
from devcontain.generate.python.interpreter import choose_python, contradictions
from devcontain.generate.python.legacy import legacy_notes
from devcontain.manifests.requirements_txt import parse_requirements
from devcontain.syntax.source import Source

PYTHON_2 = PythonRequest("", "", Evidence("pi.py", "written for Python 2"), ("2.7",))


def facts(*specifiers, requirements="", tested=(), manager="requirements"):
    requests = [PythonRequest("", specifier, Evidence("setup.py", specifier)) for specifier in specifiers]
    requests += [PythonRequest("", "", Evidence("tox.ini", "x"), versions) for versions in tested]
    parsed = parse_requirements(Source("requirements.txt", requirements)).requirements
    return Facts("x", Dependencies(manager, Evidence("requirements.txt"), parsed), python=tuple(requests))


def with_code_of_python_2(asked):
    return replace(asked, python=(*asked.python, PYTHON_2))


@pytest.mark.parametrize(
    ("asked", "version"),
    [
        (facts(">=3.5"), "3.13"),
        (facts("<3.7"), "3.6"),
        (facts("<3"), "2.7"),
        (facts(tested=[("2.6", "2.7")]), "2.7"),
        (facts(tested=[("2.7", "3.6")]), "3.13"),
        (facts(tested=[("2.7",), ("3.8",)]), "3.8"),
        (facts(">=3.8", tested=[("2.7",)]), "3.13"),
        (facts(requirements="numpy==1.13.3"), "3.6"),
        (facts(requirements="numpy==1.11.1"), "3.5"),
        (facts(requirements="tensorflow==1.12.0"), "3.6"),
        (facts(requirements="tensorflow==1.15.0"), "3.7"),
        (facts(requirements="tensorflow==1.12.0", manager="uv"), "3.7"),
        (with_code_of_python_2(facts()), "2.7"),
        (with_code_of_python_2(facts(requirements="numpy==1.13.3")), "2.7"),
        (with_code_of_python_2(facts(">=3.6")), "3.13"),
        (with_code_of_python_2(facts(tested=[("3.9",)])), "3.9"),
        (with_code_of_python_2(facts(manager="uv")), "3.13"),
    ],
)
def test_takes_one_where_nothing_newer_will_do(asked, version):
    assert choose_python(asked, None)[0].version == version


def test_an_image_that_the_manager_does_not_run_on_gives_way():
    image = PythonRequest("3.6", "", Evidence("Dockerfile", "FROM python:3.6"), gives_way=True)
    asked = replace(facts(manager="uv"), python=(image,))
    assert choose_python(asked, None)[0].version == "3.13"
    assert choose_python(replace(facts(), python=(image,)), None)[0].version == "3.6"


def test_says_how_code_of_python_2_runs_where_another_is_chosen():
    said = "pi.py: written for Python 2: `--python 2.7` runs that"
    assert contradictions(with_code_of_python_2(facts()), "3.13") == (said,)
    assert contradictions(with_code_of_python_2(facts()), "2.7") == ()


@pytest.mark.parametrize(
    ("version", "base", "image"),
    [
        ("2.7", None, "mcr.microsoft.com/devcontainers/base:2-bullseye"),
        ("2.7", "devcontainers", "mcr.microsoft.com/devcontainers/base:2-bullseye"),
        ("2.7", "slim", "debian:bullseye-slim"),
        ("2.7", "registry.example.com/old:1", "registry.example.com/old:1"),
        ("3.5", None, "python:3.5-buster"),
        ("3.5", "slim", "python:3.5-slim-buster"),
        ("3.6", "python", "python:3.6-bullseye"),
        ("3.6", "slim", "python:3.6-slim-bullseye"),
    ],
)
def test_images(version, base, image):
    assert choose_python(facts(), version, base)[0].image.reference == image


@pytest.mark.parametrize(
    ("version", "base", "manager", "message"),
    [
        ("2.7", "python", "requirements", "the newest `python:2.7` is of 2020"),
        ("3.6", "devcontainers", "requirements", "there is no dev-container image for Python 3.6"),
        ("3.6", None, "uv", "uv does not run on Python 3.6 (requirements.txt)"),
        ("3.6", None, "pdm", "PDM does not run on Python 3.6 (requirements.txt)"),
        ("2.7", None, "poetry", "Poetry does not run on Python 2.7 (requirements.txt)"),
    ],
)
def test_refuses_what_there_is_not(version, base, manager, message):
    with pytest.raises(UserError) as error:
        choose_python(facts(manager=manager), version, base)
    assert error.value.message == message


def test_tells_which_debugger_is_the_last():
    assert "2023.1" in legacy_notes("3.6")[0]
    assert legacy_notes("3.8") == []
