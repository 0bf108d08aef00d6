"""The Dockerfile that the project is run by, at its usual place or where a compose file says: the Python that it runs
on, and the Debian packages that it needs.
"""

from collections.abc import Iterator

from devcontain.detect.facts import Evidence, PythonRequest, SystemNeed
from devcontain.detect.services.compose import find_dockerfiles
from devcontain.errors import UserError
from devcontain.manifests.repository import Repository
from devcontain.manifests.requirement import Requirement, parse_requirement
from devcontain.semantics.debian_uses import OF_SERVERS
from devcontain.semantics.recipe import Recipe, read_recipe
from devcontain.syntax.source import Source, Span

_PATHS = ("Dockerfile", "Containerfile", "docker/Dockerfile")
_RECORD = ".devcontainer/.devcontain.json"
"""What says which files devcontain wrote: those are no evidence, or what they say could never change."""

_INSTALLERS = {"pip", "pip-tools", "pipenv", "poetry", "setuptools", "uv", "virtualenv", "wheel"}


def python_of_dockerfile(repository: Repository) -> PythonRequest | None:
    """The Python of its image."""
    recipe = _recipe(repository)
    if recipe is None or not recipe.python:
        return None
    return PythonRequest(recipe.python, "", Evidence(recipe.path, recipe.because), gives_way=True)


def packages_of_dockerfile(repository: Repository) -> SystemNeed | None:
    """The packages that it installs, less those for the machine or whoever logs in to it."""
    recipe = _recipe(repository)
    packages = tuple(name for name in recipe.packages if name not in OF_SERVERS) if recipe else ()
    return SystemNeed(packages, Evidence(recipe.path)) if recipe and packages else None


def requirements_of_dockerfile(repository: Repository) -> Iterator[Requirement]:
    """What pip installs in it by name, less what installs."""
    recipe = _recipe(repository)
    for text in recipe.requirements if recipe else ():
        try:
            requirement = parse_requirement(Source(recipe.path if recipe else "", ""), Span(0, 0), text)
        except UserError:
            continue
        if requirement.name not in _INSTALLERS:
            yield requirement


def find_dockerfile(repository: Repository) -> str:
    """The one at its usual place that devcontain did not write; nothing where there is none."""
    own = repository.glance(_RECORD) or ""
    return next((path for path in _PATHS if repository.has(path) and f'"{path}": [' not in own), "")


def _recipe(repository: Repository) -> Recipe | None:
    if path := find_dockerfile(repository):
        return read_recipe(path, repository.glance(path) or "")
    own = repository.glance(_RECORD) or ""
    built = (path for path in find_dockerfiles(repository) if f'"{path}": [' not in own)
    # What a dev container is made from is adopted elsewhere.
    others = (path for path in built if not path.startswith(".devcontainer/"))
    recipes = (read_recipe(path, repository.glance(path) or "") for path in others)
    return next((recipe for recipe in recipes if recipe.python), None)
