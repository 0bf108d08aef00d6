"""A lean image of the application itself, from the same dependencies as the dev container."""

from __future__ import annotations

import shlex
from typing import TYPE_CHECKING

from packaging.version import Version

from devcontain.generate.debian_releases import named_in, release_of
from devcontain.generate.names import shell_word
from devcontain.generate.plan import Decision, Installation, Production, Python
from devcontain.generate.python.installation import PROJECT, build_requirements
from devcontain.generate.python.legacy import newest_debian
from devcontain.generate.run_time import at_run_time
from devcontain.manifests.repository import ASIDE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.detect.facts import Dependencies, Facts
    from devcontain.generate.wishes import Wishes

_CONDA_IMAGE = "debian:bookworm-slim"
_OF_DEBIAN = "2.7"
"""The Python that Debian 11 has, but no official image of today."""
_DEVELOPMENT_ONLY = frozenset({"awscli", "build-essential", "curl", "git", "openssh-client", "sudo"})
_CLIENTS = frozenset({"default-mysql-client", "mariadb-client", "postgresql-client", "redis-tools"})
_CACHES = {"poetry": "pypoetry", **dict.fromkeys(("uv", "project", "together"), "uv")}
_CACHES |= {name: name for name in ("pdm", "pipenv", "pixi")}
_PIP = "pip install --cache-dir=/var/cache/pip"
_UV = "uv pip install --compile-bytecode --cache-dir=/var/cache/uv"
_LINKED = {"pycurl": ("libcurl4",), "uwsgi": ("libpcre3", "libxml2")}
"""What distributions without wheels are linked with, which the image that they are built in has anyhow."""
_TASKS = {"conftest.py", "dodo.py", "fabfile.py", "noxfile.py"}
"""Files that drive the development of a project."""
_POETRY_COMPILES = Version("1.4")
_PSYCOPG_WITH_LIBPQ = {"psycopg[binary]", "psycopg[c]", "psycopg-binary", "psycopg-c"}


def choose_production(
    facts: Facts, installation: Installation, python: Python, packages: tuple[str, ...], wishes: Wishes
) -> tuple[Production | None, tuple[Decision, ...], tuple[str, ...]]:
    """The image that is asked for, how it starts and why, and what is to be noted about it."""
    if not wishes.production:
        return None, (), ()
    dependencies = facts.dependencies
    is_conda = dependencies.brings_python
    build = [package for package in packages if package not in _DEVELOPMENT_ONLY | _CLIENTS]
    image, slim_image = _images(python, is_conda=is_conda)
    if image == slim_image:
        build += ["build-essential", "ca-certificates", *(["curl"] if facts.hadoop else [])]
    arguments = _arguments(dependencies, installation)
    release = release_of(slim_image)
    run = at_run_time(build) - ({"ca-certificates", "curl"} if is_conda else {"curl"}) | _linked(facts)
    production = Production(
        image=image,
        slim_image=slim_image,
        arguments=arguments,
        mounts=_mounts(dependencies, installation) if arguments or dependencies.manager == "pipenv" else (),
        project=_project(dependencies, installation),
        cache=f"/var/cache/{_CACHES.get(dependencies.manager, 'uv' if installation.template == 'project' else 'pip')}",
        is_unpinned=dependencies.manager == "source" and bool(dependencies.build_requirements),
        build_packages=tuple(sorted(named_in(release, set(build) - {"build-essential"} if is_conda else build))),
        packages=tuple(sorted(named_in(release, run))),
        command=facts.start.command,
        port=facts.start.port,
        environment=facts.start.environment,
        handles_sigterm=facts.start.handles_sigterm or not facts.start.command,
        imported=_imported(dependencies, installation),
        left_out=facts.left_out,
        version_variable=facts.version_variable,
    )
    notes = tuple(_notes(facts))
    if not facts.start.command:
        return production, (Decision("production", "Dockerfile", "--production"),), notes
    because = f"--production; {facts.start.evidence}"
    return production, (Decision("production", f"Dockerfile: {shlex.join(facts.start.command)}", because),), notes


def _images(python: Python, *, is_conda: bool) -> tuple[str, str]:
    """What to build in, and what to run in; the same where Debian or conda brings the Python."""
    if is_conda or python.version == _OF_DEBIAN:
        image = _CONDA_IMAGE if is_conda else "debian:bullseye-slim"
        return image, image
    debian = newest_debian(python.version)
    return f"python:{python.version}-{debian}", f"python:{python.version}-slim-{debian}"


def _notes(facts: Facts) -> Iterator[str]:
    if not facts.start.command:
        yield "nothing was found that starts the application: write the CMD of the Dockerfile yourself"
    if facts.start.advice:
        yield facts.start.advice
    if facts.unhidden:
        yield f"what lies in {' and '.join(facts.unhidden)} gets into the image: name it in .dockerignore"


