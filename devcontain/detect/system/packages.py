"""The Debian packages that the project needs beside Python's."""

from collections.abc import Iterator

from packaging.utils import canonicalize_name

from devcontain.detect.dockerfile import packages_of_dockerfile
from devcontain.detect.facts import PREFERRED_PYTHON, Dependencies, Evidence, SystemNeed
from devcontain.detect.system.debian import PACKAGES
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern

_FILES = ("apt.txt", "binder/apt.txt", ".binder/apt.txt", "Aptfile", "packages.txt")
_NAME = pattern(r"[a-z0-9][a-z0-9+.-]+")


def detect_system_packages(repository: Repository, dependencies: Dependencies, project: str) -> Iterator[SystemNeed]:
    """What files for apt list, then what requirements and the project leave to Debian; conda and pixi bring theirs."""
    for path in _FILES:
        if names := tuple(_listed(repository.glance(path) or "")):
            yield SystemNeed(names, Evidence(path))
    if need := packages_of_dockerfile(repository):
        yield need
    if not dependencies.brings_python:
        itself = {canonicalize_name(project): Evidence(dependencies.evidence.path, project)}
        for name, evidence in (_installed(dependencies) | itself).items():
            if name in PACKAGES:
                yield SystemNeed(PACKAGES[name], evidence)


def _listed(text: str) -> Iterator[str]:
    """One name a line; what else an Aptfile may hold, repositories and addresses, is left out."""
    for line in text.splitlines():
        for word in line.partition("#")[0].split():
            if _NAME.fullmatch(word):
                yield word


def _installed(dependencies: Dependencies) -> dict[str, Evidence]:
    found = {one.name: Evidence(one.path, one.text) for one in dependencies.all_requirements}
    for package in dependencies.lock.installed(PREFERRED_PYTHON):
        found.setdefault(package.name, Evidence(dependencies.lock.path, f"{package.name} {package.version}"))
    return dict(sorted(found.items()))
