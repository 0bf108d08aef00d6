"""What was seen in a repository, and where: the facts that a plan is made from."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, NamedTuple

from devcontain.manifests.lock import Lock
from devcontain.manifests.marker import applies

if TYPE_CHECKING:
    from devcontain.detect.django_tests import DjangoTests
    from devcontain.detect.given_variables import GivenVariable
    from devcontain.detect.outdated_tests import PytestLimit
    from devcontain.detect.python.gone import GoneModule
    from devcontain.detect.services.local.use import Local
    from devcontain.detect.system.browsers import Browsers
    from devcontain.detect.system.hadoop import HadoopNeed
    from devcontain.manifests.requirement import Requirement

PREFERRED_PYTHON = "3.13"
"""The newest Python that nearly every wheel is built for."""

UV_VERSION = "0.13.8"
"""The uv that installs, unless the project asks for another."""

IMPORTED = ".devcontainer/requirements.txt"
"""Where what code imports is listed for repositories that list it nowhere, or not as pip can install it."""

Manager = Literal[
    "uv", "poetry", "pdm", "pipenv", "pixi", "conda", "requirements", "project", "source", "together", "scripts", "none"
]


class Place(NamedTuple):
    """Where a project stands and its dev container with it; all paths are relative to the folder that is mounted."""

    directory: str = "."
    """The directory that devcontain was given."""
    project: str = "."
    """The project's own folder, which its facts are relative to."""
    opened: str = "."
    """The folder that the editor opens."""
    configuration: str = ".devcontainer"
    """The folder of devcontainer.json."""
    is_one_of_several: bool = False
    """Whether there are configurations of other projects beside it."""


class Evidence(NamedTuple):
    """The file that says so, and its words."""

    path: str
    text: str = ""

    def __str__(self) -> str:
        return f"{self.path}: {self.text}" if self.text else self.path


class PythonRequest(NamedTuple):
    """What a file says of Python: one version such as `3.12`, a specifier such as `>=3.10`, or what is tested."""

    version: str
    specifier: str
    evidence: Evidence
    tested: tuple[str, ...] = ()
    gives_way: bool = False
    """Whether it counts only where that version can be had and nothing else speaks against it."""


class WebApplication(NamedTuple):
    """A web framework in use; `command` starts the application with reload, where it is known how."""

    framework: str
    port: int
    command: tuple[str, ...]
    evidence: Evidence
    wsgi: tuple[str, ...] = ()
    """What gunicorn serves it by: its options, and `module:application`."""
    environment: tuple[tuple[str, str], ...] = ()
    """What makes it listen to the world outside of the container, where the command does not."""


class Start(NamedTuple):
    """The command that the project starts by in use, with its port; `advice` says what is better, if anything."""

    command: tuple[str, ...] = ()
    port: int = 0
    evidence: Evidence = Evidence("")
    advice: str = ""
    environment: tuple[tuple[str, str], ...] = ()
    handles_sigterm: bool = True
    """Whether the program ends when it is told to, as servers do, which Python by itself does not as first process."""


class Secret(NamedTuple):
    """A key or token that the code reads from the environment, what it is, and where one gets it."""

    name: str
    description: str
    url: str
    evidence: Evidence


class Worker(NamedTuple):
    """A process that the project runs beside its application: what it is called, and the command that starts it."""

    name: str
    command: tuple[str, ...]
    evidence: Evidence


class ServiceNeed(NamedTuple):
    """A service of the catalogue that the project talks to: what shows it, its version, and variables of its own."""

    name: str
    evidence: tuple[Evidence, ...]
    version: str = ""
    environment: tuple[tuple[str, str], ...] = ()
    is_optional: bool = False
    """Whether the project does without it, and only starts it where that is asked for."""
    rank: int = 0
    """How little shows it, from a compose file that starts it to a client that only development requires."""
    local: Local | None = None
    names: tuple[Evidence, ...] = ()
    """What compose files call it."""


class SystemNeed(NamedTuple):
    """Debian packages that are needed, and for what."""

    packages: tuple[str, ...]
    evidence: Evidence


class GpuFramework(NamedTuple):
    """A library that computes on a GPU, and the distribution that it comes in, if it is one."""

    title: str
    distribution: str
    evidence: Evidence


class CudaBuild(NamedTuple):
    """What is compiled for CUDA: a distribution, or, without a name, the repository's own code."""

    name: str
    imports_torch: bool
    """Whether building it imports torch."""
    has_switch: bool
    """Whether it looks for a GPU to decide, unless FORCE_CUDA is set."""
    evidence: Evidence


class ModelCache(NamedTuple):
    """What models and data sets that are downloaded are kept by, and where, under the user's home."""

    name: str
    path: str
    evidence: Evidence


