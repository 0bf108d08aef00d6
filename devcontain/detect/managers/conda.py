"""conda: environment.yml."""

import posixpath

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.detect.managers.found import Found, flat, read_all
from devcontain.manifests.environment_yml import Environment, find_environment_yml, read_environment_yml

MICROMAMBA_VERSION = "2.3.3"


def find_conda(found: Found) -> Dependencies | None:
    """What an environment file lists, for conda and, in its section, for pip."""
    path = find_environment_yml(found.repository)
    if not path:
        return None
    environment = read_environment_yml(found.repository, path)
    folder = posixpath.dirname(path)
    named = (posixpath.normpath(posixpath.join(folder, include.path)) for include in environment.pip.includes)
    trees = read_all(found.repository, tuple(one for one in named if found.repository.has(one)))
    is_alone = all(tree.is_self_contained for tree in trees.values()) and not environment.pip.locals
    return Dependencies(
        manager="conda",
        evidence=Evidence(path),
        requirements=(
            *environment.requirements,
            *environment.pip.requirements,
            *flat(tree.requirements for tree in trees.values()),
        ),
        files=(path,),
        manifests=(path, *dict.fromkeys(file.path for tree in trees.values() for file in tree.walk())),
        needs_workspace=not is_alone or environment.pip.needs_secret or len(trees) < len(environment.pip.includes),
        tool_version=MICROMAMBA_VERSION,
        indexes=environment.pip.indexes,
        notes=tuple(_notes(path, environment)),
    )


def _notes(path: str, environment: Environment) -> list[str]:
    notes = []
    if environment.has_builds:
        notes.append(
            f"{path} pins builds, which exist for one platform alone: `conda env export --from-history` does not"
        )
    if {"defaults", "anaconda"} & set(environment.channels) or not environment.channels:
        notes.append(f"{path} takes packages from Anaconda's own channels, which larger organisations pay for")
    return notes
