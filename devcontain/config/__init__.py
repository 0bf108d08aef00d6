"""What a user has configured: `[tool.devcontain]` of a pyproject.toml, or a devcontain.toml."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

    from devcontain.files.patterns import Patterns
    from devcontain.lint.rule import Severity


class Config(NamedTuple):
    """What is configured for some files; without a configuration, what is said here."""

    path: str = ""
    """The file that says so."""
    select: tuple[str, ...] = ()
    """The rules that run; empty: all that are on."""
    extend_select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    per_file_ignores: tuple[tuple[Patterns, tuple[str, ...]], ...] = ()
    severity: Mapping[str, Severity] = MappingProxyType({})
    fail_on: Severity = "warning"
    exclude: tuple[Patterns, ...] = ()
    allowed_registries: tuple[str, ...] = ()
    target: str = ""
    dev_container_files: tuple[Patterns, ...] = ()
    label_schema: Mapping[str, str] = MappingProxyType({})
    strict_labels: bool = False
    templates: str = ""
    """The directory whose templates `devcontain init` takes before its own."""

    def ignored_in(self, path: str) -> tuple[str, ...]:
        """The rules that do not run on a file of this name, whatever is selected."""
        return tuple(name for meant, names in self.per_file_ignores if meant.match(path) for name in names)

    def excludes(self, path: str) -> bool:
        """Whether a file is not to be linted."""
        return any(meant.match(path) for meant in self.exclude)

    def is_dev_container(self, path: str) -> bool | None:
        """True where a Dockerfile is said to make a dev container; None where nothing is said."""
        return True if any(meant.match(path) for meant in self.dev_container_files) else None


NOTHING = Config()
"""What counts where nothing is configured."""
