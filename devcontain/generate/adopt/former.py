"""The dev container that somebody wrote by hand, which is to be improved: what its files say."""

from __future__ import annotations

import posixpath
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from devcontain.detect.facts import Evidence, PythonRequest
from devcontain.generate.adopt.environment_hooks import superseded_hooks
from devcontain.pattern import pattern
from devcontain.semantics.recipe import Recipe, python_of, read_recipe
from devcontain.syntax.image import parse as parse_image
from devcontain.syntax.jsonc import parse as parse_json
from devcontain.syntax.yaml import NotYamlError, read_foreign_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from devcontain.generate.wishes import Wishes
    from devcontain.manifests.repository import Repository
    from devcontain.services import Service

FOLDER = ".devcontainer"
_FEATURE = pattern(r"(?:.*/)?python(?::[\w.]+)?")
_VERSION = pattern(r"3\.\d{1,2}")
_HERE = "${localWorkspaceFolder}/"


class Former(NamedTuple):
    """What is there: the recipe of its image, and its compose file with the service that the editor opens."""

    recipe: Recipe = Recipe("")
    python: PythonRequest | None = None
    compose_path: str = ""
    compose_text: str = ""
    service: str = ""
    hooks: Mapping[str, tuple[str, ...]] = MappingProxyType({})
    """The hooks that only make an environment, and the files of requirements that they install."""
    notes: tuple[str, ...] = ()

    @property
    def services(self) -> dict[str, dict[str, Any]]:
        """What its compose file starts, with the service that the editor opens."""
        return services_in(self.compose_text)

    def known(self, catalogue: Mapping[str, Service]) -> tuple[str, ...]:
        """The services of the catalogue that its compose file has by another or by the same name."""
        names = {parse_image(str(service.get("image", ""))).name for service in self.services.values()} - {""}
        return tuple(sorted(known.name for known in catalogue.values() if known.images & names))


NOTHING = Former()


def find_former(repository: Repository) -> Former | None:
    """What stands in `.devcontainer` or beside it; nothing where there is nothing."""
    path = next(filter(repository.has, (f"{FOLDER}/devcontainer.json", f"{FOLDER}.json")), "")
    root = parse_json(repository.glance(path) or "").root if path else None
    data = root.to_python() if root is not None and root.kind == "mapping" else {}
    folder = posixpath.dirname(path) if path else FOLDER
    composes = [found for name in _strings(data.get("dockerComposeFile")) if (found := _inside(folder, name))]
    hooks = superseded_hooks(data, repository)
    if composes:
        return _composed(repository, folder, path, data, composes)._replace(hooks=hooks)
    recipe = _built(repository, folder, path, data)
    return Former(recipe, _python(recipe, path, data), hooks=hooks) if recipe else None


def with_former(wishes: Wishes, former: Former, catalogue: Mapping[str, Service]) -> Wishes:
    """The wishes where that is taken over: its services stay as they are, and need no others beside them."""
    if not former.compose_text:
        return wishes
    without = sorted({*wishes.without, *former.known(catalogue)} - set(wishes.services))
    return wishes._replace(without=tuple(without), compose=True if wishes.compose is None else wishes.compose)


def with_python(requests: tuple[PythonRequest, ...], former: Former) -> tuple[PythonRequest, ...]:
    """What is asked of Python, with the one that is there now: after what names one, before what else has one."""
    if former.python is None:
        return requests
    at = next((index for index, request in enumerate(requests) if request.gives_way), len(requests))
    return (*requests[:at], former.python, *requests[at:])


def is_python_feature(name: str) -> bool:
    """Whether a Feature brings a Python, which would go before that of the image."""
    return _FEATURE.fullmatch(name) is not None


def services_in(text: str) -> dict[str, dict[str, Any]]:
    """The services of a compose file, as data; none where it is none."""
    try:
        data = read_foreign_yaml(text)
    except NotYamlError:
        return {}
    services = data.get("services") if isinstance(data, dict) else None
    listed = services.items() if isinstance(services, dict) else ()
    return {str(name): service for name, service in listed if isinstance(service, dict)}


