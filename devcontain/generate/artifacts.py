"""From a plan to the files to be."""

from devcontain.detect.facts import IMPORTED
from devcontain.generate.artifact import Artifact
from devcontain.generate.compose import COMMENTS, compose, gpu_compose
from devcontain.generate.devcontainer import devcontainer, gpu_devcontainer
from devcontain.generate.json_text import json_text
from devcontain.generate.plan import Plan
from devcontain.generate.render import render_dockerfile
from devcontain.generate.yaml_text import yaml_text
from devcontain.resources import TEMPLATES

_FOLDER = ".devcontainer"
_IMPORTED = "# What the code imports, and the first file that does; pin the versions once it works."


def artifacts(plan: Plan) -> list[Artifact]:
    """Every file of a plan; pure."""
    files = [
        Artifact(f"{_FOLDER}/devcontainer.json", json_text(devcontainer(plan)) + "\n"),
        Artifact(f"{_FOLDER}/Dockerfile", render_dockerfile(plan)),
    ]
    if plan.installation.requirements:
        files.append(Artifact(IMPORTED, "\n".join([_IMPORTED, *plan.installation.requirements]) + "\n"))
    if plan.services:
        files.append(Artifact(f"{_FOLDER}/compose.yaml", yaml_text(compose(plan), COMMENTS)))
    if plan.uses_gpu:
        files.append(Artifact(f"{_FOLDER}/gpu/devcontainer.json", json_text(gpu_devcontainer(plan)) + "\n"))
    if plan.uses_gpu and plan.services:
        files.append(Artifact(f"{_FOLDER}/gpu/compose.yaml", yaml_text(gpu_compose(), {})))
    if plan.writes_dockerignore:
        files.append(Artifact(".dockerignore", (TEMPLATES / "dockerignore").read_text()))
    return files
