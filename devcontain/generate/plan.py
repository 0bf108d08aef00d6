"""The plan: every decision about a dev container, with its because; plain data that prints as JSON."""

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

USER = "vscode"
VENV = "/opt/venv"
CONDA_ROOT = "/opt/conda"
CONDA_ENVIRONMENT = f"{CONDA_ROOT}/envs/project"


class Wishes(NamedTuple):
    """What the user asks for on the command line; it goes before what the repository says."""

    python: str | None = None
    services: tuple[str, ...] = ()
    gpu: str = "auto"
    manager: str | None = None


class Decision(NamedTuple):
    """A choice and its reason: one line for the person who reads it."""

    about: str
    choice: str
    because: str


class Python(NamedTuple):
    """The Python to have, and the image that has it."""

    version: str
    image: str
    has_user: bool
    """Whether the image comes with the user `vscode`, sudo and git."""
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
    requirements: tuple[str, ...] = ()
    """The lines of a requirements file of our own."""


class Port(NamedTuple):
    """A port that the editor forwards."""

    number: int
    label: str


@dataclass(frozen=True)
class Plan:
    """A dev container, decided."""

    name: str
    python: Python
    installation: Installation
    packages: tuple[str, ...]
    services: tuple[str, ...]
    ports: tuple[Port, ...]
    live_command: tuple[str, ...]
    uses_gpu: bool
    tools: tuple[str, ...]
    writes_dockerignore: bool
    decisions: tuple[Decision, ...]
    notes: tuple[str, ...]

    def to_data(self) -> dict[str, Any]:
        """The plan as dicts, lists and scalars; values with names become dicts."""
        data = asdict(self)
        for key in ("python",):
            data[key] = self.python._asdict()
        data["ports"] = [port._asdict() for port in self.ports]
        data["decisions"] = [decision._asdict() for decision in self.decisions]
        return data
