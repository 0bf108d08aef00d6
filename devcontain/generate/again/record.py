"""What was written last, kept beside it: the base of a three-way merge, and the options that led to it."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from devcontain.errors import UserError
from devcontain.generate.again.merge_json import read_json
from devcontain.generate.artifacts import DEVCONTAINER, is_generated

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from devcontain.generate.artifact import Artifact

PATH = ".devcontainer/.devcontain.json"
_VERSION = 1
_ABOUT = "What `devcontain init` wrote last, by which it tells your edits from its own. Commit it; do not edit it."


@dataclass(frozen=True)
class Record:
    """The options of the last run, and the text of each file as it was generated then."""

    options: Mapping[str, Any] = field(default_factory=dict)
    files: Mapping[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """The name that the dev container was given; nothing where there is none."""
        return str(read_json(self.files.get(DEVCONTAINER, "{}")).get("name", ""))


def read_record(text: str) -> Record:
    """The record in a file; of files that devcontain never writes it knows nothing. Raises UserError."""
    try:
        data = json.loads(text)
        options, files = data["options"], data["files"]
        known = {path: "".join(f"{line}\n" for line in files[path]) for path in files if is_generated(path)}
        if data["version"] != _VERSION or not isinstance(options, dict):
            raise ValueError
        for path, text in known.items():
            if path.endswith(".json"):
                read_json(text)
    except (ValueError, KeyError, TypeError, RecursionError):
        hint = "restore it from version control; after a merge conflict, either side will do"
        raise UserError(f"{PATH} cannot be read: it is not as devcontain wrote it", hint) from None
    return Record(options, known)


def record_text(options: Mapping[str, Any], artifacts: Iterable[Artifact]) -> str:
    """The text of the record: a line for each line, so that version control can merge it."""
    files = {artifact.path: artifact.text.splitlines() for artifact in artifacts}
    data = {"//": _ABOUT, "version": _VERSION, "options": dict(options), "files": files}
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"
