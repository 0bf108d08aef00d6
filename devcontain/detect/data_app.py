"""Applications that are a script: Streamlit, Gradio, Dash; and Jupyter, which needs none."""

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


_KINDS = {
    "streamlit": _Kind("Streamlit", 8501, pattern(r"^\s*(?:import streamlit|from streamlit )", re.MULTILINE)),
    "gradio": _Kind("Gradio", 7860, pattern(r"\.launch\(")),
    "dash": _Kind("Dash", 8050, pattern(r"\bDash\(")),
}
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
                yield WebApplication(kind.title, kind.port, _command(name, path, kind.port), Evidence(path))
    for requirement in dependencies.all_requirements:
        if requirement.name in _NOTEBOOKS:
            yield WebApplication("JupyterLab", 8888, (), Evidence(requirement.path, requirement.text))
            return


def _find(repository: Repository, kind: _Kind, candidates: list[str]) -> str:
    """The file of a usual name first, then the one nearest to the root."""
    ordered = sorted(candidates, key=lambda path: path not in _USUAL)
    return next((path for path in ordered if kind.code.search(repository.glance(path) or "")), "")


def _command(name: str, path: str, port: int) -> tuple[str, ...]:
    if name != "streamlit":
        return ()
    return ("streamlit", "run", path, "--server.address=0.0.0.0", f"--server.port={port}", "--server.headless=true")
