"""From a plan to the files to be."""

from devcontain.detect.facts import IMPORTED
from devcontain.generate.artifact import Artifact
from devcontain.generate.compose import COMMENTS, compose, gpu_compose
from devcontain.generate.devcontainer import devcontainer, gpu_devcontainer
from devcontain.generate.json_text import json_text
from devcontain.generate.plan import Plan
from devcontain.generate.render import render_dockerfile, render_production
from devcontain.generate.templates import OURS, Templates
from devcontain.generate.yaml_text import yaml_text

_FOLDER = ".devcontainer"
DEVCONTAINER, GPU_DEVCONTAINER = f"{_FOLDER}/devcontainer.json", f"{_FOLDER}/gpu/devcontainer.json"
DOCKERFILE = f"{_FOLDER}/Dockerfile"
COMPOSE, GPU_COMPOSE = f"{_FOLDER}/compose.yaml", f"{_FOLDER}/gpu/compose.yaml"
PRODUCTION, DOCKERIGNORE = "Dockerfile", ".dockerignore"
EVERY_PATH = (
    *(DEVCONTAINER, DOCKERFILE, IMPORTED, COMPOSE, GPU_DEVCONTAINER, GPU_COMPOSE),
    *(PRODUCTION, DOCKERIGNORE),
)
"""All that is ever written, but for the record of it."""

_IMPORTED = """\
# What the code imports, and the first file that does; pin the versions once it works.
# devcontain: ignore-file=PIN005 nothing says which versions"""


def artifacts(plan: Plan, templates: Templates = OURS) -> list[Artifact]:
    """Every file of a plan, from our templates or those of the user's that go before them."""
    files = [
        Artifact(DEVCONTAINER, json_text(devcontainer(plan)) + "\n"),
        Artifact(DOCKERFILE, render_dockerfile(plan, templates)),
    ]
    if plan.installation.requirements:
        files.append(Artifact(IMPORTED, "\n".join([_IMPORTED, *plan.installation.requirements]) + "\n"))
    if plan.uses_compose:
        files.append(Artifact(COMPOSE, yaml_text(compose(plan), COMMENTS)))
    if plan.uses_gpu:
        files.append(Artifact(GPU_DEVCONTAINER, json_text(gpu_devcontainer(plan)) + "\n"))
    if plan.uses_gpu and plan.uses_compose:
        files.append(Artifact(GPU_COMPOSE, yaml_text(gpu_compose(plan), {})))
    if plan.production:
        files.append(Artifact(PRODUCTION, render_production(plan, templates)))
    if plan.writes_dockerignore:
        files.append(Artifact(DOCKERIGNORE, templates.read("dockerignore")))
    return files
