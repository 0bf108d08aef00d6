"""How dependencies are installed: third parties in the image, the project itself when the container is made."""

import shlex
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from devcontain.detect.facts import Dependencies, Facts
from devcontain.generate.names import is_mountable, shell_word
from devcontain.generate.plan import CONDA_ENVIRONMENT, Decision, Installation
from devcontain.generate.tools import tool_version

PROJECT = "/tmp/project"
_BUILDERS = ("ninja==1.13.0", "packaging==25.0", "psutil==7.1.3", "setuptools==75.3.0", "wheel==0.45.1")
_RUNNERS = {
    "jupyter": ("ipykernel", {"ipykernel", "jupyter", "jupyterlab", "notebook"}),
    "pytest": ("pytest", {"pytest"}),
}
"""What runs the notebooks and tests of a project, and the distributions that bring it."""


class _Way(NamedTuple):
    """A way to install: what it is called, why it is taken (`{}` is the file that says so), and how it is done."""

    title: str
    because: str
    install: Callable[[Dependencies], Installation]


def choose_installation(facts: Facts, python: str) -> tuple[Installation, tuple[Decision, ...], tuple[str, ...]]:
    """The installation for how the repository states its dependencies, its reason, and what to note about it."""
    dependencies = facts.dependencies
    way = _WAYS[dependencies.manager]
    chosen = way.install(_with_tools(facts))
    chosen = replace(chosen, tool_version=tool_version(dependencies, python))
    because = way.because.format(", ".join(dependencies.files) or dependencies.evidence.path)
    if dependencies.instead_of:
        because += f"; it goes before {', '.join(dependencies.instead_of)} (--manager chooses)"
    decisions = (Decision("installation", way.title, because),)
    unreadable = [path for path in chosen.mounts if path in facts.hidden or not is_mountable(path)]
    if not unreadable and not dependencies.needs_workspace:
        return chosen, decisions, ()
    notes = (_note(unreadable[0], facts.hidden),) if unreadable else ()
    return replace(chosen, mounts=(), arguments=""), decisions, notes


def without_isolation(installation: Installation, facts: Facts) -> Installation:
    """The same where pip builds extensions that import torch: torch and what builds them come first."""
    dependencies = facts.dependencies
    torch = next((one for one in dependencies.all_requirements if one.name == "torch"), None)
    builds = any(one.name and one.imports_torch for one in facts.compiled)
    if not builds or not torch or torch.url or dependencies.manager != "requirements":
        return installation
    first = _joined(shlex.quote(f"torch{torch.specifier}"), *(_index_options(dependencies)), *_BUILDERS)
    update = installation.update.replace("pip install", "pip install --no-build-isolation", 1)
    if not installation.arguments:
        return replace(installation, update=f"pip install {first} && {update}")
    return replace(installation, before=first, update=update)


def build_requirements(dependencies: Dependencies) -> list[str]:
    """What has to be there to build the project, in the versions that it is then used with."""
    specifiers = {one.name: one.specifier for one in dependencies.all_requirements if not one.url}
    return [shlex.quote(f"{name}{specifiers.get(name, '')}") for name in dependencies.build_requirements]


def _index_options(dependencies: Dependencies) -> list[str]:
    return [f"--extra-index-url {shlex.quote(index)}" for index in dict.fromkeys(dependencies.indexes)]


def _with_tools(facts: Facts) -> Dependencies:
    """What is installed, with what notebooks and tests run in where pip can add it and nothing else brings it."""
    dependencies = facts.dependencies
    if dependencies.manager not in {"requirements", "source"}:
        return dependencies
    names = dependencies.names | {"pytest" for name in dependencies.names if name.startswith("pytest-")}
    missing = [word for tool, (word, known) in _RUNNERS.items() if tool in facts.tools and not known & names]
    return replace(dependencies, words=(*dependencies.words, *missing))


def _note(path: str, hidden: tuple[str, ...]) -> str:
    reason = ".dockerignore hides it" if path in hidden else "its name cannot stand in a Dockerfile"
    return f"the image build cannot read `{path}` ({reason}): all is installed when the container is made"


def _uv(dependencies: Dependencies) -> Installation:
    options = [f"--extra {extra}" for extra in dependencies.extras]
    options += [f"--group {group}" for group in dependencies.groups]
    if dependencies.has_members:
        options.insert(0, "--all-packages")
    return Installation(
        template="uv",
        mounts=dependencies.manifests,
        arguments=_joined("--no-install-workspace --no-install-local", *options),
        update=_joined("uv sync --locked", *options),
    )


