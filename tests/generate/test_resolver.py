"""Files of a time when pip let requirements contradict each other."""

import pytest

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.generate.plan import Installation
from devcontain.generate.python.resolver import with_old_resolver
from devcontain.manifests.requirement import parse_requirement
from devcontain.syntax.source import Source, Span


@pytest.mark.parametrize(
    ("update", "lenient"),
    [
        ("pip install -r a.txt", "pip install -r a.txt || pip install --use-deprecated=legacy-resolver -r a.txt"),
        (
            "pip install -r a.txt && pip install -e .",
            "(pip install -r a.txt || pip install --use-deprecated=legacy-resolver -r a.txt) && pip install -e .",
        ),
    ],
)
def test_the_old_resolver_is_asked_where_the_new_one_finds_nothing(update, lenient):
    dependencies = Dependencies("requirements", Evidence("a.txt"))
    assert with_old_resolver(Installation("pip", update=update), dependencies, "3.7").update == lenient


@pytest.mark.parametrize(("manager", "python"), [("requirements", "3.9"), ("poetry", "3.7"), ("scripts", "3.7")])
def test_elsewhere_what_contradicts_itself_is_to_be_mended(manager, python):
    installation = Installation("pip", update="pip install -r a.txt")
    assert with_old_resolver(installation, Dependencies(manager, Evidence("a.txt")), python) == installation


@pytest.mark.parametrize(
    ("pin", "python", "is_asked"),
    [
        ("certifi==2019.11.28", "3.10", True),
        ("certifi==2021.5.30", "3.10", False),
        ("certifi<2020", "3.10", False),
        ("certifi==2019.11.28", "3.12", False),
        ("somebodys==0.1", "3.9", False),
    ],
)
def test_pins_of_then_are_enough(pin, python, is_asked):
    requirements = (parse_requirement(Source("a.txt", ""), Span(0, 0), pin),)
    dependencies = Dependencies("requirements", Evidence("a.txt"), requirements=requirements)
    made = with_old_resolver(Installation("pip", update="pip install -r a.txt"), dependencies, python)
    assert bool(made.old_resolver) == is_asked
