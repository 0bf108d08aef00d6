"""The plan: every decision about a dev container, with its because; plain data that prints as JSON."""

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from devcontain.generate.images import Image
from devcontain.services import Service

USER = "vscode"
HOME = f"/home/{USER}"
VENV = "/opt/venv"
CONDA_ROOT = "/opt/conda"
CONDA_ENVIRONMENT = f"{CONDA_ROOT}/envs/project"


class Decision(NamedTuple):
    """A choice and its reason: one line for the person who reads it."""

    about: str
    choice: str
    because: str


class Python(NamedTuple):
    """The Python to have, and the image that has it."""

    version: str
    image: Image
    is_over: bool = False
    """Whether this Python gets no updates any more."""


@dataclass(frozen=True)
class Installation:
    """How dependencies get into the environment: the template, the files it mounts, and its arguments."""

    template: str
    mounts: tuple[str, ...] = ()
    arguments: str = ""
    update: str = ""
    """What brings the environment up to date with the workspace, in a shell."""
    tool_version: str = ""
    """The version of the manager, where the Dockerfile installs it."""
    environment: str = VENV
    """Where the environment stands; its `bin` has the interpreter."""
    before: str = ""
    """What pip installs first, since what comes then is built with it and without isolation."""
    requirements: tuple[str, ...] = ()
    """The lines of a requirements file of our own."""


@dataclass(frozen=True)
class Production:
    """A lean image of the application itself: how its dependencies get in, and how it starts."""

    image: str
    """What the environment is built in."""
    slim_image: str
    """What the application runs in."""
    arguments: str
    """Those of the installation, without what only development needs."""
    mounts: tuple[str, ...]
    project: str
    """What installs the project itself from its source, in a shell; nothing where it only lies there."""
    cache: str
    """The cache directory that this uses."""
    is_unpinned: bool
    """Whether it installs something that nothing names a version for."""
    build_packages: tuple[str, ...]
    packages: tuple[str, ...]
    command: tuple[str, ...]
    port: int = 0
    """The port that tells whether it is well; 0 where there is none."""


class Port(NamedTuple):
    """A port that the editor forwards."""

    number: int
    label: str


@dataclass(frozen=True)
class Toolkit:
    """The CUDA toolkit to compile with: the image that has it, and its folder there."""

    image: str
    folder: str
    architectures: str
    """The GPUs to compile for, as torch reads them."""
    compiler: str
    """The version of the compiler to use, where Debian's own is too new for it."""
    forced: bool
    """Whether FORCE_CUDA has to say that there will be a GPU, since none is there in a build."""


class Cache(NamedTuple):
    """A directory of downloads in a volume, where it stays when the container is built anew."""

    volume: str
    target: str


@dataclass(frozen=True)
class Plan:
    """A dev container, decided."""

    name: str
    python: Python
    installation: Installation
    packages: tuple[str, ...]
    services: tuple[Service, ...]
    uses_compose: bool
    ports: tuple[Port, ...]
    live_command: tuple[str, ...]
    uses_gpu: bool
    gpu_maker: str
    """`nvidia` or `amd`; nothing without a GPU."""
    wheel_index: str
    """Where pip finds wheels that PyPI does not have; nothing where it needs no more."""
    toolkit: Toolkit | None
    caches: tuple[Cache, ...]
    tools: tuple[str, ...]
    production: Production | None
    writes_dockerignore: bool
    decisions: tuple[Decision, ...]
    notes: tuple[str, ...]

    def to_data(self) -> dict[str, Any]:
        """The plan as dicts, lists and scalars; values with names become dicts."""
        data = asdict(self)
        data["python"] = {**self.python._asdict(), "image": self.python.image.reference}
        data["services"] = [service.name for service in self.services]
        data["ports"] = [port._asdict() for port in self.ports]
        data["caches"] = [cache._asdict() for cache in self.caches]
        data["decisions"] = [decision._asdict() for decision in self.decisions]
        return data