def _poetry(dependencies: Dependencies) -> Installation:
    options = [
        *([f"--with {','.join(dependencies.groups)}"] if dependencies.groups else []),
        *(f"--extras {extra}" for extra in dependencies.extras),
    ]
    return Installation(
        template="poetry",
        mounts=dependencies.manifests,
        arguments=_joined("--no-root", *options),
        update=_joined("poetry install", "" if dependencies.is_packaged else "--no-root", *options),
    )


def _pdm(dependencies: Dependencies) -> Installation:
    return Installation(
        template="pdm", mounts=dependencies.manifests, arguments="--no-self", update="pdm install --check"
    )


def _pipenv(dependencies: Dependencies) -> Installation:
    update = "pipenv sync --dev" if dependencies.lock.path else "pipenv install --dev"
    return Installation(template="pipenv", mounts=dependencies.manifests, arguments="--dev", update=update)


def _conda(dependencies: Dependencies) -> Installation:
    (file,) = dependencies.files
    return Installation(
        template="conda",
        mounts=dependencies.manifests,
        arguments=f"--file {PROJECT}/{file}",
        update=f"micromamba install -y -p {CONDA_ENVIRONMENT} --file {shell_word(file)}",
        environment=CONDA_ENVIRONMENT,
    )


def _requirements(dependencies: Dependencies) -> Installation:
    return Installation(
        template="pip",
        mounts=dependencies.manifests,
        arguments=_joined(*_image_files(dependencies)),
        update=_pip(dependencies),
    )


def _project(dependencies: Dependencies) -> Installation:
    extras = [f"--extra {extra}" for extra in dependencies.extras]
    image_groups = [f"--group {PROJECT}/pyproject.toml:{group}" for group in dependencies.groups]
    groups = [f"--group {group}" for group in dependencies.groups]
    words = [shlex.quote(word) for word in dependencies.words if "${" not in word]
    itself = _itself(dependencies) or _joined("-r pyproject.toml", *extras)
    return Installation(
        template="project",
        mounts=dependencies.manifests,
        arguments=_joined(f"-r {PROJECT}/pyproject.toml", *extras, *image_groups, *_image_files(dependencies)),
        update=_joined("uv pip install", itself, *groups, *_files(dependencies), *words),
    )


def _source(dependencies: Dependencies) -> Installation:
    return Installation(template="pip", update=_pip(dependencies))


def _pip(dependencies: Dependencies) -> str:
    listed, itself = (*_files(dependencies), *dependencies.words), _itself(dependencies)
    if not itself or not dependencies.build_requirements:
        return _joined("pip install", *_files(dependencies), itself, *dependencies.words)
    first = _joined("pip install", *listed, "setuptools wheel", *build_requirements(dependencies))
    return f"{first} && pip install --no-build-isolation {itself}"


def _scripts(dependencies: Dependencies) -> Installation:
    lines = tuple(f"{requirement.text}  # {requirement.path}" for requirement in dependencies.requirements)
    return replace(_requirements(dependencies), requirements=lines)


_WAYS = {
    "uv": _Way("uv sync", "{} names every version", _uv),
    "poetry": _Way("Poetry", "{}", _poetry),
    "pdm": _Way("PDM", "{} names every version", _pdm),
    "pipenv": _Way("Pipenv", "{}", _pipenv),
    "conda": _Way("micromamba", "{}", _conda),
    "requirements": _Way("pip", "{}", _requirements),
    "project": _Way("uv pip", "{}; pip cannot install what a project requires without the project", _project),
    "source": _Way("pip", "{} says what it requires only when it is built", _source),
    "scripts": _Way("pip", "no file names dependencies; the code imports them", _scripts),
    "none": _Way("an empty environment", "no file names dependencies", lambda _: Installation("pip")),
}


def _image_files(dependencies: Dependencies) -> list[str]:
    return [f"-r {PROJECT}/{file}" for file in dependencies.image_files]


def _files(dependencies: Dependencies) -> list[str]:
    return [f"-r {shell_word(file)}" for file in dependencies.files]


def _itself(dependencies: Dependencies) -> str:
    extras = f"[{','.join(dependencies.extras)}]" if dependencies.extras else ""
    return f"-e {shlex.quote('.' + extras)}" if dependencies.is_packaged else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