@dataclass(frozen=True)
class Dependencies:
    """How the project is installed, and what that installs."""

    manager: Manager
    evidence: Evidence
    requirements: tuple[Requirement, ...] = ()
    development: tuple[Requirement, ...] = ()
    imported: tuple[Requirement, ...] = ()
    """What the code imports and no manifest names, by the first file that does."""
    files: tuple[str, ...] = ()
    """The requirements files that are installed."""
    lines: tuple[tuple[str, str], ...] = ()
    """Those of the only requirements file, as they are meant, each with what stands there where that differs."""
    is_mended: bool = False
    """Whether a file of our own has these lines, since nobody can install the project's."""
    image_files: tuple[str, ...] = ()
    """Those that install with nothing else of the repository, so that an image build can."""
    manifests: tuple[str, ...] = ()
    """Every file that installing in the image reads."""
    extras: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    run_groups: tuple[str, ...] = ()
    """The groups that it runs with, where pyproject.toml has groups and no project."""
    is_packaged: bool = False
    is_dynamic: bool = False
    """Whether the project says what it requires only when it is built, though its pyproject.toml has groups."""
    has_members: bool = False
    """Whether the repository is a uv workspace of several packages."""
    words: tuple[str, ...] = ()
    """Requirements that are installed by name when the container is made, since no file of pip's lists them."""
    build_requirements: tuple[str, ...] = ()
    """What setup.py imports without saying so, and what then has to be there before the project is installed."""
    rebuilt_with: tuple[str, ...] = ()
    """What has to stay beside the project where an editable one is compiled again whenever it is imported."""
    members: tuple[str, ...] = ()
    """The projects that share the environment, as pip names them: `./libs/common[dev]`; nothing for one alone."""
    locals: tuple[str, ...] = ()
    """The folders that are installed with it, relative to the project."""
    has_hashes: bool = False
    """Whether requirements files have hashes of what they list."""
    has_bare: bool = False
    """Whether something that is installed has none; pip takes either all with hashes or all without."""
    environment: str = ""
    """The environment of pixi's to work in."""
    cuda: str = ""
    """The CUDA that pixi takes for granted."""
    needs_workspace: bool = False
    """Whether installing reads more of the repository than an image build may, or writes to it."""
    tool_version: str = ""
    """The version of the manager to install, where it is not part of an image."""
    lock: Lock = field(default_factory=Lock)
    indexes: tuple[str, ...] = ()
    instead_of: tuple[str, ...] = ()
    """Files of other managers that this one goes before."""
    notes: tuple[str, ...] = ()

    @property
    def brings_python(self) -> bool:
        """Whether Python is one of the packages that are installed."""
        return self.manager in {"conda", "pixi"}

    @property
    def takes_words(self) -> bool:
        """Whether pip or uv can install more by name than what files list, and leaves it there."""
        return self.manager in {"requirements", "source", "project", "together", "scripts"}

    @property
    def all_requirements(self) -> tuple[Requirement, ...]:
        """What is installed by name, for running and for development and for what the code imports, on Linux."""
        listed = (*self.requirements, *self.development, *self.imported)
        return tuple(requirement for requirement in listed if applies(requirement.marker, PREFERRED_PYTHON))

    @property
    def names(self) -> set[str]:
        """The names of those, with and without each extra: `celery`, `celery[redis]`."""
        return {name for requirement in self.all_requirements for name in requirement.names}


@dataclass(frozen=True)
class Facts:
    """Everything that was seen."""

    name: str
    dependencies: Dependencies
    place: Place = field(default_factory=Place)
    because: str = ""
    """Why this is the project, where it does not stand at the root."""
    python: tuple[PythonRequest, ...] = ()
    gone: tuple[GoneModule, ...] = ()
    """What the code imports that newer Pythons have no more, each once."""
    web: tuple[WebApplication, ...] = ()
    services: tuple[ServiceNeed, ...] = ()
    optional_services: tuple[ServiceNeed, ...] = ()
    system: tuple[SystemNeed, ...] = ()
    gpu: tuple[GpuFramework, ...] = ()
    compiled: tuple[CudaBuild, ...] = ()
    caches: tuple[ModelCache, ...] = ()
    tools: frozenset[str] = field(default_factory=frozenset)
    """Development tools in use that the editor has an extension or setting for: pytest, ruff, jupyter."""
    unittest: str = ""
    """The directory to look for tests in where unittest runs them; nothing where something else does."""
    pytest_folder: str = ""
    """The folder below the project's that pytest has to be run in to find its configuration."""
    pytest_limit: PytestLimit | None = None
    django_tests: DjangoTests | None = None
    secrets: tuple[Secret, ...] = ()
    browsers: Browsers | None = None
    env_files: tuple[str, ...] = ()
    """Files with variables that compose files give to what they build, relative to the folder that is mounted."""
    variables: tuple[GivenVariable, ...] = ()
    has_launch: bool = False
    """Whether the repository has run and debug configurations of its own."""
    start: Start = field(default_factory=Start)
    workers: tuple[Worker, ...] = ()
    jdbc: tuple[Evidence, ...] = ()
    """How the addresses of databases begin that Spark reads, such as `jdbc:postgresql`."""
    hadoop: HadoopNeed | None = None
    left_out: tuple[str, ...] = ()
    """Directories that the application does not need where it is in use."""
    unhidden: tuple[str, ...] = ()
    """What the .dockerignore that is there lets into images, though it is in none of theirs: history and secrets."""
    version_variable: str = ""
    """What tells the build of the project its version, where that is taken from git."""
    has_dockerignore: bool = False
    hidden: tuple[str, ...] = ()
    """The manifests that .dockerignore keeps out of an image build."""

    @property
    def context(self) -> str:
        """The folder that images are built from: the project's, unless something outside of it is installed."""
        from_lock = (package.directory for package in self.dependencies.lock.local())
        read = (*self.dependencies.manifests, *self.dependencies.locals, *from_lock)
        return "." if any(path.startswith("../") for path in read) else self.place.project
