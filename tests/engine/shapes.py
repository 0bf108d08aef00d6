"""The dev containers of tests/projects: which of them CI opens, and what keeps others from opening on a machine."""

import contextlib
import re
import socket
import subprocess
from pathlib import Path
from typing import NamedTuple

PROJECTS = Path(__file__).parents[1] / "projects"
_IMAGE = re.compile(r"^(?:FROM |COPY --from=| *image: )([^\s$]+[:/][^\s$]+)", re.MULTILINE)

# One for each way to install, each Python that there is a stand-in for, each kind of Debian packages and of services.
IN_CI = {
    "aptfile": "an Aptfile, and what is compiled against Debian's libraries",
    "celery": "Postgres, Redis",
    "editable-requirements": "pip, with projects in it",
    "hatch": "Hatch",
    "legacy-python": "Python 2.7",
    "pip-tools": "pip-tools",
    "pipenv-without-lock": "Pipenv",
    "poetry-2": "Poetry, with a lock file",
    "services-of-settings": "PostGIS, Memcached, RabbitMQ; uv without a lock file",
    "system-packages": "apt.txt, and what wheels leave to Debian",
    "tested-pythons": "setup.py",
    "uv-workspace": "uv, with a lock file",
}

# Hosts beside the package indexes of PyPI and Debian.
_CONDA, _PYTORCH = "conda.anaconda.org", "download.pytorch.org"
NEEDS = {
    "conda": _CONDA,
    "conda-gpu": _CONDA,
    "pixi": _CONDA,
    "pixi-cuda": _CONDA,
    "playwright": "cdn.playwright.dev",
    "production-conda": _CONDA,
    "several-projects/ml": _CONDA,
    "torch-rocm": _PYTORCH,
    "torch-rocm-service": _PYTORCH,
    "torch-scatter-old": _PYTORCH,
}


class Shape(NamedTuple):
    """One of its dev containers; the name is that of a folder in .devcontainer, or empty."""

    project: str
    name: str

    def __str__(self):
        return "/".join(filter(None, self))

    @property
    def lacks(self):
        """What it needs that is not here."""
        host = NEEDS.get(str(self))
        unknown = [host] if host and not answers(host) else []
        folder = PROJECTS / self.project / "expected" / ".devcontainer"
        files = [folder / "compose.yaml", folder / self.name / "Dockerfile"]
        images = {image for file in files if file.exists() for image in _IMAGE.findall(file.read_text())}
        return ", ".join([*unknown, *(image for image in sorted(images) if not is_here(image))])


def answers(host):
    with contextlib.suppress(OSError), socket.create_connection((host, 443), 3):
        return True
    return False


def is_here(image):
    return subprocess.run(["docker", "image", "inspect", image], capture_output=True).returncode == 0


def shapes():
    """All but those that only a machine with a GPU opens."""
    for file in sorted(PROJECTS.glob("*/expected/.devcontainer/**/devcontainer.json")):
        project, _, _, *folder, _ = file.relative_to(PROJECTS).parts
        if not "".join(folder).endswith("gpu"):
            yield Shape(project, "".join(folder))


SHAPES = list(shapes())
