"""Which libraries of the project compute on a GPU."""

from collections.abc import Iterator

from devcontain.detect.facts import PREFERRED_PYTHON, Dependencies, Evidence, GpuFramework
from devcontain.gpu.frameworks import JAX_EXTRAS, LIBRARIES, is_cpu_build
from devcontain.manifests.requirement import Requirement

_WITH_CUDA = ("2.14.0", "2.15.0", "2.16.1", "2.17.0", "2.18.0", "2.19.0", "2.20.0", "99999")
"""Releases of TensorFlow with an extra that brings CUDA, and any newer one."""


def detect_gpu(dependencies: Dependencies) -> tuple[GpuFramework, ...]:
    """The GPU libraries that are installed, each once, less those that come as CPU builds."""
    found = dict(_found(dependencies))
    return tuple(found.values())


def _found(dependencies: Dependencies) -> Iterator[tuple[str, GpuFramework]]:
    if dependencies.cuda:
        evidence = Evidence(dependencies.manifests[0], f'system-requirements: cuda = "{dependencies.cuda}"')
        yield "CUDA", GpuFramework("CUDA", "", evidence)
    if dependencies.manager == "pixi" or any(is_cpu_build("", index) for index in dependencies.indexes):
        return
    for package in dependencies.lock.installed(PREFERRED_PYTHON):
        library = LIBRARIES.get(package.name)
        if library and not library.carrier and not is_cpu_build(package.version, package.index):
            evidence = Evidence(dependencies.lock.path, f"{package.name} {package.version}")
            yield library.title, GpuFramework(library.title, "", evidence)
    for requirement in dependencies.all_requirements:
        if title := _title(requirement, dependencies):
            evidence = Evidence(requirement.path, requirement.text)
            yield title, GpuFramework(title, _advice(requirement), evidence)


def _title(requirement: Requirement, dependencies: Dependencies) -> str:
    if requirement.name == "jax":
        return "JAX" if requirement.extras & JAX_EXTRAS else ""
    library = LIBRARIES.get(requirement.name)
    if library is None or is_cpu_build(str(requirement.pin or ""), _locked_index(requirement, dependencies)):
        return ""
    return library.title


def _locked_index(requirement: Requirement, dependencies: Dependencies) -> str:
    return next((package.index for package in dependencies.lock.packages if package.name == requirement.name), "")


def _advice(requirement: Requirement) -> str:
    library = LIBRARIES.get(requirement.name)
    if library is None or not library.carrier or requirement.extras:
        return ""
    if requirement.name == "tensorflow" and not any(map(requirement.specifier.contains, _WITH_CUDA)):
        return f"`{requirement.text}` brings no CUDA: from 2.14 on, `{library.carrier}` does, which uses the GPU"
    return f"`{requirement.name}` brings no CUDA of its own: require `{library.carrier}` to use the GPU"