def _linked(facts: Facts) -> set[str]:
    """The libraries that come with other packages where the project is worked on, but not here."""
    names = facts.dependencies.names | {package.name for package in facts.dependencies.lock.packages}
    found = {package for name, packages in _LINKED.items() if name in names for package in packages}
    return found | ({"libpq5"} if "psycopg" in names and not names & _PSYCOPG_WITH_LIBPQ else set())


def _arguments(dependencies: Dependencies, installation: Installation) -> str:
    """The arguments of the installation in the image, without what only development needs."""
    if not installation.arguments or dependencies.is_dynamic:
        return ""
    members = " --all-packages" if dependencies.has_members else ""
    match dependencies.manager:
        case "uv":
            return f"--no-install-workspace --no-install-local --no-dev --compile-bytecode{members}"
        case "poetry":
            compiles = Version(installation.tool_version or "1") >= _POETRY_COMPILES
            directory = " --no-directory" if dependencies.lock.local() else ""
            return f"--no-root --only main{directory}{' --compile' if compiles else ''}"
        case "pdm":
            return "--no-self --prod"
        case "pipenv":
            return ""
        case "pixi":
            return "--locked" if "--locked" in installation.arguments else ""
        case "project":
            groups = " ".join(f"--group {PROJECT}/pyproject.toml:{name}" for name in dependencies.run_groups)
            return f"--compile-bytecode {groups or f'-r {PROJECT}/pyproject.toml'}"
        case "requirements" | "source" | "together" | "scripts":
            files = [file for file in dependencies.image_files if _is_for_running(dependencies, file)]
            return " ".join(f"-r {PROJECT}/{file}" for file in files)
    return installation.arguments


def _imported(dependencies: Dependencies, installation: Installation) -> tuple[str, ...]:
    """What the application's own code imports besides, leaving out what its tests, examples and notebooks do."""
    aside = ASIDE | _TASKS
    run = (one for one in dependencies.imported if one.path.endswith(".py") and not aside & set(one.path.split("/")))
    needed = {shlex.quote(one.text) for one in run}
    words = (word for word in installation.imported if word in needed or word.startswith("--"))
    return tuple(words) if needed else ()


def _mounts(dependencies: Dependencies, installation: Installation) -> tuple[str, ...]:
    """The files that this reads, without those that only development installs from."""
    if dependencies.is_dynamic:
        return ()
    aside = {file for file in dependencies.files if not _is_for_running(dependencies, file)}
    return tuple(path for path in installation.mounts if path not in aside)


def _project(dependencies: Dependencies, installation: Installation) -> str:
    """What installs the project from its source, and with it all that the image build could not install alone."""
    files = [shell_word(file) for file in dependencies.files if _is_for_running(dependencies, file)]
    has_all = bool(installation.arguments) and set(dependencies.image_files) >= set(files)
    folders = {*dependencies.locals, *(package.directory for package in dependencies.lock.local())} - {"."}
    if has_all and not (dependencies.is_packaged or dependencies.members or folders):
        return ""
    members = " --all-packages" if dependencies.has_members else ""
    match dependencies.manager:
        case "uv":
            frozen = " --frozen" if dependencies.lock.path else ""
            return f"uv sync{frozen} --no-dev --no-editable --compile-bytecode --cache-dir=/var/cache/uv{members}"
        case "poetry":
            root = "" if dependencies.is_packaged else " --no-root"
            return f"POETRY_CACHE_DIR=/var/cache/pypoetry poetry install --only main{root}"
        case "pdm":
            return "PDM_CACHE_DIR=/var/cache/pdm pdm sync --prod --no-editable"
        case "pipenv":
            command = "sync" if dependencies.lock.path else "install"
            return f"PIPENV_CACHE_DIR=/var/cache/pipenv pipenv {command}"
        case "project":
            groups = " ".join(f"--group {name}" for name in dependencies.run_groups)
            what = "." if dependencies.is_packaged else groups or "-r pyproject.toml"
            return f"{_UV} {what}"
        case "together":
            members_of = (shlex.quote(one.partition("[")[0]) for one in dependencies.members)
            what = " ".join([*(f"-r {file}" for file in files), *members_of])
            return f"{_UV} {what}"
        case "requirements" | "source" | "scripts":
            return _pip(files, dependencies, _UV if installation.template == "project" else _PIP)
    return ""


def _pip(files: list[str], dependencies: Dependencies, install: str) -> str:
    itself = ["."] if dependencies.is_packaged else []
    listed = [f"-r {file}" for file in files]
    if not itself or not dependencies.build_requirements:
        return " ".join([install, *listed, *itself])
    first = " ".join([install, *listed, "setuptools wheel", *build_requirements(dependencies)])
    return f"{first} \\\n && {install} --no-build-isolation ."


def _is_for_running(dependencies: Dependencies, file: str) -> bool:
    """Whether a requirements file lists more than what development needs."""
    if dependencies.manager == "project":
        return False
    development = {requirement.path for requirement in dependencies.development}
    return file not in development - {requirement.path for requirement in dependencies.requirements}
