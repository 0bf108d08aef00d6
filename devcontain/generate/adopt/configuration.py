"""What someone wrote by hand as input for what is generated: what it says about people and tools is kept."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from devcontain.generate.adopt.adopted import Adopted
from devcontain.generate.adopt.compose import adopt_compose
from devcontain.generate.adopt.dockerfile import about, adopt_dockerfile
from devcontain.generate.adopt.environment_hooks import without_user
from devcontain.generate.adopt.former import FOLDER, NOTHING, Former, is_python_feature
from devcontain.generate.again.merge_json import can_merge, merge_jsons, read_json
from devcontain.generate.text.json_edit import append_item, insert_key, remove_item, remove_key
from devcontain.syntax.jsonc import parse

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

_OURS = frozenset(
    {
        *("image", "build", "dockerFile", "context", "dockerComposeFile", "service", "runServices"),
        *("workspaceFolder", "workspaceMount", "remoteUser", "containerUser", "overrideCommand", "shutdownAction"),
        *("updateContentCommand", "python.defaultInterpreterPath", "python.pythonPath"),
    }
)
"""What follows from the container and the environment in it: there the generated value stands."""

_WITHOUT_COMPOSE = ("runArgs", "appPort")
"""What has no effect where a compose file describes the container."""


def adopt(path: str, mine: str | None, new: str, former: Former | None) -> Adopted:
    """The generated file with what is kept of the one that is there, if there is one, and of its like elsewhere."""
    former = former or NOTHING
    if path.endswith(".json"):
        return _adopt_configuration(path, mine, new, former) if mine is not None else Adopted(new)
    if path == f"{FOLDER}/Dockerfile":
        text = adopt_dockerfile(former.recipe, new)
        return Adopted(text, (*about(former.recipe), *_superseded(former.recipe.path, path)))
    if path == f"{FOLDER}/compose.yaml" and (former.compose_text or mine):
        if not former.compose_text:
            former = former._replace(compose_path=path, compose_text=mine or "", service="app")
        adopted = adopt_compose(path, former, new)
        return adopted._replace(notes=(*adopted.notes, *_superseded(former.compose_path, path)))
    return Adopted(new)


def _adopt_configuration(path: str, mine: str, new: str, former: Former) -> Adopted:
    """With the name, settings, extensions, mounts, Features and hooks of the one that is there."""
    if not can_merge(mine):
        return Adopted(new, (f"{path}: nothing is carried over: it cannot be read, or says something twice",))
    mine = without_user(mine)
    data, wanted = _value(mine), read_json(new)
    hooks = {name for name, files in former.hooks.items() if name in data and all(file in new for file in files)}
    ours = {**_ours(data), **{name: data[name] for name in hooks}}
    text = merge_jsons(path, json.dumps(ours), mine, new, frozenset()).text
    for name in filter(is_python_feature, data.get("features") or ()):
        text = remove_key(text, ("features",), name)
    for port in former.recipe.ports:
        text = _forwarding(text, port)
    notes = (*_about(path, data, wanted, hooks), *former.notes)
    optional = _without_demand(text, wanted)
    if optional != text:
        notes += (f"{path}: `--gpus all` gives way to hostRequirements, which asks for a GPU only where there is one",)
    return Adopted(optional, notes)


def _without_demand(text: str, wanted: dict[str, Any]) -> str:
    """Without the arguments that keep it from opening where no GPU is, if the client adds them where there is one."""
    arguments = _value(text).get("runArgs")
    is_optional = wanted.get("hostRequirements", {}).get("gpu") == "optional"
    if not is_optional or not isinstance(arguments, list):
        return text
    pairs = list(pairwise([*arguments, None]))
    words = ["--gpus", "all"] if ("--gpus", "all") in pairs and arguments.count("all") == 1 else []
    for word in (*words, *(["--gpus=all"] if "--gpus=all" in arguments else [])):
        text = remove_item(text, ("runArgs",), word)
    return text


def _about(path: str, data: dict[str, Any], wanted: dict[str, Any], hooks: Set[str]) -> Iterator[str]:
    ours = _OURS | hooks
    if kept := [key for key in data if key not in ours]:
        yield f"kept of {path}: {', '.join(kept)}"
    replaced = [f"{key} ({_short(data[key])})" for key in data if key in ours and data[key] != wanted.get(key)]
    if replaced:
        yield f"replaced in {path}: {', '.join(replaced)}"
    for name in filter(is_python_feature, data.get("features") or ()):
        yield f"{path}: the Feature {name} gives way to the Python of the Dockerfile"
    for key in _WITHOUT_COMPOSE:
        if key in data and "dockerComposeFile" in wanted:
            yield f"{path}: {key} has no effect beside a compose file: say it in compose.yaml"


def _superseded(old: str, path: str) -> Iterator[str]:
    """What to do about a file of the dev container's own that another one takes the place of."""
    if old.startswith(f"{FOLDER}/") and old != path and not old.endswith(".json"):
        yield f"{path} takes the place of {old}: remove that"


def _forwarding(text: str, port: int) -> str:
    """The text with a port among those that the editor forwards."""
    ports = _value(text).get("forwardPorts")
    if ports is None:
        return insert_key(text, (), "forwardPorts", [port], None)
    return text if not isinstance(ports, list) or port in ports else append_item(text, ("forwardPorts",), port)


def _value(text: str) -> dict[str, Any]:
    root = parse(text).root
    value: dict[str, Any] = root.to_python() if root else {}
    return value


def _short(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return text if len(text) < 80 else f"{text[:77]}..."


def _ours(value: dict[str, Any]) -> dict[str, Any]:
    """The part of it that is replaced: as if devcontain had written that, and the user all else."""
    inner = {key: _ours(item) for key, item in value.items() if isinstance(item, dict) and key not in _OURS}
    return {**{key: item for key, item in value.items() if key in _OURS}, **{k: v for k, v in inner.items() if v}}
