"""The same for devcontainer.json, key by key with the comment above it; the user's comments and layout stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from devcontain.generate.again.merge import Conflict, Merge, whole
from devcontain.generate.text.json_comments import comments, replace_comment
from devcontain.generate.text.json_edit import append_item, insert_key, remove_item, remove_key, replace_value
from devcontain.generate.text.json_text import json_text
from devcontain.syntax.jsonc import parse

if TYPE_CHECKING:
    from collections.abc import Set

    from devcontain.generate.text.json_edit import Path

_ABSENT = object()
_SETS = frozenset({"extensions", "forwardPorts", "mounts", "capAdd", "securityOpt", "runServices"})
"""Lists whose order says nothing: both sides may add to them."""


def merge_jsons(path: str, base: str, mine: str, new: str, taken: Set[Conflict]) -> Merge:
    """Conflicts among `taken` get devcontain's side, all others the user's."""
    root = parse(mine).root
    if root is None or not can_merge(mine):
        return whole(path, base, mine, new, taken)
    merging = _Merging(path, mine, taken, _Comments(comments(base), comments(mine), comments(new)))
    merging.mappings((), read_json(base), root.to_python(), read_json(new))
    return Merge(merging.text, tuple(merging.conflicts))


def read_json(text: str) -> dict[str, Any]:
    """The value of a devcontainer.json as it is generated, comments and all. Raises ValueError."""
    document = parse(text)
    if document.root is None or document.root.kind != "mapping" or document.mistakes:
        raise ValueError(text)
    value: dict[str, Any] = document.root.to_python()
    return value


def can_merge(text: str) -> bool:
    """Whether a text is a JSONC mapping that says nothing twice."""
    document = parse(text)
    return bool(document.root and document.root.kind == "mapping" and not (document.mistakes or document.duplicates))


class _Comments(NamedTuple):
    """What stands above the keys, by path, on each of the three sides."""

    base: dict[Path, tuple[str, ...]]
    mine: dict[Path, tuple[str, ...]]
    new: dict[Path, tuple[str, ...]]

    def changed(self, path: Path) -> bool:
        """Whether devcontain's comment is another one now, and the user has left the old one alone."""
        base = self.base.get(path)
        return self.mine.get(path) == base != self.new.get(path)


class _Merging:
    """The user's text, into which devcontain's changes go one by one."""

    def __init__(self, path: str, text: str, taken: Set[Conflict], comments: _Comments) -> None:
        self.path = path
        self.text = text
        self.taken = taken
        self.comments = comments
        self.conflicts: list[Conflict] = []

    def mappings(self, path: Path, base: dict[str, Any], mine: dict[str, Any], new: dict[str, Any]) -> None:
        """Merge the keys of a mapping that all three have, in the order in which devcontain writes them."""
        before: str | None = None
        for key in (*new, *(key for key in base if key not in new)):
            values = [values.get(key, _ABSENT) for values in (base, mine, new)]
            self._key(path, key, before, *values)
            before = key if key in mine or key in new else before

    def _key(self, path: Path, key: str, before: str | None, base: Any, mine: Any, new: Any) -> None:
        here = (*path, key)
        if new == mine is not _ABSENT:
            self._comment(here)
        if isinstance(mine, dict) and isinstance(new, dict):
            self.mappings(here, base if isinstance(base, dict) else {}, mine, new)
        elif new in (base, mine):
            return
        elif key in _SETS and isinstance(mine, list) and isinstance(new, list):
            self._sets(here, base if isinstance(base, list) else [], mine, new)
        elif mine == base or self._is_taken(here, base, mine, new):
            self._put(path, key, before, mine, new)

    def _sets(self, path: Path, base: list[Any], mine: list[Any], new: list[Any]) -> None:
        for item in (item for item in mine if item in base and item not in new):
            self.text = remove_item(self.text, path, item)
        for item in (item for item in new if item not in base and item not in mine):
            self.text = append_item(self.text, path, item)

    def _is_taken(self, path: Path, base: Any, mine: Any, new: Any) -> bool:
        sides = (_side(path[-1], value) for value in (mine, base, new))
        conflict = Conflict(self.path, ".".join(path), *sides)
        self.conflicts.append(conflict)
        return conflict in self.taken

    def _put(self, path: Path, key: str, before: str | None, mine: Any, new: Any) -> None:
        here = (*path, key)
        if new is _ABSENT:
            self._comment(here)
            self.text = remove_key(self.text, path, key)
        elif mine is _ABSENT:
            self.text = insert_key(self.text, path, key, new, before)
            self.text = replace_comment(self.text, here, self.comments.new.get(here, ()))
        else:
            self.text = replace_value(self.text, here, new)
            self._comment(here)

    def _comment(self, path: Path) -> None:
        if self.comments.changed(path):
            self.text = replace_comment(self.text, path, self.comments.new.get(path, ()))


def _side(key: str, value: Any) -> str:
    return "" if value is _ABSENT else f"{json_text(key)}: {json_text(value, 1)}"
