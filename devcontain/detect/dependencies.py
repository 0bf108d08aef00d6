"""How a repository is installed: by the first manager in a stated order that finds its files."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from packaging.utils import canonicalize_name

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.detect.managers.conda import find_conda
from devcontain.detect.managers.found import Found
from devcontain.detect.managers.pdm import find_pdm
from devcontain.detect.managers.pip import find_groups, find_misspelled, find_project, find_requirements, find_source
from devcontain.detect.managers.pipenv import find_locked_pipenv, find_pipenv
from devcontain.detect.managers.pixi import find_locked_pixi, find_pixi
from devcontain.detect.managers.poetry import find_locked_poetry, find_poetry
from devcontain.detect.managers.scripts import find_scripts
from devcontain.detect.managers.uv import find_unlocked_uv, find_uv
from devcontain.detect.needed_extras import with_needed_extras
from devcontain.detect.projects import find_projects
from devcontain.detect.requirement_files import find_requirement_files
from devcontain.detect.requirements_of_tests import with_test_requirements
from devcontain.errors import UserError
from devcontain.manifests.environment_yml import find_environment_yml
from devcontain.manifests.pixi import read_pixi
from devcontain.manifests.pyproject import PATH as PYPROJECT
from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.repository import Repository
from devcontain.manifests.setuptools import Setup

_ORDER: tuple[tuple[str, Callable[[Found], Dependencies | None]], ...] = (
    ("uv", find_uv),
    ("poetry", find_locked_poetry),
    ("pdm", find_pdm),
    ("pipenv", find_locked_pipenv),
    ("pixi", find_locked_pixi),
    ("pip", find_requirements),
    ("poetry", find_poetry),
    ("pipenv", find_pipenv),
    ("pixi", find_pixi),
    ("uv", find_unlocked_uv),
    ("pip", find_project),
    ("pip", find_groups),
    ("conda", find_conda),
    ("pip", find_misspelled),
    ("pip", find_source),
    ("scripts", find_scripts),
)
"""Files that name every version go before those that name some, and those before what is guessed."""

MANAGERS = ("uv", "poetry", "pdm", "pipenv", "pixi", "pip", "conda", "scripts")
"""Those that a user can ask for."""

_LOCKS = {"uv": "uv.lock", "poetry": "poetry.lock", "pdm": "pdm.lock", "pipenv": "Pipfile.lock"}


def detect_dependencies(
    repository: Repository, pyproject: Pyproject | None, setup: Setup | None, wish: str | None = None
) -> Dependencies:
    """What to install and how, by the wished manager or by the first that finds something."""
    found = Found(repository, pyproject, setup, find_requirement_files(repository))
    below = None if wish else _below(repository)
    candidates = (find(found) for name, find in _ORDER if wish in {None, name} and (name != "scripts" or not below))
    chosen = next((candidate for candidate in candidates if candidate), None)
    if chosen is None and wish:
        others = sorted({name for name, _ in _marks(found)})
        raise UserError(f"there is nothing for `--manager {wish}` in `{repository.root}`", _available(others))
    if chosen is None:
        return _from_nothing(repository, below)
    chosen = _compared(chosen, canonicalize_name(pyproject.name) if pyproject else "")
    chosen = with_test_requirements(chosen, repository, pyproject, setup)
    chosen = with_needed_extras(chosen, repository, pyproject, setup)
    if wish:
        return chosen
    others = [path for name, path in _marks(found) if name != _public(chosen.manager)]
    instead_of = tuple(path for path in others if path not in chosen.manifests)
    return replace(chosen, instead_of=instead_of if chosen.manager not in {"scripts", "none"} else ())


def _compared(chosen: Dependencies, project: str) -> Dependencies:
    """The same with a note where the lock file lacks what is required: then its manager refuses to install."""
    locked = {project, *(package.name for package in chosen.lock.packages)}
    lacking = sorted({one.name for one in chosen.all_requirements} - locked)
    if chosen.manager not in _LOCKS or not chosen.lock.path or not lacking:
        return chosen
    names = ", ".join(lacking[:3]) + (f" and {len(lacking) - 3} more" if len(lacking) > 3 else "")
    note = f"{chosen.lock.path} lacks {names}, which the project requires: run `{chosen.manager} lock`"
    return replace(chosen, notes=(*chosen.notes, note))


def _available(names: list[str]) -> str:
    return f"there is something for {', '.join(f'`{name}`' for name in names)}" if names else ""


def _public(manager: str) -> str:
    return "pip" if manager in {"requirements", "project", "source"} else manager


def _marks(found: Found) -> Iterator[tuple[str, str]]:
    """The managers that have a file of their own, with that file."""
    for name, path in _LOCKS.items():
        if found.repository.has(path):
            yield name, path
    if pixi := read_pixi(found.repository):
        yield "pixi", pixi.path
    if found.files.main:
        yield "pip", found.files.main[0]
    if path := find_environment_yml(found.repository):
        yield "conda", path


def _below(repository: Repository) -> str | None:
    """A project in some directory below."""
    return next(iter(find_projects(repository)), None)


def _from_nothing(repository: Repository, below: str | None) -> Dependencies:
    code = next((path for suffix in (".py", ".ipynb") for path in repository.walk(suffix)), None)
    if code is None and below is None and not repository.has(PYPROJECT):
        raise UserError(
            f"no Python was found in `{repository.root}`",
            "a Python repository has requirements.txt, pyproject.toml, setup.py, environment.yml or *.py files",
        )
    return Dependencies("none", Evidence(code or PYPROJECT), notes=(_where_else(below),))


def _where_else(below: str | None) -> str:
    if below:
        return f"nothing is installed: {below} is below; `devcontain init {below}` writes a dev container for that"
    return "nothing is installed: no file names dependencies, and the code imports none"
