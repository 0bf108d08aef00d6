"""How a repository is installed: the first of uv.lock, requirements files, pyproject.toml, setup.py."""

import posixpath
from collections.abc import Iterable
from dataclasses import replace
from typing import TypedDict

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.detect.requirement_files import RequirementFiles, find_misspelled, find_requirement_files
from devcontain.errors import UserError
from devcontain.manifests.poetry import read_poetry_groups, read_poetry_requirements
from devcontain.manifests.pyproject import PATH as PYPROJECT
from devcontain.manifests.pyproject import Pyproject, read_pyproject
from devcontain.manifests.repository import Repository
from devcontain.manifests.requirement import Requirement, parse_requirement
from devcontain.manifests.requirements_tree import RequirementsTree, read_requirements
from devcontain.manifests.setuptools import Setup
from devcontain.manifests.uv_lock import PATH as UV_LOCK
from devcontain.manifests.uv_lock import read_uv_lock
from devcontain.syntax.source import Source, Span

_DEVELOPMENT = ("dev", "develop", "development", "test", "tests", "testing", "lint", "typing")
_MANIFESTS = ("requirements.txt", PYPROJECT, "setup.py")
_UNREAD = ("poetry.lock", "pdm.lock", "Pipfile.lock", "Pipfile", "environment.yml", "environment.yaml", "pixi.toml")


class _Files(TypedDict):
    files: tuple[str, ...]
    image_files: tuple[str, ...]
    manifests: tuple[str, ...]
    indexes: tuple[str, ...]


def detect_dependencies(repository: Repository, pyproject: Pyproject | None, setup: Setup | None) -> Dependencies:
    """What to install and how; the order is that of how exactly a file says it."""
    files = find_requirement_files(repository)
    found = (
        _from_uv_lock(repository, pyproject)
        or _from_requirements(repository, files, pyproject, setup)
        or _from_pyproject(repository, files, pyproject)
        or _from_source(pyproject, setup)
        or _from_nothing(repository)
    )
    unread = [name for name in _UNREAD if repository.has(name)]
    notes = [f"{name} is not read yet: {_instead(found)}" for name in unread[:1]]
    return replace(found, notes=(*found.notes, *notes))


def _instead(found: Dependencies) -> str:
    return "nothing is installed" if found.manager == "none" else f"{found.evidence.path} says what is installed"


def _from_uv_lock(repository: Repository, pyproject: Pyproject | None) -> Dependencies | None:
    lock = read_uv_lock(repository)
    if lock is None or pyproject is None:
        return None
    paths = [posixpath.join(package.directory, PYPROJECT) for package in lock.local() if package.directory != "."]
    manifests = [path for path in paths if not path.startswith("..") and repository.has(path)]
    has_members = "workspace" in pyproject.root.table("tool").table("uv").data
    members = [member for path in manifests if (member := read_pyproject(repository, path))] if has_members else []
    extras = _chosen(pyproject.extras)
    groups = [group for name, group in pyproject.groups.items() if name in _default_groups(pyproject)]
    return Dependencies(
        manager="uv",
        evidence=Evidence(UV_LOCK),
        requirements=_flat([one.dependencies for one in (pyproject, *members)]),
        development=_flat([*(pyproject.extras[name] for name in extras), *groups]),
        manifests=(PYPROJECT, UV_LOCK, *manifests),
        extras=extras,
        is_packaged=pyproject.is_packaged,
        has_members=has_members,
        lock=lock,
    )


def _default_groups(pyproject: Pyproject) -> tuple[str, ...]:
    uv = pyproject.root.table("tool").table("uv")
    return uv.strings("default-groups") if isinstance(uv.data.get("default-groups"), list) else ("dev",)


def _from_requirements(
    repository: Repository, files: RequirementFiles, pyproject: Pyproject | None, setup: Setup | None
) -> Dependencies | None:
    paths = (*files.main, *files.development)
    if not paths or (not files.main and pyproject and pyproject.has_static_dependencies):
        return None
    trees = _read_all(repository, paths)
    is_itself_named = any(entry.names_project for tree in trees.values() for entry in tree.locals)
    main = files.main or files.development
    return Dependencies(
        manager="requirements",
        evidence=Evidence(paths[0]),
        requirements=_flat([trees[path].requirements for path in main]),
        development=_flat([trees[path].requirements for path in paths if path not in main]),
        **_files_of(trees),
        extras=_chosen(pyproject.extras) if pyproject and pyproject.is_packaged else (),
        is_packaged=_is_project(pyproject, setup) and not is_itself_named,
    )


