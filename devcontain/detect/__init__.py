"""A repository as facts, each with its evidence; nothing of it is executed."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from devcontain.detect.cuda_builds import detect_cuda_builds
from devcontain.detect.dependencies import detect_dependencies
from devcontain.detect.facts import Facts
from devcontain.detect.gpu import detect_gpu
from devcontain.detect.model_caches import detect_model_caches
from devcontain.detect.python2 import find_python2
from devcontain.detect.python_version import detect_python
from devcontain.detect.services import detect_services
from devcontain.detect.start import detect_start
from devcontain.detect.system_packages import detect_system_packages
from devcontain.detect.tools import detect_tools
from devcontain.detect.web import detect_web
from devcontain.manifests.dockerignore import is_ignored
from devcontain.manifests.pyproject import read_pyproject
from devcontain.manifests.repository import Repository
from devcontain.manifests.setuptools import read_setup
from devcontain.services import Service, services

_DOCKERIGNORE = ".dockerignore"


def detect(root: Path, manager: str | None = None, catalogue: Mapping[str, Service] | None = None) -> Facts:
    """Read the repository in a directory, as the manager has it that is asked for."""
    repository = Repository(root)
    pyproject, setup = read_pyproject(repository), read_setup(repository)
    dockerignore = repository.read(_DOCKERIGNORE).text if repository.has(_DOCKERIGNORE) else ""
    dependencies = detect_dependencies(repository, pyproject, setup, manager)
    if path := find_python2(repository):
        note = f"{path} is written for Python 2, which is not supported: port it, or keep it for its history"
        dependencies = replace(dependencies, notes=(*dependencies.notes, note))
    name = (pyproject.name if pyproject else "") or (setup.name if setup else "")
    web = tuple(detect_web(repository, dependencies))
    return Facts(
        name=name or repository.root.name,
        dependencies=dependencies,
        python=tuple(detect_python(repository, pyproject, setup, dependencies)),
        web=web,
        services=tuple(detect_services(repository, dependencies, catalogue or services())),
        system=tuple(detect_system_packages(repository, dependencies, name)),
        gpu=detect_gpu(dependencies),
        compiled=detect_cuda_builds(repository, dependencies),
        caches=tuple(detect_model_caches(repository, dependencies)),
        tools=detect_tools(repository, pyproject, dependencies),
        start=detect_start(repository, pyproject, dependencies, web),
        has_dockerignore=repository.has(_DOCKERIGNORE),
        hidden=tuple(path for path in dependencies.manifests if is_ignored(dockerignore, path)),
    )
