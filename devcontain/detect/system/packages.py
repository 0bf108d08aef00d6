"""The Debian packages that the project needs beside Python's."""

from collections.abc import Iterator
from itertools import chain

from packaging.utils import canonicalize_name

from devcontain.detect.dockerfile import packages_of_dockerfile
from devcontain.detect.facts import PREFERRED_PYTHON, Dependencies, Evidence, SystemNeed
from devcontain.detect.system.ci import packages_of_ci
from devcontain.detect.system.debian import PACKAGES
from devcontain.detect.system.native import packages_to_build
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern
from devcontain.semantics.debian_other_names import debian_name

_FILES = ("apt.txt", "binder/apt.txt", ".binder/apt.txt", "Aptfile", "packages.txt")
_NAME = pattern(r"[a-z0-9][a-z0-9+.-]+")


def detect_system_packages(
    repository: Repository, dependencies: Dependencies, project: str, around: Repository | None = None
) -> Iterator[SystemNeed]:
    """What files for apt list, then what requirements and the project leave to Debian, then what the tests need too.

    The CI may be that of the repository around a project that is alone in it.
    """
    needs = list(_stated(repository, dependencies, project))
    yield from needs
    known = {package for need in needs for package in need.packages}
    for need in chain(packages_of_ci(repository), packages_of_ci(around) if around else ()):
        if more := tuple(package for package in need.packages if package not in known):
            yield need._replace(packages=more)


def _stated(repository: Repository, dependencies: Dependencies, project: str) -> Iterator[SystemNeed]:
    """What lists, the project's Dockerfile and requirements say; conda and pixi bring theirs."""
    for path in _FILES:
        if names := tuple(_listed(repository.glance(path) or "")):
            yield SystemNeed(names, Evidence(path))
    if need := packages_of_dockerfile(repository):
        yield need
    yield from packages_to_build(repository, dependencies)
    if not dependencies.brings_python:
        itself = {canonicalize_name(project): Evidence(dependencies.evidence.path, project)}
        for name, evidence in (_installed(dependencies) | itself).items():
            if name in PACKAGES:
                yield SystemNeed(PACKAGES[name], evidence)


def _listed(text: str) -> Iterator[str]:
    """One name a line, of Ubuntu mostly; what else an Aptfile may hold, repositories and addresses, is left out."""
    for line in text.splitlines():
        if not line.lstrip().startswith(":"):
            words = filter(_NAME.fullmatch, line.partition("#")[0].split())
            yield from (debian_name(word) or word for word in words)


def _installed(dependencies: Dependencies) -> dict[str, Evidence]:
    found = {name: Evidence(one.path, one.text) for one in dependencies.all_requirements for name in one.names}
    for package in dependencies.lock.installed(PREFERRED_PYTHON):
        found.setdefault(package.name, Evidence(dependencies.lock.path, f"{package.name} {package.version}"))
    return dict(sorted(found.items()))
