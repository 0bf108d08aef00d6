"""Dockerfiles from templates; the only place that knows Jinja2."""

from typing import Any

from devcontain.generate.plan import USER, VENV, Plan
from devcontain.resources import TEMPLATES

PROJECT = "/tmp/project"
UV_VERSION = "0.13.8"


def render_dockerfile(plan: Plan) -> str:
    """The Dockerfile of a plan."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(TEMPLATES / "dockerfile"),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    return environment.get_template(f"{plan.installation.template}.j2").render(_values(plan)).rstrip("\n") + "\n"


def _values(plan: Plan) -> dict[str, Any]:
    return {
        "python": plan.python,
        "packages": plan.packages,
        "services": plan.services,
        "uses_gpu": plan.uses_gpu,
        "mounts": plan.installation.mounts,
        "arguments": plan.installation.arguments,
        "user": USER,
        "venv": VENV,
        "project": PROJECT,
        "uv_version": UV_VERSION,
    }
