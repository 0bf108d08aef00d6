"""YAML read as plain data."""

import warnings
from typing import Any


class NotYamlError(ValueError):
    """Why a text is not YAML, and where: `row:column`, from 1, or nothing."""

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(reason)
        self.reason = reason
        self.place = place


def read_yaml(text: str) -> Any:
    """The document as dicts, lists and scalars."""
    from ruamel.yaml import YAML

    with warnings.catch_warnings(action="ignore"):
        return YAML(typ="safe", pure=True).load(text)


def read_foreign_yaml(text: str) -> Any:
    """The same of a text that may be anything; raises NotYamlError."""
    from ruamel.yaml.error import MarkedYAMLError

    try:
        return read_yaml(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark
        place = f"{mark.line + 1}:{mark.column + 1}" if mark else ""
        raise NotYamlError(error.problem or error.context or "not YAML", place) from None
    except Exception as error:
        # Odd keys and values make ruamel.yaml raise whatever Python raises of them.
        raise NotYamlError(str(error).partition("\n")[0] or "not YAML") from None
