"""Dockerfiles from templates; the only place that knows Jinja2."""

from typing import Any

from devcontain.generate.installation import PROJECT
from devcontain.generate.plan import CONDA_ROOT, USER, Plan
from devcontain.resources import TEMPLATES

_WIDTH = 70
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


def _wrapped(packages: tuple[str, ...]) -> str:
    """Package names as arguments of apt-get: on its line where they fit, else one a line."""
    line = " ".join(packages)
    return line if len(line) <= _WIDTH else " \\\n      ".join(("", *packages)).lstrip(" ")


def _values(plan: Plan) -> dict[str, Any]:
    return {
        "python": plan.python,
        "packages": _wrapped(plan.packages),
        "services": plan.services,
        "uses_gpu": plan.uses_gpu,
        "mounts": plan.installation.mounts,
        "arguments": plan.installation.arguments,
        "user": USER,
        "environment": plan.installation.environment,
        "conda_root": CONDA_ROOT,
        "tool_version": plan.installation.tool_version,
        "project": PROJECT,
        "uv_version": UV_VERSION,
    }
