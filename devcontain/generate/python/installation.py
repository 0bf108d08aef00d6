"""How dependencies are installed: third parties in the image, the project itself when the container is made."""

import posixpath
import shlex
from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

from devcontain.detect.facts import Dependencies, Facts
from devcontain.generate.layout import Layout
from devcontain.generate.names import as_title, is_mountable, shell_word
from devcontain.generate.plan import CONDA_ENVIRONMENT, Decision, Installation
from devcontain.generate.python.legacy import PYTHONS as LEGACY
from devcontain.generate.tools import tool_version

PROJECT = "/tmp/project"
_RUNNERS = {
    "jupyter": ("ipykernel", {"ipykernel", "jupyter", "jupyterlab", "notebook"}),
    "pytest": ("pytest", {"pytest"}),
}
"""What runs the notebooks and tests of a project, those of unittest too, and the distributions that bring it."""


class _Way(NamedTuple):
    """A way to install: what it is called, why it is taken (`{}` is the file that says so), and how it is done."""

    title: str
    because: str
    install: Callable[[Dependencies], Installation]


_BEFORE_UV = {*LEGACY, "3.7", "3.8"}
_LOCKED = {"uv", "pdm"}
"""Managers whose reason is their lock file, where there is one."""


def choose_installation(facts: Facts, python: str) -> tuple[Installation, tuple[Decision, ...], tuple[str, ...]]:
    """The installation for how the repository states its dependencies, its reason, and what to note about it."""
    dependencies = facts.dependencies
    installed = _with_tools(facts)
    way = _HASHED if _are_hashes_mixed(installed, python) else _WAYS[dependencies.manager]
    chosen = way.install(installed)
    update = _not_isolated(chosen.update, python)
    chosen = replace(chosen, tool_version=tool_version(dependencies, python), update=update)
    if chosen.volume:
        folder = Layout(facts.place, facts.context).from_opened
        inside = posixpath.normpath(posixpath.join("${containerWorkspaceFolder}", folder, chosen.environment))
        chosen = replace(chosen, environment=inside)
    is_locked = bool(dependencies.lock.path) or dependencies.manager not in _LOCKED
    because = (way.because if is_locked else "{}").format(", ".join(dependencies.files) or dependencies.evidence.path)
    if dependencies.is_dynamic:
        because = f"{dependencies.evidence.path}; the pip of most Pythons knows no groups"
    if chosen.stands_for:
        because = f"{chosen.stands_for}, as far as it can be installed"
    if dependencies.instead_of:
        because += f"; it goes before {', '.join(dependencies.instead_of)} (--manager chooses)"
    decisions = (Decision("installation", way.title, because),)
    layout = Layout(facts.place, facts.context)
    unreadable = [path for path in chosen.mounts if path in facts.hidden or not is_mountable(layout.mounted(path))]
    if not unreadable and not dependencies.needs_workspace:
        return chosen, decisions, ()
    notes = (_note(unreadable[0], facts.hidden),) if unreadable else ()
    return replace(chosen, mounts=(), arguments=""), decisions, notes


def _are_hashes_mixed(dependencies: Dependencies, python: str) -> bool:
    """Whether pip would refuse to install all at once, and uv, which verifies what hashes there are, runs here."""
    is_bare = dependencies.has_bare or bool(dependencies.words)
    return dependencies.has_hashes and is_bare and python not in _BEFORE_UV


def _not_isolated(update: str, python: str) -> str:
    """Up to 25.2, pip runs a lone setup.py if not told otherwise; setuptools then isolates the build after all."""
    wish = "pip install --no-build-isolation"
    return update if python in LEGACY else update.replace(f" && {wish}", f" && {wish} --use-pep517")


def build_requirements(dependencies: Dependencies) -> list[str]:
    """What has to be there to build the project, in the versions that it is then used with."""
    specifiers = {one.name: one.specifier for one in dependencies.all_requirements if not one.url}
    return [shlex.quote(f"{name}{specifiers.get(name, '')}") for name in dependencies.build_requirements]


def _with_tools(facts: Facts) -> Dependencies:
    """What is installed, with what notebooks and tests run in where pip can add it and nothing else brings it."""
    dependencies = facts.dependencies
    if not dependencies.takes_words:
        return dependencies
    runs_django = bool(facts.django_tests and facts.django_tests.lacks_pytest)
    tools = facts.tools | ({"pytest"} if facts.unittest or runs_django else set())
    names = dependencies.names | {"pytest" for name in dependencies.names if name.startswith("pytest-")}
    missing = [word for tool, (word, known) in _RUNNERS.items() if tool in tools and not known & names]
    missing += ["pytest-django"] if runs_django else []
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
        update=_joined("uv sync", "--locked" if dependencies.lock.path else "", *options),
    )


def _poetry(dependencies: Dependencies) -> Installation:
    options = [
        *([f"--with {','.join(dependencies.groups)}"] if dependencies.groups else []),
        *(f"--extras {extra}" for extra in dependencies.extras),
    ]
    return Installation(
        template="poetry",
        mounts=dependencies.manifests,
        arguments=_joined("--no-root", "--no-directory" if dependencies.lock.local() else "", *options),
        update=_joined("poetry install", "" if dependencies.is_packaged else "--no-root", *options),
    )


def _pdm(dependencies: Dependencies) -> Installation:
    return Installation(
        template="pdm", mounts=dependencies.manifests, arguments="--no-self", update="pdm install --check"
    )


