"""The files that belong together, seen from one of them."""

from __future__ import annotations

import os.path
from functools import cached_property
from typing import TYPE_CHECKING

from devcontain.syntax import jsonc

if TYPE_CHECKING:
    from devcontain.syntax.source import Source
    from devcontain.syntax.tree import Document, Node

_FOLDER = ".devcontainer"


class DevContainer:
    """A devcontainer.json: its tree, and the configurations beside it."""

    def __init__(self, source: Source) -> None:
        self.source = source

    @cached_property
    def document(self) -> Document:
        """The parsed file."""
        return jsonc.parse(self.source.text)

    def get(self, name: str) -> Node | None:
        """The value of a property at the top level."""
        root = self.document.root
        return root.get(name) if root is not None and root.kind == "mapping" else None

    @property
    def is_variant(self) -> bool:
        """Whether it stands in its own folder below .devcontainer, next to a default configuration."""
        folder = os.path.dirname(os.path.abspath(self.source.path))  # noqa: PTH100, PTH120
        parent = os.path.dirname(folder)  # noqa: PTH120
        if os.path.basename(parent) != _FOLDER:  # noqa: PTH119
            return False
        defaults = (f"{parent}/devcontainer.json", f"{os.path.dirname(parent)}/.devcontainer.json")  # noqa: PTH120
        return any(os.path.isfile(path) for path in defaults)  # noqa: PTH113