def _composed(repository: Repository, folder: str, path: str, data: dict[str, Any], composes: list[str]) -> Former:
    """The same with compose files: of several, or one elsewhere, services are not taken over, but named."""
    name = str(data.get("service", ""))
    texts = {one: repository.glance(one) or "" for one in composes}
    service = next((services[name] for services in map(services_in, texts.values()) if name in services), {})
    place = next((posixpath.dirname(one) for one, text in texts.items() if name in services_in(text)), folder)
    recipe = _of_service(repository, place, service) or Recipe(path)
    python = _python(recipe, path, data)
    (first, text), *others = texts.items()
    if not others and posixpath.dirname(first) == folder and services_in(text):
        return Former(recipe, python, first, text, name)
    return Former(recipe, python, notes=tuple(_left(texts, name)))


def _left(texts: dict[str, str], name: str) -> Iterator[str]:
    for path, text in texts.items():
        if not services_in(text):
            yield f"{path}: nothing of it is carried over: no services can be read there"
        others = ", ".join(f"`{one}`" for one in services_in(text) if one != name)
        if others:
            yield f"{path}: {others} would start beside the editor no more, unless compose.yaml has them"


def _of_service(repository: Repository, folder: str, service: dict[str, Any]) -> Recipe | None:
    build = service.get("build")
    if isinstance(build, str):
        build = {"context": build}
    if not isinstance(build, dict):
        image = str(service.get("image", ""))
        return Recipe("", python_of(image), image)
    context = _inside(folder, str(build.get("context", ".")))
    path = _inside(context, str(build.get("dockerfile", "Dockerfile"))) if context else ""
    return _read(repository, path, _arguments(build))


def _built(repository: Repository, folder: str, path: str, data: dict[str, Any]) -> Recipe | None:
    """The recipe of a Dockerfile that devcontainer.json names, or that lies there; or of an image."""
    build = data.get("build") if isinstance(data.get("build"), dict) else {}
    named = (build or {}).get("dockerfile") or data.get("dockerFile")
    if isinstance(data.get("image"), str) and not named:
        return Recipe(path, python_of(data["image"]), data["image"])
    found = _read(repository, _inside(folder, str(named or "Dockerfile")), _arguments(build or {}))
    return found or (Recipe(path) if path else None)


def _read(repository: Repository, path: str, arguments: dict[str, str]) -> Recipe | None:
    text = repository.glance(path) if path else None
    return None if text is None else read_recipe(path, text, arguments)


def _python(recipe: Recipe, path: str, data: dict[str, Any]) -> PythonRequest | None:
    """The Python that it has: of a Feature, which goes before that of the image, or of the image."""
    features = data.get("features")
    for name, options in (features if isinstance(features, dict) else {}).items():
        version = str(options.get("version", "")) if isinstance(options, dict) else str(options)
        if is_python_feature(str(name)) and (match := _VERSION.match(version)):
            return PythonRequest(match[0], "", Evidence(path, f"{name} {version}"), gives_way=True)
    if not recipe.python:
        return None
    return PythonRequest(recipe.python, "", Evidence(recipe.path or path, recipe.because), gives_way=True)


def _arguments(build: dict[str, Any]) -> dict[str, str]:
    arguments = build.get("args")
    if isinstance(arguments, list):
        arguments = dict(str(item).partition("=")[::2] for item in arguments if "=" in str(item))
    return {str(name): str(value) for name, value in arguments.items()} if isinstance(arguments, dict) else {}


def _strings(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else [item for item in value or () if isinstance(item, str)]


def _inside(folder: str, name: str) -> str:
    """A path from the root of the repository; nothing where it is elsewhere."""
    if name.startswith(_HERE):
        folder, name = "", name.removeprefix(_HERE)
    path = posixpath.normpath(posixpath.join(folder, name))
    return "" if path.startswith(("/", "..")) or "$" in path else path
