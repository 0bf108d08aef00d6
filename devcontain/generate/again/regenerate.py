"""What is to be written now, together with what was written last and what the user made of it."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING, NamedTuple

from devcontain.generate.adopt.configuration import adopt
from devcontain.generate.adopt.former import FOLDER
from devcontain.generate.again.change import Change, read_content
from devcontain.generate.again.merge import Conflict, Merge, merge_texts, whole
from devcontain.generate.again.merge_dockerfile import merge_dockerfiles
from devcontain.generate.again.merge_json import can_merge, merge_jsons
from devcontain.generate.again.merge_yaml import merge_yamls
from devcontain.generate.again.record import PATH, Record, read_record, record_text
from devcontain.generate.artifacts import DEVCONTAINER

if TYPE_CHECKING:
    from collections.abc import Mapping, Set
    from pathlib import Path
    from typing import Any

    from devcontain.generate.adopt.former import Former
    from devcontain.generate.artifact import Artifact

_MAIN, _OTHER = f"{FOLDER}/devcontainer.json", f"{FOLDER}.json"


class File(NamedTuple):
    """A change to a file, and what is to be known about it."""

    change: Change
    conflicts: tuple[Conflict, ...] = ()
    is_foreign: bool = False
    """Whether it would replace a file that devcontain has not written."""
    notes: tuple[str, ...] = ()


def find_record(root: Path) -> Record:
    """What was written last; without a devcontainer.json, what is missing counts as never written. Raises UserError."""
    content = read_content(root, PATH)
    if content is None:
        return Record()
    record = read_record(content.decode(errors="surrogateescape"))
    main = [path for path in record.files if posixpath.basename(path) == posixpath.basename(DEVCONTAINER)]
    if not main or any(read_content(root, path) is not None for path in main):
        return record
    there = {path: text for path, text in record.files.items() if read_content(root, path) is not None}
    return Record(record.options, there)


def regenerate(
    root: Path,
    artifacts: list[Artifact],
    record: Record,
    taken: Set[Conflict] = frozenset(),
    *,
    former: Former | None = None,
    restores: bool = False,
) -> list[File]:
    """Each file with what the user changed in it; `restores` brings back files that the user took away."""
    files = [
        _file(root, artifact, record.files[artifact.path], taken, restores)
        if artifact.path in record.files
        else _first(root, artifact, former)
        for artifact in artifacts
    ]
    generated = {artifact.path for artifact in artifacts}
    gone = [_gone(root, path, base) for path, base in record.files.items() if path not in generated]
    return [*files, *gone]


def record_change(root: Path, options: Mapping[str, Any], artifacts: list[Artifact]) -> Change:
    """The record of a run."""
    text, before = record_text(options, artifacts), read_content(root, PATH)
    return Change(PATH, before, before if before is not None and _text(before) == text else _bytes(text, before or b""))


def _first(root: Path, artifact: Artifact, former: Former | None) -> File:
    """A file that devcontain has not written yet, with what is kept of one that somebody else has."""
    path, new = artifact
    before = there = read_content(root, path)
    source = path
    notes: tuple[str, ...] = ()
    if before is None and path == _MAIN and (there := read_content(root, _OTHER)) is not None:
        source, notes = _OTHER, (f"{path} goes before {_OTHER}: remove that",)
    if before is not None and _text(before) == new:
        return File(Change(path, before, before))
    adopted = adopt(source, None if there is None else _text(there), new, former)
    content = _bytes(adopted.text, there or b"")
    return File(Change(path, before, content), is_foreign=there is not None, notes=(*notes, *adopted.notes))


def _file(root: Path, artifact: Artifact, base: str, taken: Set[Conflict], restores: bool) -> File:
    path, new = artifact
    before = read_content(root, path)
    if before is None:
        if restores:
            return File(Change(path, None, new.encode()))
        return File(Change(path, None, None), notes=(f"{path} was deleted, and stays so; --force brings it back",))
    mine = _text(before)
    if mine == new:
        return File(Change(path, before, before))
    merged = _merge(path, base, mine, new, taken)
    change = Change(path, before, before if merged.text == mine else _bytes(merged.text, before))
    note = f"{path} cannot be read, or says something twice: `devcontain lint` shows where"
    return File(change, merged.conflicts, notes=() if mine == base or _is_readable(path, mine) else (note,))


def _gone(root: Path, path: str, base: str) -> File:
    """A file that was written once and is not needed any more: it goes, unless the user changed it."""
    before = read_content(root, path)
    if before is None or _text(before) == base:
        return File(Change(path, before, None))
    note = f"{path} is not needed any more; it has changes of yours, and stays"
    return File(Change(path, before, before), notes=(note,))


def _merge(path: str, base: str, mine: str, new: str, taken: Set[Conflict]) -> Merge:
    if mine == base:
        return Merge(new)
    if new == base:
        return Merge(mine)
    if path.endswith(".json"):
        return merge_jsons(path, base, mine, new, taken)
    if path.endswith(".yaml"):
        merged = merge_yamls(path, base, mine, new, taken)
        return merged if _is_yaml(merged.text) or not _is_yaml(mine) else whole(path, base, mine, new, taken)
    merge = merge_dockerfiles if posixpath.basename(path) == "Dockerfile" else merge_texts
    return merge(path, base, mine, new, taken)


def _is_readable(path: str, text: str) -> bool:
    if path.endswith(".json"):
        return can_merge(text)
    return not path.endswith(".yaml") or _is_yaml(text)


def _is_yaml(text: str) -> bool:
    from devcontain.syntax.yaml import NotYamlError, read_foreign_yaml

    try:
        read_foreign_yaml(text)
    except NotYamlError:
        return False
    return True


def _text(content: bytes) -> str:
    """The text, whatever it is: what is not UTF-8 stays as it is, and lines end as ours do."""
    return content.decode(errors="surrogateescape").replace("\r\n", "\n")


def _bytes(text: str, before: bytes) -> bytes:
    """The text with the line endings of the file that it replaces."""
    ended = text.replace("\n", "\r\n") if b"\r\n" in before else text
    return ended.encode(errors="surrogateescape")
