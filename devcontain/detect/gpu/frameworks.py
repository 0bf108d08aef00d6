"""Which libraries of the project compute on a GPU."""

from collections.abc import Iterator

from devcontain.detect.facts import PREFERRED_PYTHON, Dependencies, Evidence, GpuFramework
from devcontain.detect.imports.brought import brought_by
from devcontain.gpu.frameworks import JAX_EXTRAS, LIBRARIES, is_cpu_build
from devcontain.manifests.requirement import Requirement


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
            yield library.title, GpuFramework(library.title, package.name, evidence)
    for requirement in dependencies.all_requirements:
        if title := _title(requirement, dependencies):
            evidence = Evidence(requirement.path, requirement.text)
            yield title, GpuFramework(title, requirement.name, evidence)
    if not dependencies.lock.path:
        yield from _brought(dependencies)


def _brought(dependencies: Dependencies) -> Iterator[tuple[str, GpuFramework]]:
    """What comes with others, and the project does not ask for itself, perhaps in a build without CUDA."""
    large = {name for name, library in LIBRARIES.items() if not library.carrier} - dependencies.names
    for requirement in dependencies.all_requirements:
        for name in sorted(brought_by(requirement.names) & large):
            title, evidence = LIBRARIES[name].title, Evidence(requirement.path, requirement.text)
            yield title, GpuFramework(title, name, evidence)


def _title(requirement: Requirement, dependencies: Dependencies) -> str:
    if requirement.name == "jax":
        return "JAX" if requirement.extras & JAX_EXTRAS else ""
    library = LIBRARIES.get(requirement.name)
    if library is None or is_cpu_build(str(requirement.pin or ""), _locked_index(requirement, dependencies)):
        return ""
    return library.title


def _locked_index(requirement: Requirement, dependencies: Dependencies) -> str:
    return next((package.index for package in dependencies.lock.packages if package.name == requirement.name), "")
