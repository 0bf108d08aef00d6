"""Hatch: what its environments install beside the project."""

from devcontain.detect.managers.found import for_development
from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.repository import Repository
from devcontain.manifests.requirement import Requirement, parse_requirement
from devcontain.manifests.toml import read_toml

PATH = "hatch.toml"
_KEYS = ("dependencies", "extra-dependencies")


def read_hatch_requirements(
    repository: Repository, pyproject: Pyproject
) -> tuple[tuple[Requirement, ...], tuple[str, ...]]:
    """What the default environment and those for development install, and the extras of the project they ask for.

    `hatch test` brings pytest of itself, which nothing in the file says.
    """
    own = read_toml(repository, PATH) if repository.has(PATH) else None
    environments = (own or pyproject.root.table("tool").table("hatch")).table("envs")
    tests = {"hatch-test"} & set(environments.data)
    chosen = [environments.table(name) for name in ("default", *tests, *for_development(environments.data))]
    texts = [text for environment in chosen for key in _KEYS for text in environment.strings(key)]
    features = [name for environment in chosen for name in environment.strings("features") if name in pyproject.extras]
    # Only Hatch can fill in a context such as `{root:uri}`.
    known = [text for text in dict.fromkeys((*texts, *(["pytest"] if tests else []))) if "{" not in text]
    requirements = (parse_requirement(environments.source, environments.find(text), text) for text in known)
    return tuple(requirements), tuple(dict.fromkeys(features))
