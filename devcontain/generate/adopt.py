"""A devcontainer.json that someone wrote by hand as input: what it says about people and tools is kept."""

from __future__ import annotations

import json
from typing import Any

from devcontain.generate.merge_json import can_merge, merge_jsons
from devcontain.syntax.jsonc import parse

_OURS = frozenset(
    {
        *("image", "build", "dockerFile", "context", "dockerComposeFile", "service", "runServices"),
        *("workspaceFolder", "workspaceMount", "remoteUser", "containerUser", "overrideCommand", "shutdownAction"),
        *("updateContentCommand", "python.defaultInterpreterPath", "python.pythonPath"),
    }
)
"""What follows from the container and the environment in it: there the generated value stands."""


def adopt(path: str, mine: str, new: str) -> str:
    """The generated file with the name, settings, extensions, mounts, Features and hooks of the one that is there."""
    if not can_merge(mine):
        return new
    root = parse(mine).root
    base = _ours(root.to_python()) if root else {}
    return merge_jsons(path, json.dumps(base), mine, new, frozenset()).text


def _ours(value: dict[str, Any]) -> dict[str, Any]:
    """The part of it that is replaced: as if devcontain had written that, and the user all else."""
    inner = {key: _ours(item) for key, item in value.items() if isinstance(item, dict) and key not in _OURS}
    return {**{key: item for key, item in value.items() if key in _OURS}, **{k: v for k, v in inner.items() if v}}
