"""What old pins need older than the newest."""

from dataclasses import replace

import pytest

from devcontain.detect.facts import Dependencies, Evidence, Facts
from devcontain.detect.outdated_tests import PytestLimit
from devcontain.generate.plan import Installation
from devcontain.generate.python.fitting import with_fitting
from devcontain.manifests.lock import Lock
from devcontain.manifests.requirements_txt import parse_requirements
from devcontain.syntax.source import Source

INSTALLATION = Installation("pip", ("requirements.txt",), "-r /tmp/x", "pip install -r requirements.txt && more")


def facts(requirements, **changes):
    parsed = parse_requirements(Source("requirements.txt", requirements)).requirements
    dependencies = Dependencies("requirements", Evidence("requirements.txt"), parsed)
    return Facts("x", replace(dependencies, **changes))


@pytest.mark.parametrize(
    ("requirements", "limits"),
    [
        ("flask==2.2.5", "werkzeug<3"),
        ("flask==1.1.2", "itsdangerous<2.1 jinja2<3.1 werkzeug<2.1"),
        ("flask==1.1.2\nwerkzeug==1.0.1\njinja2<3\nitsdangerous~=1.1", "markupsafe<2.1"),
        ("flask==3.0.3", ""),
        ("flask", ""),
        ("flask>=1.0", ""),
        ("pandas==1.5.3\nnumpy", "numpy<2"),
        ("pandas==1.5.3\nnumpy>=1.20", "numpy<2"),
        ("pandas==1.5.3\nnumpy>=2", ""),
        ("pandas==1.5.3\nnumpy==1.24.0", ""),
        ("pandas==1.5.3\nnumpy<1.25", ""),
        ("tensorflow==2.8.0\npandas==1.5.3", "numpy<1.24 protobuf<3.21"),
        ("tensorflow-gpu==2.4.1", "numpy<1.24 protobuf<3.21"),
        ("tensorflow-gpu", "numpy<2 tensorflow-gpu<2.12"),
        ("tensorflow-gpu>=2.12", "numpy<2"),
        ("imgaug", "numpy<2"),
        ("pytest\npytest-factoryboy==2.5.1", "pytest<8.4"),
        ("pytest-factoryboy", ""),
        ("pytest-lazy-fixture", "pytest<8"),
        ("pandas @ https://example.org/pandas-1.5.3.zip", ""),
    ],
)
def test_limits(requirements, limits):
    installation, decisions = with_fitting(INSTALLATION, facts(requirements))
    assert [one.choice for one in decisions] == ([limits] if limits else [])
    assert (installation == INSTALLATION) == (not limits)


def test_the_limits_are_constraints_for_all_that_is_installed():
    installation, (decision,) = with_fitting(INSTALLATION, facts("flask==2.2.5"))
    assert installation == replace(INSTALLATION, limits=("werkzeug<3",))
    assert decision.because == "requirements.txt: flask==2.2.5, which newer ones break"


@pytest.mark.parametrize(
    ("requirements", "choices"),
    [
        ("", ["pytest<9"]),
        ("pytest>=8", ["pytest<9"]),
        ("pytest-lazy-fixture", ["pytest<8"]),
        ("pytest==9.0.1", []),
        ("pytest>=9", []),
    ],
)
def test_pytest_is_limited_to_what_takes_the_tests(requirements, choices):
    limit = PytestLimit(9, Evidence("tests/conftest.py", "a mark on a fixture"))
    _, decisions = with_fitting(INSTALLATION, replace(facts(requirements), pytest_limit=limit))
    assert [one.choice for one in decisions] == choices
    if "pytest<9" in choices:
        assert decisions[0].because == "tests/conftest.py: a mark on a fixture, which newer ones break"


@pytest.mark.parametrize("changes", [{"manager": "conda"}, {"lock": Lock("poetry.lock")}])
def test_other_managers_know_only_their_own_files(changes):
    assert with_fitting(INSTALLATION, facts("flask==2.2.5", **changes)) == (INSTALLATION, ())
