"""Dockerfiles from templates; the only place that knows Jinja2."""

import json
from typing import TYPE_CHECKING, Any

from devcontain.errors import UserError
from devcontain.generate.installation import PROJECT
from devcontain.generate.plan import CONDA_ROOT, USER, Plan
from devcontain.generate.templates import Templates
from devcontain.resources import TEMPLATES

if TYPE_CHECKING:
    from jinja2 import BaseLoader

_WIDTH = 70
UV_VERSION = "0.13.8"


def render_dockerfile(plan: Plan, templates: Templates) -> str:
    """The Dockerfile of the dev container."""
    arguments = {"packages": _wrapped(plan.packages), "arguments": plan.installation.arguments}
    owned = {"layout": "base.j2", "cache_owner": ",uid=1000,gid=1000", "umask": "umask 0002 \\\n && "}
    return _render(plan, templates, {**arguments, **owned, "mounts": plan.installation.mounts})


def render_production(plan: Plan, templates: Templates) -> str:
    """The Dockerfile of the application itself."""
    production = plan.production
    if production is None:
        raise ValueError(plan.name)
    values = {
        "production": production,
        "build_packages": _wrapped(production.build_packages),
        "packages": _wrapped(production.packages),
        "arguments": production.arguments,
        "mounts": production.mounts,
        "command": json.dumps(production.command or ["python"], ensure_ascii=False),
    }
    return _render(plan, templates, {**values, "layout": "production.j2", "cache_owner": "", "umask": ""})


def _render(plan: Plan, templates: Templates, values: dict[str, Any]) -> str:
    from jinja2 import StrictUndefined, TemplateError
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    environment = ImmutableSandboxedEnvironment(
        loader=_loader(templates),
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        autoescape=False,
    )
    name = f"{plan.installation.template}.j2"
    try:
        text = environment.get_template(name).render(_values(plan) | values)
    except TemplateError as error:
        raise _mistake(templates, name, error) from None
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise _mistake(templates, name, error) from None
    return text.strip("\n") + "\n"


def _loader(templates: Templates) -> "BaseLoader":
    """A template of the user's first; ours, which it may extend, are there under `devcontain/` in any case."""
    from jinja2 import ChoiceLoader, FileSystemLoader, FunctionLoader, PrefixLoader

    ours = FileSystemLoader(TEMPLATES / "dockerfile")
    own = FunctionLoader(lambda name: templates.read_own(f"dockerfile/{name}"))
    return ChoiceLoader([PrefixLoader({"devcontain": ours}), own, ours])


def _mistake(templates: Templates, name: str, error: Exception) -> Exception:
    """What is wrong with a template of the user's, and where; an error in ours is not the user's to mend."""
    if templates.own is None:
        return error
    from jinja2 import TemplateNotFound

    if isinstance(error, TemplateNotFound):
        return UserError(f"{templates.own}/dockerfile: there is no template `{error}`", "it is named in one of these")
    place = f"{getattr(error, 'name', None) or name}:{getattr(error, 'lineno', None) or 1}"
    return UserError(f"{templates.own}/dockerfile/{place}: {error}", "this template cannot be rendered")


def _wrapped(packages: tuple[str, ...]) -> str:
    """Package names as arguments of apt-get: on its line where they fit, else one a line."""
    line = " ".join(packages)
    return line if len(line) <= _WIDTH else " \\\n      ".join(("", *packages)).lstrip(" ")


def _values(plan: Plan) -> dict[str, Any]:
    return {
        "python": plan.python,
        "services": [service.name for service in plan.services],
        "uses_compose": plan.uses_compose,
        "uses_gpu": plan.gpu_maker == "nvidia",
        "wheel_index": plan.wheel_index,
        "toolkit": plan.toolkit,
        "before": plan.installation.before,
        "caches": [cache.target for cache in plan.caches],
        "user": USER,
        "environment": plan.installation.environment,
        "conda_root": CONDA_ROOT,
        "tool_version": plan.installation.tool_version,
        "project": PROJECT,
        "uv_version": UV_VERSION,
    }
