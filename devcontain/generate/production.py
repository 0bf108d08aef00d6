"""A lean image of the application itself, from the same dependencies as the dev container."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from devcontain.generate.installation import PROJECT, build_requirements
from devcontain.generate.names import shell_word
from devcontain.generate.plan import Decision, Installation, Production, Python

if TYPE_CHECKING:
    from devcontain.detect.facts import Dependencies, Facts
    from devcontain.generate.wishes import Wishes

_CONDA_IMAGE = "debian:bookworm-slim"
_DEVELOPMENT_ONLY = frozenset({"build-essential", "curl", "git", "openssh-client", "sudo"})
_BUILD_ONLY = frozenset({"build-essential", "cmake", "gcc", "g++", "g++-11", "make", "pkg-config", "swig"})
_CLIENTS = frozenset({"default-mysql-client", "mariadb-client", "postgresql-client", "redis-tools"})
_CACHES = {"uv": "uv", "project": "uv", "poetry": "pypoetry", "pdm": "pdm", "pipenv": "pipenv"}
_PIP = "pip install --cache-dir=/var/cache/pip"
_RUN_TIME = {
    "default-libmysqlclient-dev": "libmariadb3",
    "libcairo2-dev": "libcairo2",
    "libcups2-dev": "libcups2",
    "libdbus-1-dev": "libdbus-1-3",
    "libgdal-dev": "libgdal32",
    "libglib2.0-dev": "libglib2.0-0",
    "libgraphviz-dev": "libgvc6",
    "libldap2-dev": "libldap-2.5-0",
    "libmagickwand-dev": "libmagickwand-6.q16-6",
    "libmariadb-dev": "libmariadb3",
    "libmemcached-dev": "libmemcached11",
    "libopenmpi-dev": "libopenmpi3",
    "libpcsclite-dev": "libpcsclite1",
    "libpoppler-cpp-dev": "libpoppler-cpp0v5",
    "libpq-dev": "libpq5",
    "libsasl2-dev": "libsasl2-2",
    "portaudio19-dev": "libportaudio2",
    "r-base-dev": "r-base-core",
}
"""What stays of a package with headers once all is built, by its name in Debian 12."""


def choose_production(
    facts: Facts, installation: Installation, python: Python, packages: tuple[str, ...], wishes: Wishes
) -> tuple[Production | None, tuple[Decision, ...], tuple[str, ...]]:
    """The image that is asked for, how it starts and why, and what is to be noted about it."""
    if not wishes.production:
        return None, (), ()
    dependencies = facts.dependencies
    is_conda = dependencies.manager == "conda"
    build = [package for package in packages if package not in _DEVELOPMENT_ONLY | _CLIENTS]
    arguments = _arguments(dependencies, installation)
    production = Production(
        image=_CONDA_IMAGE if is_conda else f"python:{python.version}-bookworm",
        slim_image=_CONDA_IMAGE if is_conda else f"python:{python.version}-slim-bookworm",
        arguments=arguments,
        mounts=_mounts(dependencies, installation) if arguments or dependencies.manager == "pipenv" else (),
        project=_project(dependencies, installation),
        cache=f"/var/cache/{_CACHES.get(dependencies.manager, 'pip')}",
        is_unpinned=dependencies.manager == "source" and bool(dependencies.build_requirements),
        build_packages=tuple(sorted({*build, "ca-certificates"} if is_conda else build)),
        packages=tuple(sorted({_RUN_TIME.get(package, package) for package in build} - _BUILD_ONLY)),
        command=facts.start.command,
        port=facts.start.port,
    )
    if not facts.start.command:
        note = "nothing was found that starts the application: write the CMD of the Dockerfile yourself"
        return production, (Decision("production", "Dockerfile", "--production"),), (note,)
    because = f"--production; {facts.start.evidence}"
    decision = Decision("production", f"Dockerfile: {shlex.join(facts.start.command)}", because)
    return production, (decision,), (facts.start.advice,) if facts.start.advice else ()


def _arguments(dependencies: Dependencies, installation: Installation) -> str:
    """The arguments of the installation in the image, without what only development needs."""
    if not installation.arguments:
        return ""
    members = " --all-packages" if dependencies.has_members else ""
    match dependencies.manager:
        case "uv":
            return f"--no-install-workspace --no-install-local --no-dev{members}"
        case "poetry":
            return "--no-root --only main"
        case "pdm":
            return "--no-self --prod"
        case "pipenv":
            return ""
        case "project":
            return f"-r {PROJECT}/pyproject.toml"
        case "requirements" | "source" | "scripts":
            files = [file for file in dependencies.image_files if _is_for_running(dependencies, file)]
            return " ".join(f"-r {PROJECT}/{file}" for file in files)
    return installation.arguments


def _mounts(dependencies: Dependencies, installation: Installation) -> tuple[str, ...]:
    """The files that this reads, without those that only development installs from."""
    aside = {file for file in dependencies.files if not _is_for_running(dependencies, file)}
    return tuple(path for path in installation.mounts if path not in aside)


def _project(dependencies: Dependencies, installation: Installation) -> str:
    """What installs the project from its source, and with it all that the image build could not install alone."""
    files = [shell_word(file) for file in dependencies.files if _is_for_running(dependencies, file)]
    has_all = bool(installation.arguments) and set(dependencies.image_files) >= set(files)
    if has_all and not dependencies.is_packaged and not dependencies.has_members:
        return ""
    members = " --all-packages" if dependencies.has_members else ""
    match dependencies.manager:
        case "uv":
            return f"uv sync --frozen --no-dev --no-editable --cache-dir=/var/cache/uv{members}"
        case "poetry":
            root = "" if dependencies.is_packaged else " --no-root"
            return f"POETRY_CACHE_DIR=/var/cache/pypoetry poetry install --only main{root}"
        case "pdm":
            return "PDM_CACHE_DIR=/var/cache/pdm pdm sync --prod --no-editable"
        case "pipenv":
            command = "sync" if dependencies.lock.path else "install"
            return f"PIPENV_CACHE_DIR=/var/cache/pipenv pipenv {command}"
        case "project":
            what = "." if dependencies.is_packaged else "-r pyproject.toml"
            return f"uv pip install --cache-dir=/var/cache/uv {what}"
        case "requirements" | "source" | "scripts":
            return _pip(files, dependencies)
    return ""


def _pip(files: list[str], dependencies: Dependencies) -> str:
    itself = ["."] if dependencies.is_packaged else []
    listed = [f"-r {file}" for file in files]
    if not itself or not dependencies.build_requirements:
        return " ".join([_PIP, *listed, *itself])
    first = " ".join([_PIP, *listed, "setuptools wheel", *build_requirements(dependencies)])
    return f"{first} \\\n && {_PIP} --no-build-isolation ."


def _is_for_running(dependencies: Dependencies, file: str) -> bool:
    """Whether a requirements file lists more than what development needs."""
    if dependencies.manager == "project":
        return False
    development = {requirement.path for requirement in dependencies.development}
    return file not in development - {requirement.path for requirement in dependencies.requirements}
