"""A compose file that someone wrote by hand as input: its services stay, and the editor's gets our container."""

from __future__ import annotations

import json
import posixpath
import re
from typing import TYPE_CHECKING, Any

from devcontain.generate.adopt.adopted import Adopted
from devcontain.generate.adopt.former import services_in
from devcontain.generate.again.merge_yaml import merge_yamls
from devcontain.generate.text.yaml_lines import UNIT, blocks_below, indent_of, indented, key_of, row_of, unit_of
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.generate.adopt.former import Former

_EDITOR = "app"
_OURS = ("build", "image", "command", "entrypoint", "working_dir", "user", "init", "container_name")
_NAMING = ("depends_on", "links", "extends", "network_mode", "volumes_from", "pid", "ipc")
_PLAIN = pattern(r"[\w./:@=-]+")
_MOUNTS_PROJECT = pattern(r"-[ ]+[\"']?(?:\.|(?:\.\./)*\.\.)/?:.*")


def adopt_compose(path: str, former: Former, new: str) -> Adopted:
    """The generated file with the services, variables, ports and volumes of the one that is there."""
    mine = _renamed(former.compose_text.replace("\r\n", "\n"), former.service)
    own = services_in(mine)
    if not own:
        return Adopted(new, (f"{former.compose_path}: its services are not carried over: it cannot be read",))
    wanted = _suited(_without(new, set(own) - {_EDITOR}), own.get(_EDITOR, {}), mine)
    merge = merge_yamls(path, _replaced(mine), mine, wanted, frozenset())
    merged = services_in(merge.text)
    if not set(own) | set(services_in(new)) <= set(merged) or "build" not in merged.get(_EDITOR, {}):
        return Adopted(new, (f"{former.compose_path}: its services are not carried over: it is written unusually",))
    return Adopted(merge.text.lstrip("\n"), tuple(_about(former, own, merge.conflicts)))


def _about(former: Former, own: dict[str, dict[str, Any]], conflicts: tuple[Any, ...]) -> Iterator[str]:
    others = [name for name in own if name != _EDITOR]
    settings = [key for key in own.get(_EDITOR, ()) if key not in _OURS]
    if kept := [*others, *(f"{_EDITOR}.{key}" for key in settings)]:
        yield f"kept of {former.compose_path}: {', '.join(kept)}"
    if former.service in own and former.service != _EDITOR:
        yield f"{former.compose_path}: the editor opens `{_EDITOR}` now; `{former.service}` stays beside it"
    elif former.service != _EDITOR:
        yield f"{former.compose_path}: the service `{former.service}` is called `{_EDITOR}` now"
    for conflict in conflicts:
        yield f"{conflict.place} stays as in {former.compose_path}: devcontain would have written another"


def _renamed(text: str, service: str) -> str:
    """The text with the editor's service under our name, unless another service speaks of it, or has the name."""
    services = services_in(text)
    others = [other for name, other in services.items() if name != service]
    is_named = any(_names(other, service) for other in others)
    if service == _EDITOR or service not in services or _EDITOR in services or is_named:
        return text
    lines = text.splitlines(keepends=True)
    row = row_of(lines, 0, "services", 0)
    row = row_of(lines, row + 1, service, unit_of(lines))
    if row >= 0:
        lines[row] = re.sub(rf"^( *)[\"']?{re.escape(service)}[\"']?", rf"\g<1>{_EDITOR}", lines[row])
    return "".join(lines)


def _names(other: dict[str, Any], service: str) -> bool:
    """Whether a service depends on another in a way that names it."""
    values = (
        other.get(key) for key in ("depends_on", "links", "extends", "network_mode", "volumes_from", "pid", "ipc")
    )
    return any(re.search(rf"(?<![\w.-]){re.escape(service)}(?![\w.-])", str(value)) for value in values if value)


