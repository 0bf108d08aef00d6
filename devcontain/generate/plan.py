"""The plan: every decision about a dev container, with its because; plain data that prints as JSON."""

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

from devcontain.detect.facts import Secret
from devcontain.generate.layout import Layout
from devcontain.generate.python.images import Image
from devcontain.generate.python.legacy import Recipe
from devcontain.services import Service

USER = "vscode"
HOME = f"/home/{USER}"
VENV = "/opt/venv"
CONDA_ROOT = "/opt/conda"
CUDA_FOLDER = "/opt/cuda"
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
    recipe: Recipe = Recipe()
    """How an environment with it is made."""


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
    volume: str = ""
    """The folder in the project that the environment stands in, where it has to: a volume keeps it."""
    run: str = ""
    """What starts a command in that environment."""
    cuda: str = ""
    """The CUDA that it is made for also where no driver says so."""
    earlier: tuple[str, ...] = ()
    """What is installed before the rest, each by itself, since the versions contradict each other."""
    before: str = ""
    """What is installed first, since what comes then is built with it."""
    unisolated: str = ""
    """The options by which that sees it."""
    requirements: tuple[str, ...] = ()
    """The lines of a requirements file of our own."""
    stands_for: str = ""
    """The requirements file of the project's that it stands for, if any."""
    old_resolver: str = ""
    """The option by which pip installs what contradicts itself, as it once did."""
    limits: tuple[str, ...] = ()
    """What must not be newer than what the project asks for, as constraints of pip's."""
    imported: tuple[str, ...] = ()
    """Arguments of pip's that install what the code imports besides."""


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
    port: int
    """The port that tells whether it is well; 0 where there is none."""
    environment: tuple[tuple[str, str], ...]
    handles_sigterm: bool
    imported: tuple[str, ...]
    """What its code imports and no manifest names, as arguments of pip's."""
    left_out: tuple[str, ...]
    """Directories that it does not need."""
    version_variable: str
    """What tells the build of the project its version, where that is taken from git."""


class Editor(NamedTuple):
    """The extensions of VS Code, and its settings for this container."""

    extensions: tuple[str, ...]
    settings: dict[str, Any]


class Hardware(NamedTuple):
    """What a machine in the cloud has to have."""

    cpus: int
    memory: str


class Live(NamedTuple):
    """The application as it is served with reload, without an editor."""

    command: tuple[str, ...]
    port: int
    environment: tuple[tuple[str, str], ...]


class Process(NamedTuple):
    """What runs beside the application when it is used live: the name of its service, and its command."""

    name: str
    command: tuple[str, ...]


class Port(NamedTuple):
    """A port that the editor forwards."""

    number: int
    label: str


class Relay(NamedTuple):
    """A port of localhost, or a socket, that leads to a service beside the application."""

    port: int
    """0 for a socket."""
    service: str
    target: int
    """The port of the service."""
    title: str
    socket: str = ""


@dataclass(frozen=True)
class Toolkit:
    """The CUDA toolkit to compile with: the image that has it, and its folder there."""

    image: str
    folder: str
    architectures: str
    """The GPUs to compile for, as torch reads them."""
    compiler: str
    """The version of the compiler to use, where Debian's own is too new for it."""
    uses_torch: bool
    """Whether builds include torch's headers, which include those of the cuDNN that came with it."""
    forced: bool
    """Whether FORCE_CUDA has to say that there will be a GPU, since none is there in a build."""


class Spark(NamedTuple):
    """What Spark needs in the image beside packages."""

    java: str
    """The image to take Java from; nothing where a package has it."""
    jars: tuple[str, ...]
    """Where the drivers of databases are."""
    fetched: tuple[str, ...] = ()
    """The drivers that Spark fetches, as Maven names them."""


class Hadoop(NamedTuple):
    """Hadoop's client, as Apache's archive for each kind of processor has it."""

    version: str
    amd64: str
    """The SHA-256 of the archive."""
    arm64: str
    java_home: str
    """Where Java is; nothing where the image says so already."""


class Cache(NamedTuple):
    """A directory of downloads in a volume, where it stays when the container is built anew."""

    volume: str
    target: str


@dataclass(frozen=True)
class Plan:
    """A dev container, decided."""

    name: str
    layout: Layout
    service: str
    """What compose.yaml calls the service that the editor uses."""
    python: Python
    installation: Installation
    packages: tuple[str, ...]
    services: tuple[Service, ...]
    relays: tuple[Relay, ...]
    uses_compose: bool
    env_files: tuple[str, ...]
    """Files with variables for the application, relative to the folder that is mounted."""
    given: tuple[tuple[str, str], ...]
    """Variables that the project's own containers have."""
    ports: tuple[Port, ...]
    live: Live | None
    workers: tuple[Process, ...]
    uses_gpu: bool
    gpu_maker: str
    """`nvidia` or `amd`; nothing without a GPU."""
    wheel_index: str
    """Where pip finds wheels that PyPI does not have; nothing where it needs no more."""
    toolkit: Toolkit | None
    cuda_libraries: tuple[str, ...]
    """The wheels of CUDA that libraries open when they run, and that nothing else brings."""
    spark: Spark | None
    hadoop: Hadoop | None
    caches: tuple[Cache, ...]
    editor: Editor
    variables: tuple[tuple[str, str], ...]
    """What is set for the editor and its terminals, unless the container has it set already."""
    secrets: tuple[Secret, ...]
    uses_aws: bool
    """Whether the host's credentials for AWS are mounted."""
    hardware: Hardware | None
    production: Production | None
    writes_dockerignore: bool
    decisions: tuple[Decision, ...]
    notes: tuple[str, ...]

    def to_data(self) -> dict[str, Any]:
        """The plan as dicts, lists and scalars; values with names become dicts."""
        data = asdict(self)
        data["layout"] = self.layout.to_data()
        data["python"] = {**self.python._asdict(), "image": self.python.image.reference}
        del data["python"]["recipe"]
        data["services"] = [service.name for service in self.services]
        data["relays"] = [relay._asdict() for relay in self.relays]
        data["ports"] = [port._asdict() for port in self.ports]
        data["spark"] = self.spark._asdict() if self.spark else None
        data["hadoop"] = self.hadoop._asdict() if self.hadoop else None
        data["workers"] = [worker._asdict() for worker in self.workers]
        data["editor"] = self.editor._asdict()
        data["caches"] = [cache._asdict() for cache in self.caches]
        data["decisions"] = [decision._asdict() for decision in self.decisions]
        return data
