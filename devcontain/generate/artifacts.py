"""From a plan to the files to be."""

import posixpath
from collections.abc import Sequence
from typing import Any

from devcontain.detect.facts import IMPORTED, Facts
from devcontain.generate.artifact import Artifact
from devcontain.generate.compose import comments, compose, gpu_compose
from devcontain.generate.devcontainer import comments as comments_on
from devcontain.generate.devcontainer import devcontainer, gpu_devcontainer
from devcontain.generate.layout import Layout
from devcontain.generate.names import as_title
from devcontain.generate.plan import Installation, Plan
from devcontain.generate.render import render_dockerfile, render_production
from devcontain.generate.templates import OURS, Templates
from devcontain.generate.text.json_text import json_text
from devcontain.generate.text.yaml_text import yaml_text

_CONFIGURATION, _COMPOSE = "devcontainer.json", "compose.yaml"
_DOCKERFILE, _DOCKERIGNORE = "Dockerfile", ".dockerignore"
_FOLDER = ".devcontainer"
DEVCONTAINER, DOCKERFILE = f"{_FOLDER}/{_CONFIGURATION}", f"{_FOLDER}/{_DOCKERFILE}"
_BESIDE = {_CONFIGURATION, _DOCKERFILE, _COMPOSE, posixpath.basename(IMPORTED)}

_IMPORTED = "# What the code imports, and the first file that does; pin the versions once it works."
_MENDED = "# What {} means: as it stands, nobody can install it. Once it is mended, `devcontain init` takes it again."
_UNPINNED = "# devcontain: ignore-file=PIN005 nothing says which versions"

_LEFT_OUT = "# What the application does not need where it is in use."


def artifacts(plan: Plan, templates: Templates = OURS) -> list[Artifact]:
    """Every file of a plan, from our templates or those of the user's that go before them."""
    return all_artifacts([plan], templates)


def all_artifacts(plans: Sequence[Plan], templates: Templates = OURS) -> list[Artifact]:
    """Every file of all configurations; compose.yaml is one for all."""
    composed = [plan for plan in plans if plan.uses_compose]
    services = yaml_text(compose(composed), comments(composed)) if composed else ""
    shared = [Artifact(_compose_path(plan), services) for plan in composed[:1]]
    own = [file for plan in plans for file in _configuration(plan, templates)]
    besides = [file for plan in plans for file in _besides(plan, templates)]
    files = [*own, *shared, *besides]
    return list({file.path: file for file in files}.values())


def is_generated(path: str) -> bool:
    """Whether devcontain may have written a file of this path."""
    *folders, name = path.split("/")
    if posixpath.normpath(path) != path or path.startswith(("/", "..")):
        return False
    if _FOLDER not in folders:
        return name in {_DOCKERFILE, _DOCKERIGNORE}
    return name in _BESIDE and len(folders) - folders.index(_FOLDER) <= len([_FOLDER, "api"])


def dockerignore_path(facts: Facts) -> str:
    """Where the .dockerignore of a project's images stands."""
    return Layout(facts.place, facts.context).file(facts.context, _DOCKERIGNORE)


def _compose_path(plan: Plan) -> str:
    return plan.layout.file(plan.layout.compose_folder, _COMPOSE)


def _configuration(plan: Plan, templates: Templates) -> list[Artifact]:
    layout = plan.layout
    files = [
        Artifact(layout.configured(_CONFIGURATION), _json(devcontainer(plan))),
        Artifact(layout.configured(_DOCKERFILE), render_dockerfile(plan, templates)),
    ]
    if plan.installation.requirements:
        files.append(Artifact(layout.file(layout.place.project, IMPORTED), _requirements(plan.installation)))
    if plan.uses_gpu:
        files.append(Artifact(layout.file(layout.gpu, _CONFIGURATION), _json(gpu_devcontainer(plan))))
    if plan.uses_gpu and plan.uses_compose:
        files.append(Artifact(layout.file(layout.gpu, _COMPOSE), yaml_text(gpu_compose(plan), {})))
    return files


def _requirements(installation: Installation) -> str:
    """A requirements file of our own."""
    lines, stands_for = installation.requirements, as_title(installation.stands_for)
    header = [_MENDED.format(stands_for) if installation.stands_for else _IMPORTED]
    header += [] if all("==" in line.partition("#")[0] or line.startswith("-") for line in lines) else [_UNPINNED]
    return "\n".join([*header, *lines]) + "\n"


def _besides(plan: Plan, templates: Templates) -> list[Artifact]:
    """The files that stand with the project itself."""
    layout, files = plan.layout, []
    if plan.production:
        files.append(Artifact(layout.file(layout.place.project, _DOCKERFILE), render_production(plan, templates)))
    if plan.writes_dockerignore:
        files.append(Artifact(layout.file(layout.context, _DOCKERIGNORE), _dockerignore(plan, templates)))
    return files


def _json(configuration: dict[str, Any]) -> str:
    return json_text(configuration, comments=comments_on(configuration)) + "\n"


def _dockerignore(plan: Plan, templates: Templates) -> str:
    """The template; where that is ours, with what the production image can do without."""
    text = templates.read("dockerignore")
    if not plan.production or not plan.production.left_out or templates.read_own("dockerignore"):
        return text
    return text + "\n".join([_LEFT_OUT, *plan.production.left_out]) + "\n"