def _pipenv(dependencies: Dependencies) -> Installation:
    update = "pipenv sync --dev" if dependencies.lock.path else "pipenv install --dev"
    return Installation(template="pipenv", mounts=dependencies.manifests, arguments="--dev", update=update)


def _pixi(dependencies: Dependencies) -> Installation:
    chosen = f"-e {shell_word(dependencies.environment)}" if dependencies.environment != "default" else ""
    options = _joined("--locked" if dependencies.evidence.path == "pixi.lock" else "", chosen)
    return Installation(
        template="pixi",
        arguments=options,
        update=_joined("pixi install", options),
        environment=f".pixi/envs/{dependencies.environment}",
        volume=".pixi",
        run=_joined("pixi run", options),
        cuda=dependencies.cuda,
    )


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
        requirements=tuple(f"{line}  # {as_title(was)}" if was else line for line, was in dependencies.lines)
        if dependencies.is_mended
        else (),
        stands_for=dependencies.evidence.path if dependencies.is_mended else "",
    )


def _hashed(dependencies: Dependencies) -> Installation:
    update = _pip(dependencies, "uv pip install")
    return replace(_requirements(dependencies), template="project", update=update)


def _project(dependencies: Dependencies) -> Installation:
    extras = [f"--extra {extra}" for extra in dependencies.extras]
    chosen = (*dependencies.run_groups, *dependencies.groups)
    image_groups = [f"--group {PROJECT}/pyproject.toml:{group}" for group in chosen]
    groups = [f"--group {group}" for group in chosen]
    words = [shlex.quote(word) for word in dependencies.words if "${" not in word]
    listed, itself = (*groups, *_files(dependencies), *words), _itself(dependencies)
    file = "" if dependencies.run_groups or dependencies.is_dynamic else "pyproject.toml"
    update = _joined("uv pip install", itself or _joined(file and f"-r {file}", *extras), *listed)
    if itself and dependencies.rebuilt_with:
        first = (*listed, *map(shlex.quote, dependencies.rebuilt_with))
        update = _by_what_is_there("uv pip install", first, itself)
    return Installation(
        template="project",
        mounts=dependencies.manifests,
        arguments=_joined(
            *([f"-r {PROJECT}/{file}", *extras] if file else []), *image_groups, *_image_files(dependencies)
        ),
        update=update,
    )


def _together(dependencies: Dependencies) -> Installation:
    groups = [f"--group {shell_word(group)}" for group in dependencies.groups]
    members = [f"-e {shlex.quote(member)}" for member in dependencies.members]
    words = [shlex.quote(word) for word in dependencies.words if "${" not in word]
    return Installation(
        template="project",
        mounts=dependencies.manifests if dependencies.image_files else (),
        arguments=_joined(*_image_files(dependencies)),
        update=_joined("uv pip install", *members, *groups, *_files(dependencies), *words),
    )


def _source(dependencies: Dependencies) -> Installation:
    return Installation(template="pip", update=_pip(dependencies))


def _pip(dependencies: Dependencies, install: str = "pip install") -> str:
    words = [shlex.quote(word) for word in dependencies.words if "${" not in word]
    listed, itself = (*_files(dependencies), *words), _itself(dependencies)
    if not itself or not (dependencies.build_requirements or dependencies.rebuilt_with):
        return _joined(install, *_files(dependencies), itself, *words)
    builders = dependencies.rebuilt_with or ("setuptools", "wheel")
    first = (*listed, *map(shlex.quote, builders), *build_requirements(dependencies))
    return _by_what_is_there(install, first, itself)


def _by_what_is_there(install: str, first: tuple[str, ...], itself: str) -> str:
    """What is listed first, then the project, built by what is there."""
    return f"{_joined(install, *first)} && {install} --no-build-isolation {itself}"


def _scripts(dependencies: Dependencies) -> Installation:
    lines = tuple(f"{requirement.text}  # {as_title(requirement.path)}" for requirement in dependencies.requirements)
    return replace(_requirements(dependencies), requirements=lines)


_WAYS = {
    "uv": _Way("uv sync", "{} names every version", _uv),
    "poetry": _Way("Poetry", "{}", _poetry),
    "pdm": _Way("PDM", "{} names every version", _pdm),
    "pipenv": _Way("Pipenv", "{}", _pipenv),
    "pixi": _Way("pixi", "{}", _pixi),
    "conda": _Way("micromamba", "{}", _conda),
    "requirements": _Way("pip", "{}", _requirements),
    "project": _Way("uv pip", "{}; pip cannot install what a project requires without the project", _project),
    "together": _Way("uv pip", "all projects share one environment: {}", _together),
    "source": _Way("pip", "{} says what it requires only when it is built", _source),
    "scripts": _Way("pip", "no file names dependencies; the code imports them", _scripts),
    "none": _Way("an empty environment", "no file names dependencies", lambda _: Installation("pip")),
}


_HASHED = _Way("uv pip", "{}; pip takes nothing without a hash beside what has one", _hashed)


def _image_files(dependencies: Dependencies) -> list[str]:
    return [f"-r {PROJECT}/{file}" for file in dependencies.image_files]


def _files(dependencies: Dependencies) -> list[str]:
    return [f"-r {shell_word(file)}" for file in dependencies.files]


def _itself(dependencies: Dependencies) -> str:
    extras = f"[{','.join(dependencies.extras)}]" if dependencies.extras else ""
    return f"-e {shlex.quote('.' + extras)}" if dependencies.is_packaged else ""


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)
