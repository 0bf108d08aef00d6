"""What the managers are found in, and what they share."""

from collections.abc import Iterable
from typing import NamedTuple, TypedDict

from devcontain.detect.requirement_files import RequirementFiles
from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.repository import Repository
from devcontain.manifests.requirement import Requirement
from devcontain.manifests.requirements_tree import RequirementsTree, read_requirements
from devcontain.manifests.setuptools import Setup

_DEVELOPMENT = ("dev", "develop", "development", "test", "tests", "testing", "lint", "typing")


class Found(NamedTuple):
    """The repository, and those of its files that several managers read."""

    repository: Repository
    pyproject: Pyproject | None
    setup: Setup | None
    files: RequirementFiles


class Files(TypedDict):
    """What requirements files say of an installation."""

    files: tuple[str, ...]
    image_files: tuple[str, ...]
    manifests: tuple[str, ...]
    indexes: tuple[str, ...]


def read_all(repository: Repository, paths: tuple[str, ...]) -> dict[str, RequirementsTree]:
    """Requirements files, by path."""
    return {path: read_requirements(repository, path) for path in paths}


def files_of(trees: dict[str, RequirementsTree]) -> Files:
    """Which files to install, and what of them an image build can."""
    in_image = [part for tree in trees.values() for part in tree.self_contained()]
    return {
        "files": tuple(tree.path for tree in trees.values()),
        "image_files": tuple(dict.fromkeys(part.path for part in in_image)),
        "manifests": tuple(dict.fromkeys(file.path for part in in_image for file in part.walk())),
        "indexes": tuple(index for tree in trees.values() for file in tree.walk() for index in file.file.indexes),
    }


def for_development(names: Iterable[str]) -> tuple[str, ...]:
    """Those extras or groups that developers want."""
    return tuple(name for name in names if name.lower() in _DEVELOPMENT)


def flat(groups: Iterable[tuple[Requirement, ...]]) -> tuple[Requirement, ...]:
    """The requirements of all groups."""
    return tuple(requirement for group in groups for requirement in group)
