"""Applications that are a script: Streamlit, Gradio, Dash; and Jupyter, which needs none."""

import posixpath
import re
from collections.abc import Iterator
from typing import NamedTuple

from devcontain.detect.facts import Dependencies, Evidence, WebApplication
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern


class _Kind(NamedTuple):
    """A library for applications: its port, and how code that is such an application looks."""

    title: str
    port: int
    code: re.Pattern[str]
    own_port: re.Pattern[str] | None = None
    """How the code names another port, where the command cannot."""
    environment: tuple[tuple[str, str], ...] = ()
    """What makes it listen to the world outside of the container."""


_KINDS = {
    "streamlit": _Kind("Streamlit", 8501, pattern(r"^\s*(?:import streamlit|from streamlit )", re.MULTILINE)),
    "gradio": _Kind(
        *("Gradio", 7860, pattern(r"\.launch\("), pattern(r"\bserver_port\s*=\s*(\d{2,5})\b")),
        environment=(("GRADIO_SERVER_NAME", "0.0.0.0"),),
    ),
    "dash": _Kind(
        *("Dash", 8050, pattern(r"\bDash\("), pattern(r"\.run(?:_server)?\([^()]*\bport\s*=\s*(\d{2,5})\b")),
        environment=(("HOST", "0.0.0.0"),),
    ),
}
_SERVER = pattern(r"^server\s*=\s*\w+\.server\b", re.MULTILINE)
_USUAL = ("streamlit_app.py", "app.py", "main.py", "Home.py")
_NOTEBOOKS = ("jupyterlab", "notebook", "jupyter")


def detect_data_apps(
    repository: Repository, dependencies: Dependencies, candidates: list[str]
) -> Iterator[WebApplication]:
    """Each such library that the project requires and has an application of, and Jupyter where it is installed."""
    for name, kind in _KINDS.items():
        if name in {requirement.name for requirement in dependencies.requirements}:
            path = _find(repository, kind, candidates)
            if path:
                port = _port(repository, path, kind)
                evidence = Evidence(path, f"port {port}" if port != kind.port else "")
                wsgi = _wsgi(repository, path) if name == "dash" else ()
                yield WebApplication(kind.title, port, _command(name, path, port), evidence, wsgi, kind.environment)
    for requirement in dependencies.all_requirements:
        if requirement.name in _NOTEBOOKS:
            yield WebApplication("JupyterLab", 8888, (), Evidence(requirement.path, requirement.text))
            return


def _find(repository: Repository, kind: _Kind, candidates: list[str]) -> str:
    """The file of a usual name first, then the one nearest to the root."""
    ordered = sorted(candidates, key=lambda path: path not in _USUAL)
    return next((path for path in ordered if kind.code.search(repository.glance(path) or "")), "")


def _port(repository: Repository, path: str, kind: _Kind) -> int:
    match = kind.own_port.search(repository.glance(path) or "") if kind.own_port else None
    return int(match[1]) if match and int(match[1]) < 65536 else kind.port


def _command(name: str, path: str, port: int) -> tuple[str, ...]:
    if name != "streamlit":
        return ("python", f"./{path}" if path.startswith("-") else path)
    return ("streamlit", "run", path, "--server.address=0.0.0.0", f"--server.port={port}", "--server.headless=true")


def _wsgi(repository: Repository, path: str) -> tuple[str, ...]:
    """What gunicorn serves a Dash application by, where its file gives it a name."""
    if not _SERVER.search(repository.glance(path) or ""):
        return ()
    directory, name = posixpath.split(path.removesuffix(".py"))
    return (*(("--chdir", directory) if directory else ()), f"{name}:server")
