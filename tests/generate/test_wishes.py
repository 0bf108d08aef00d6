"""What is asked for, over what was asked for before; and the images that can be asked for."""

import pytest

from devcontain.errors import UserError
from devcontain.generate.python.images import conda_image, python_image
from devcontain.generate.wishes import Wishes, wishes_from


@pytest.mark.parametrize(
    ("earlier", "now", "together"),
    [
        (Wishes(python="3.11"), Wishes(), Wishes(python="3.11")),
        (Wishes(python="3.11"), Wishes(python="3.12"), Wishes(python="3.12")),
        (Wishes(python="3.11"), Wishes(python="auto"), Wishes()),
        (
            Wishes(services=("a", "b")),
            Wishes(services=("c",), without=("a",)),
            Wishes(services=("b", "c"), without=("a",)),
        ),
        (Wishes(without=("a",)), Wishes(services=("a",)), Wishes(services=("a",))),
        (Wishes(compose=False), Wishes(compose=True), Wishes(compose=True)),
        (Wishes(production=True), Wishes(production=False), Wishes()),
        (Wishes(production=True), Wishes(), Wishes(production=True)),
        (Wishes(aws=True), Wishes(aws=False), Wishes()),
        (Wishes(aws=True), Wishes(), Wishes(aws=True)),
    ],
)
def test_wishes_go_over_earlier_ones(earlier, now, together):
    assert now.over(earlier) == together
    assert wishes_from(together.to_options(), "record") == together


@pytest.mark.parametrize(
    ("version", "wish", "reference", "has_user"),
    [
        ("3.13", None, "mcr.microsoft.com/devcontainers/python:3-3.13-bookworm", True),
        ("3.9", None, "python:3.9-bookworm", False),
        ("3.13", "python", "python:3.13-bookworm", False),
        ("3.13", "slim", "python:3.13-slim-bookworm", False),
        ("3.13", "ghcr.io/us/base:1", "ghcr.io/us/base:1", False),
        ("3.13", "mcr.microsoft.com/devcontainers/python:3-3.13-trixie", None, True),
        ("3.13", f"us/base@sha256:{'0' * 64}", None, False),
    ],
)
def test_an_image_for_each_family(version, wish, reference, has_user):
    image = python_image(version, wish)
    assert (image.reference, image.has_user) == (reference or wish, has_user)
    assert ("sudo" in image.packages) is not has_user


@pytest.mark.parametrize(
    ("version", "wish", "message"),
    [
        ("3.9", "devcontainers", "there is no dev-container image for Python 3.9"),
        ("3.13", "us/base", "`us/base` names no version"),
        ("3.13", "debian", "`debian` names no version"),
        ("3.13", "x:1\nRUN reboot", "is no image"),
        ("3.13", "", "is no image"),
        ("3.13", "$BASE", "is no image"),
    ],
)
def test_an_image_that_cannot_be(version, wish, message):
    with pytest.raises(UserError, match=message.replace("$", r"\$")):
        python_image(version, wish)


def test_conda_brings_its_own_python():
    assert conda_image("slim").reference == "debian:bookworm-slim"
    assert conda_image("us/base:1").reference == "us/base:1"
    with pytest.raises(UserError, match="conda brings its own Python"):
        conda_image("python")
