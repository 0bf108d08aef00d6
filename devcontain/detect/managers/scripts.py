"""Code and notebooks that no file names the dependencies of."""

from itertools import islice

from devcontain.detect.dockerfile import requirements_of_dockerfile
from devcontain.detect.facts import IMPORTED, Dependencies, Evidence
from devcontain.detect.imports.read import find_imports
from devcontain.detect.managers.found import Found
from devcontain.manifests.requirement import Requirement, parse_requirement
from devcontain.syntax.source import Source, Span

_MOST = 5


def find_scripts(found: Found) -> Dependencies | None:
    """What the code imports, to be listed in a requirements file beside the Dockerfile."""
    imports = find_imports(found.repository)
    named = {one.name: one for one in requirements_of_dockerfile(found.repository)}
    imported = {one.name: one for one in imports.requirements}
    if imported:
        known = {name: one for name, one in named.items() if name not in imported or str(one.specifier)}
        imported = dict(sorted((imported | known).items()))
    requirements = _with_kernel(tuple(imported.values()))
    if not requirements:
        return None
    unknown = islice(imports.unknown.items(), _MOST)
    return Dependencies(
        manager="scripts",
        evidence=Evidence(requirements[0].path),
        requirements=requirements,
        files=(IMPORTED,),
        image_files=(IMPORTED,),
        manifests=(IMPORTED,),
        notes=(
            f"{IMPORTED} lists what the code imports, without versions: pin them once it works",
            *(f"no distribution is known to bring `{name}`, which {path} imports" for name, path in unknown),
        ),
    )


def _with_kernel(requirements: tuple[Requirement, ...]) -> tuple[Requirement, ...]:
    """The same with the kernel that notebooks run in, which they do not import."""
    notebook = next((one.path for one in requirements if one.path.endswith(".ipynb")), "")
    if not notebook or {"ipykernel", "jupyter", "jupyterlab", "notebook"} & {one.name for one in requirements}:
        return requirements
    kernel = parse_requirement(Source(notebook, ""), Span(0, 0), "ipykernel")
    return tuple(sorted((*requirements, kernel), key=lambda one: one.name))
