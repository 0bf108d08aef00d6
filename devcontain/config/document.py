"""A TOML file with configuration in it, and the lines that its keys stand in, which tomllib does not tell."""

from __future__ import annotations

import os
from typing import Any, NamedTuple

from devcontain.errors import UserError
from devcontain.files.reading import read_bytes, unreadable
from devcontain.pattern import pattern

_SECTION = ("tool", "devcontain")
_PYPROJECT = "pyproject.toml"
_KEY = r"""(?:[\w-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_DOTTED = rf"{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*"
_LINE = pattern(rf"[ \t]*(?:\[\[?[ \t]*({_DOTTED})[ \t]*\]|({_DOTTED})[ \t]*=)")
_PART = pattern(_KEY)
_PLACE = pattern(r" \(at line (\d+), column \d+\)$")


class Document(NamedTuple):
    """What stands in a configuration file: in a pyproject.toml, what stands in `[tool.devcontain]`."""

    path: str
    text: str
    section: tuple[str, ...]
    data: dict[str, Any]

    def error(self, keys: tuple[str, ...], message: str, hint: str = "") -> UserError:
        """An error at the line where a key stands, or a string in its value."""
        return UserError(f"{self.path}:{line_of(self.text, (*self.section, *keys))}: {message}", hint)


def read(path: str) -> Document | None:
    """Read a file; none if it is a pyproject.toml that does not speak of devcontain. Raises UserError."""
    try:
        text = read_bytes(path, follow=True).decode().removeprefix("\ufeff")
    except UnicodeDecodeError:
        raise UserError(f"{path}: this is not UTF-8 text", "TOML is") from None
    except OSError as error:
        raise unreadable(path, error) from error
    is_project = os.path.basename(path) == _PYPROJECT  # noqa: PTH119
    if is_project and "devcontain" not in text:
        return None
    data = _parse(path, text)
    if not is_project:
        return Document(path, text, (), data)
    return _section(path, text, data)


def _parse(path: str, text: str) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _PLACE.search(str(error))
        reason = str(error)[: place.start()] if place else str(error)
        row = place[1] if place else text.count("\n") + 1
        raise UserError(f"{path}:{row}: {reason[:1].lower()}{reason[1:]}", "this is no TOML") from None
    except (RecursionError, ValueError) as error:
        raise UserError(f"{path}: this cannot be read as TOML: {error}") from None


def _section(path: str, text: str, data: dict[str, Any]) -> Document | None:
    for depth, name in enumerate(_SECTION, 1):
        if name not in data:
            return None
        data = data[name]
        if not isinstance(data, dict):
            keys = _SECTION[:depth]
            raise Document(path, text, (), {}).error(keys, f"`{'.'.join(keys)}` must be a table")
    return Document(path, text, _SECTION, data)


def line_of(text: str, keys: tuple[str, ...]) -> int:
    """The row of a path of keys, or of a string in the value it leads to; if it is not found, of what is above it."""
    header: tuple[str, ...] = ()
    best, row_of_best = 0, 1
    for row, line in enumerate(text.split("\n"), 1):
        match = _LINE.match(line)
        if match:
            is_header = match[1] is not None
            written = tuple(part.strip("\"'") for part in _PART.findall(match[1] if is_header else match[2]))
            path = written if is_header else header + written
            header = path if is_header else header
            if len(path) > best and path == keys[: len(path)]:
                best, row_of_best = len(path), row
    return row_of_best if best == len(keys) else _row_of_string(text, row_of_best, keys[-1])


def _row_of_string(text: str, row: int, value: str) -> int:
    """The first row from this one on in which a string stands; this one if there is none."""
    for number, line in enumerate(text.split("\n")[row - 1 :], row):
        if f'"{value}"' in line or f"'{value}'" in line:
            return number
    return row