def _replaced(mine: str) -> str:
    """The part that is devcontain's to say: as if that had been written by it, and all else by the user."""
    lines = mine.splitlines(keepends=True)
    unit = unit_of(lines)
    top = row_of(lines, 0, "services", 0)
    start = row_of(lines, top + 1, _EDITOR, unit)
    kept = [lines[top], lines[start]] if start >= 0 else [lines[top]]
    for first, end in blocks_below(lines, start + 1, unit) if start >= 0 else ():
        key = key_of(lines[first])
        if key in _OURS:
            kept += lines[first:end]
        elif key == "volumes":
            mounts = [line for line in lines[first + 1 : end] if _MOUNTS_PROJECT.fullmatch(line.strip())]
            kept += [lines[first], *mounts] if mounts else []
    version = [line for line in lines if key_of(line) == "version" and not indent_of(line)]
    return "".join([*version, *kept])


def _without(new: str, names: set[str]) -> str:
    """The generated text without services of these names: the user's mean something else, or another version."""
    lines = new.splitlines(keepends=True)
    start = row_of(lines, 0, "services", 0) + 1
    dropped = {
        row
        for first, end in blocks_below(lines, start, 0)
        for row in range(first, end)
        if key_of(lines[first]) in names
    }
    return "".join(line for row, line in enumerate(lines) if row not in dropped)


def _suited(new: str, editor: dict[str, Any], mine: str) -> str:
    """The generated text without variables that are set already, and written and indented as the user's is."""
    needed, own, inherited = editor.get("depends_on"), services_in(new)[_EDITOR], set(editor) - _written(mine)
    lines = new.splitlines(keepends=True)
    start = row_of(lines, 0, _EDITOR, UNIT) + 1
    kept = lines[:start]
    for first, end in blocks_below(lines, start, UNIT):
        block = lines[first:end]
        if key_of(block[0]) in inherited - set(_OURS):
            block = []
        elif key_of(block[0]) == "environment":
            block = _section(block[0], _variables(block[1:], own["environment"], editor.get("environment")))
        elif key_of(block[0]) == "env_file":
            block = _env_files(block, own["env_file"], editor.get("env_file"))
        elif key_of(block[0]) == "depends_on" and isinstance(needed, list):
            block = _section(block[0], [f"- {name}" for name in own["depends_on"]])
        kept += block
        start = end
    return "".join(indented([*kept, *lines[start:]], unit_of(mine.splitlines())))


def _written(mine: str) -> set[str]:
    """The keys of the editor's service that stand there, and do not come by `<<` from elsewhere."""
    lines = mine.splitlines()
    start = row_of(lines, 0, _EDITOR, unit_of(lines))
    return (
        {key_of(lines[first]) for first, _ in blocks_below(lines, start + 1, unit_of(lines))} if start >= 0 else set()
    )


def _section(key: str, items: list[str]) -> list[str]:
    return [key, *(f"{' ' * 3 * UNIT}{item}\n" for item in items)] if items else []


def _env_files(block: list[str], own: list[dict[str, Any]], others: Any) -> list[str]:
    """The files of variables, of two lines each, that the others do not name."""
    named = {posixpath.normpath(str(one.get("path") if isinstance(one, dict) else one)) for one in _listed(others)}
    rows = [2 * index + 1 for index, one in enumerate(own) if posixpath.normpath(one["path"]) not in named]
    kept = [line for row in rows for line in block[row : row + 2]]
    return [block[0], *kept, *block[2 * len(own) + 1 :]] if kept else []


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value] if value else []


def _variables(block: list[str], own: dict[str, Any], others: Any) -> list[str]:
    """The variables that are not set among others, as a mapping or a list."""
    names = {str(item).partition("=")[0] for item in others or ()}
    if not isinstance(others, list):
        return [line.strip() for line in block if key_of(line) not in names]
    texts = (f"{name}={value}" for name, value in own.items() if name not in names)
    return [f"- {text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)}" for text in texts]
