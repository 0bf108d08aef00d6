"""Dockerfiles from templates; the only place that knows Jinja2."""

import json
import posixpath
import shlex
from typing import TYPE_CHECKING, Any

from devcontain.detect.facts import UV_VERSION
from devcontain.errors import UserError
from devcontain.generate.debian_releases import release_of
from devcontain.generate.limits import TookTooLongError, limited
from devcontain.generate.names import in_dockerfile
from devcontain.generate.plan import CONDA_ROOT, CUDA_FOLDER, USER, Plan
from devcontain.generate.python.imported import WITH_UV
from devcontain.generate.python.installation import PROJECT
from devcontain.generate.templates import Templates
from devcontain.pattern import pattern
from devcontain.resources import TEMPLATES

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2 import BaseLoader

_SEPARATORS = pattern(r"[^A-Za-z0-9.]+")
_WIDTH = 70
_LONGEST = 1 << 20
_SECONDS = 5
_MEBIBYTES = 256


def render_dockerfile(plan: Plan, templates: Templates) -> str:
    """The Dockerfile of the dev container."""
    arguments = {"packages": wrapped(plan.packages), "arguments": plan.installation.arguments}
    owned = {
        "layout": "base.j2",
        "release": _release(plan.python.image.reference),
        "cache_owner": ",uid=1000,gid=1000",
        "umask": "umask 0002 \\\n && ",
    }
    return _render(plan, templates, {**arguments, **owned, "mounts": plan.installation.mounts})


def render_production(plan: Plan, templates: Templates) -> str:
    """The Dockerfile of the application itself."""
    production = plan.production
    if production is None:
        raise ValueError(plan.name)
    values = {
        "production": production,
        "release": _release(production.image),
        "cache_id": f"{posixpath.basename(production.cache)}-{_release(production.image)}",
        "build_packages": wrapped(production.build_packages),
        "packages": wrapped(production.packages),
        "arguments": production.arguments,
        "imported": listed(production.imported),
        "mounts": production.mounts,
        "command": json.dumps(production.command or ["python"], ensure_ascii=False),
    }
    if plan.installation.volume:
        folder = f"/app/{plan.layout.inside}/{plan.installation.volume}/envs/default"
        values["environment"] = posixpath.normpath(folder)
    return _render(plan, templates, {**values, "layout": "production.j2", "cache_owner": "", "umask": ""})


def _release(image: str) -> str:
    """What a cache is shared by, since wheels that are built on one release of Debian may not run on another."""
    return release_of(image) or _SEPARATORS.sub("-", image).strip("-").lower()


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
    variables = _values(plan) | values | _placed(plan, values)
    try:
        text = _within_limits(lambda: environment.get_template(name).render(variables), templates, name)
    except TemplateError as error:
        raise _mistake(templates, name, error) from None
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise _mistake(templates, name, error) from None
    return text.strip("\n") + "\n"


def _within_limits(render: "Callable[[], str]", templates: Templates, name: str) -> str:
    """What is rendered; templates of the user's may come with a repository, and take no more than is sensible."""
    if templates.own is None:
        return render()
    try:
        with limited(_SECONDS, _MEBIBYTES):
            text = render()
    except TookTooLongError:
        reason = f"takes more than {_SECONDS} seconds"
    except MemoryError:
        reason = f"takes more than {_MEBIBYTES} MiB of memory"
    else:
        if len(text) <= _LONGEST:
            return text
        reason = "gives more than 1 MiB of text"
    raise UserError(f"{templates.own}/dockerfile/{name}: to render it {reason}", "look for loops that are too long")


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


def wrapped(packages: tuple[str, ...]) -> str:
    """Package names as arguments of apt-get: on its line where they fit, else one a line."""
    line = " ".join(packages)
    return line if len(line) <= _WIDTH else f"\\\n      {listed(packages)}"


def listed(packages: tuple[str, ...]) -> str:
    """The same where a line has begun for them."""
    line = " ".join(packages)
    return line if len(line) <= _WIDTH else " \\\n      ".join(packages)


def _placed(plan: Plan, values: dict[str, Any]) -> dict[str, Any]:
    """Where the project stands in the build, which is below where all is mounted if it needs what is outside of it."""
    inside = plan.layout.inside
    project = PROJECT if inside == "." else f"{PROJECT}/{inside}"
    return {
        "project": project,
        "mount_root": PROJECT,
        "mounts": [plan.layout.mounted(path) for path in values["mounts"]],
        "arguments": values["arguments"].replace(PROJECT, project),
        "inside": "" if inside == "." else f"/{in_dockerfile(inside)}",
    }


def _make_environment(plan: Plan) -> str:
    """The commands that make the environment."""
    recipe = plan.python.recipe
    made = f"{recipe.command} {plan.installation.environment}"
    return f"{made} \\\n && pip install --no-cache-dir {recipe.tools}" if recipe.tools else made


def _values(plan: Plan) -> dict[str, Any]:
    return {
        "python": plan.python,
        "services": [service.name for service in plan.services],
        "uses_compose": plan.uses_compose,
        "uses_gpu": plan.gpu_maker == "nvidia",
        "wheel_index": plan.wheel_index,
        "toolkit": plan.toolkit,
        "cuda_libraries": plan.cuda_libraries,
        "cuda_folder": CUDA_FOLDER,
        "has_nvcc": any(wheel.startswith("nvidia-cuda-nvcc") for wheel in plan.cuda_libraries),
        "spark": plan.spark,
        "hadoop": plan.hadoop,
        "earlier": plan.installation.earlier,
        "before": plan.installation.before,
        "unisolated": plan.installation.unisolated,
        "old_resolver": plan.installation.old_resolver,
        "limits": " ".join(map(shlex.quote, plan.installation.limits)),
        "caches": [cache.target for cache in plan.caches],
        "user": USER,
        "environment": plan.installation.environment,
        "conda_root": CONDA_ROOT,
        "make_environment": _make_environment(plan),
        "tool_version": plan.installation.tool_version,
        "imported": listed(plan.installation.imported),
        "imported_by": "uv" if plan.installation.template in WITH_UV else "pip",
        "pixi_environment": posixpath.basename(plan.installation.environment) if plan.installation.volume else "",
        "cuda": plan.installation.cuda,
        "uv_version": plan.installation.tool_version or UV_VERSION,
    }
