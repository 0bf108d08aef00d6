"""Pythons that everything else has left behind: the Debian that has them, and what still works with them."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.errors import UserError
from devcontain.generate.python.images import DEV_CONTAINERS, TOOLS, Image, python_image

if TYPE_CHECKING:
    from devcontain.detect.facts import Dependencies

_PYTHON_2 = "2.7"
PYTHONS = (_PYTHON_2, "3.5", "3.6")
_DEBIAN = {"3.5": "buster", "3.6": "bullseye"}
_PACKAGES = ("build-essential", "python2.7", "python2.7-dev", "virtualenv")
_MANAGERS = {"uv": "uv", "project": "uv", "together": "uv", "pdm": "PDM", "poetry": "Poetry", "pipenv": "Pipenv"}
_RUN_ON = {"poetry", "pipenv"}
"""Those of them that have releases for the legacy Pythons 3."""


class Recipe(NamedTuple):
    """How an environment is made: the command, and what pip has to install into it first; and what goes with it."""

    command: str = "python -m venv"
    tools: str = ""
    debugger: str = ""
    """The last version of the Python Debugger extension that can debug it, by its readme, if today's cannot."""
    is_archived: bool = False
    """Whether the packages of the image's Debian are in Debian's archive alone."""


_RECIPES = {
    # Debian's own pip has got a fix since that Python 2 cannot read.
    "2.7": Recipe(
        "virtualenv --python=python2.7 --download --pip=20.3.4 --setuptools=44.1.1 --wheel=0.37.1", debugger="2023.1"
    ),
    "3.5": Recipe(tools="pip==20.3.4 setuptools==50.3.2 wheel==0.37.1", debugger="2023.1", is_archived=True),
    "3.6": Recipe(tools="pip==21.3.1 setuptools==59.6.0 wheel==0.37.1", debugger="2023.1"),
    "3.7": Recipe(debugger="2023.3"),
}
"""The pips that Pythons 3.5 and 3.6 bring are too old for the wheels that there are; these are the last ones."""


def legacy_image(version: str, wish: str | None) -> Image:
    """The image that has a Python of these: of the family that is asked for, or the one that is asked for by name."""
    if wish not in (None, "devcontainers", "python", "slim"):
        return python_image(version, wish)
    if version == _PYTHON_2:
        return _python2(wish)
    if wish == "devcontainers":
        raise UserError(f"there is no dev-container image for Python {version}", "choose `--base python`")
    debian = _DEBIAN[version]
    if wish == "slim":
        return Image(f"python:{version}-slim-{debian}", "--base slim", packages=TOOLS)
    because = f"the newest Debian that Python {version} was built for; it has compilers and headers"
    return Image(f"python:{version}-{debian}", because, packages=("sudo",))


def legacy_packages(version: str, dependencies: Dependencies) -> set[str]:
    """What the last wheels for Python 2 leave to Debian, though newer ones do not."""
    names = {one.name for one in dependencies.all_requirements}
    return {"libglib2.0-0"} if version == _PYTHON_2 and "opencv-python-headless" in names else set()


def _python2(wish: str | None) -> Image:
    if wish == "python":
        hint = "choose `--base devcontainers` or `--base slim`: Debian 11 has Python 2.7 too"
        raise UserError("the newest `python:2.7` is of 2020", hint)
    because = "Debian 11 is the last that has Python 2.7"
    if wish == "slim":
        return Image("debian:bullseye-slim", f"--base slim; {because}", packages=tuple(sorted({*TOOLS, *_PACKAGES})))
    because += "; made for dev containers: git, sudo, a user"
    return Image(f"{DEV_CONTAINERS}base:2-bullseye", because, has_user=True, packages=_PACKAGES)


def newest_debian(version: str) -> str:
    """The newest Debian that the official image of a Python, 3.5 or newer, was built for, of those up to Debian 12."""
    return _DEBIAN.get(version, "bookworm")


def recipe(version: str) -> Recipe:
    """How an environment with a Python is made."""
    return _RECIPES.get(version, Recipe())


def runs_on(version: str, dependencies: Dependencies) -> bool:
    """Whether the manager runs on a Python."""
    if version not in PYTHONS or dependencies.manager not in _MANAGERS:
        return True
    return version != _PYTHON_2 and dependencies.manager in _RUN_ON


def require_manager(version: str, dependencies: Dependencies) -> None:
    """Refuse what does not run on the version. Raises UserError."""
    if not runs_on(version, dependencies):
        hint = "choose a newer one with --python, or pip with --manager"
        name = _MANAGERS[dependencies.manager]
        raise UserError(f"{name} does not run on Python {version} ({dependencies.evidence})", hint)


def legacy_notes(version: str) -> list[str]:
    """What an editor of today cannot do with it."""
    last = recipe(version).debugger
    said = f"the last Python Debugger extension for Python {version} is {last}: install that version to debug"
    return [said] if last else []