def _read_all(repository: Repository, paths: tuple[str, ...]) -> dict[str, RequirementsTree]:
    return {path: read_requirements(repository, path) for path in paths}


def _files_of(trees: dict[str, RequirementsTree]) -> _Files:
    in_image = [part for tree in trees.values() for part in tree.self_contained()]
    return {
        "files": tuple(trees),
        "image_files": tuple(dict.fromkeys(part.path for part in in_image)),
        "manifests": tuple(dict.fromkeys(file.path for part in in_image for file in part.walk())),
        "indexes": tuple(index for tree in trees.values() for file in tree.walk() for index in file.file.indexes),
    }


def _is_project(pyproject: Pyproject | None, setup: Setup | None) -> bool:
    return bool(pyproject and pyproject.is_packaged) or bool(setup)


def _from_pyproject(
    repository: Repository, files: RequirementFiles, pyproject: Pyproject | None
) -> Dependencies | None:
    if pyproject is None or not pyproject.has_static_dependencies:
        return None
    extras, groups = _chosen(pyproject.extras), _chosen(pyproject.groups)
    trees = _read_all(repository, files.development)
    listed = _files_of(trees)
    listed["manifests"] = (PYPROJECT, *listed["manifests"])
    return Dependencies(
        manager="project",
        evidence=Evidence(PYPROJECT),
        requirements=pyproject.dependencies,
        development=_flat(
            [
                *(pyproject.extras[extra] for extra in extras),
                *(pyproject.groups[group] for group in groups),
                *(tree.requirements for tree in trees.values()),
            ]
        ),
        **listed,
        extras=extras,
        groups=groups,
        is_packaged=pyproject.is_packaged,
    )


def _from_source(pyproject: Pyproject | None, setup: Setup | None) -> Dependencies | None:
    if pyproject and pyproject.is_packaged:
        return Dependencies(
            manager="source",
            evidence=Evidence(PYPROJECT),
            requirements=(*read_poetry_requirements(pyproject), *_of_setup(setup)),
            development=read_poetry_groups(pyproject),
            extras=_chosen(setup.extras if setup else pyproject.extras),
            is_packaged=True,
        )
    if setup is None:
        return None
    return Dependencies(
        manager="source",
        evidence=Evidence(setup.path),
        requirements=_of_setup(setup),
        extras=_chosen(setup.extras),
        is_packaged=True,
    )


def _of_setup(setup: Setup | None) -> tuple[Requirement, ...]:
    found = []
    for text in setup.requirements if setup else ():
        try:
            found.append(parse_requirement(Source(setup.path if setup else "", ""), Span(0, 0), text.strip()))
        except UserError:
            continue
    return tuple(found)


def _from_nothing(repository: Repository) -> Dependencies:
    code = next((path for suffix in (".py", ".ipynb") for path in repository.walk(suffix)), None)
    unread = next((name for name in _UNREAD if repository.has(name)), None)
    if code is None and unread is None and not repository.has(PYPROJECT):
        raise UserError(
            f"no Python was found in `{repository.root}`",
            "a Python repository has requirements.txt, pyproject.toml, setup.py or *.py files",
        )
    note = "" if unread else _where_else(repository)
    return Dependencies("none", Evidence(code or unread or PYPROJECT), notes=(note,) if note else ())


def _where_else(repository: Repository) -> str:
    if misspelled := find_misspelled(repository):
        return f"`{misspelled}` is not read: pip's usual name is requirements.txt"
    below = next((path for name in _MANIFESTS for path in repository.walk(f"/{name}")), None)
    if below:
        folder = posixpath.dirname(below)
        return f"nothing is installed: {below} is below; `devcontain init {folder}` writes a dev container for that"
    return "nothing is installed: there is no requirements.txt, pyproject.toml or setup.py"


def _chosen(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name.lower() in _DEVELOPMENT)


def _flat(groups: list[tuple[Requirement, ...]]) -> tuple[Requirement, ...]:
    return tuple(requirement for group in groups for requirement in group)
