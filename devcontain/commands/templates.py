"""The templates to write from: those that the command line names, or else the configuration."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from devcontain.config.discovery import Configurations
from devcontain.errors import UserError
from devcontain.generate.templates import OURS, Templates
from devcontain.rules import all_rules

if TYPE_CHECKING:
    from devcontain.config import Config


def choose_templates(directory: Path, named: str | None) -> Templates:
    """Ours, and before them those in a directory. Raises UserError for one that is not there."""
    if named is None:
        named = _configured(directory).templates
    if not named:
        return OURS
    if not Path(named).is_dir():
        raise UserError(f"there is no directory `{named}` to take templates from")
    return Templates(Path(named))


def _configured(directory: Path) -> Config:
    return Configurations(all_rules(), [str(directory)]).of(str(directory / "pyproject.toml"))
