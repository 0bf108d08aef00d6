"""What configuration files say of where services are: INI, TOML, YAML and JSON."""

from __future__ import annotations

import configparser
import json
import posixpath
import tomllib
from typing import TYPE_CHECKING, Any

from devcontain.detect.facts import Evidence
from devcontain.pattern import pattern
from devcontain.syntax.yaml import NotYamlError, read_foreign_yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from devcontain.detect.services.local.address import LocalAddress, Reader, Value

_DEEPEST = 8
_NOT_FOR_THE_CODE = pattern(
    r"\.|(?:docker-)?compose|mkdocs|(?:package|tsconfig|pyrightconfig|devcontainer)\b|servers\.json|.*(?:lock|openapi|swagger)"
)
"""Other programs read these, or they say nothing of where things are here."""


def is_configuration(path: str) -> bool:
    """Whether code may read this file to find its services."""
    name = posixpath.basename(path)
    return posixpath.splitext(name)[1] in _READERS and not _NOT_FOR_THE_CODE.match(name.lower())


def addresses_in_configuration(text: str, path: str, reader: Reader) -> Iterator[LocalAddress]:
    """Each address, in the order of the file; of one that cannot be read, none."""
    try:
        data = _READERS[posixpath.splitext(path)[1]](text)
    except (ValueError, RecursionError, configparser.Error, NotYamlError):
        return
    yield from _in_data(data, (), path, reader, set())


def _in_data(data: Any, keys: tuple[str, ...], path: str, reader: Reader, seen: set[int]) -> Iterator[LocalAddress]:
    # What an alias of YAML repeats is looked at once.
    if len(keys) > _DEEPEST or id(data) in seen:
        return
    seen |= {id(data)} if isinstance(data, list | dict) else set()
    named = keys[-1] if keys else ""
    if isinstance(data, str):
        yield from reader.of_text(data, Evidence(path, named))
    elif isinstance(data, list):
        for item in data:
            yield from _in_data(item, (*keys, named), path, reader, seen)
    elif isinstance(data, dict):
        services = reader.by_name.get(named.lower(), frozenset()) if "host" in data else frozenset()
        yield from reader.of_parts(_values(data), services, Evidence(path, named))
        for key, item in data.items():
            yield from _in_data(item, (*keys, str(key)), path, reader, seen)


def _values(data: dict[Any, Any]) -> dict[str, Value]:
    """Each value that is a text or a number; one that refers to something else is not known."""
    return {
        str(key): value if isinstance(value, str | int) and "$" not in str(value) and "%(" not in str(value) else None
        for key, value in data.items()
    }


def _read_ini(text: str) -> dict[str, dict[str, str]]:
    parser = configparser.RawConfigParser(strict=False, allow_no_value=True)
    parser.read_string(text)
    return {name: {key: value or "" for key, value in section.items()} for name, section in parser.items()}


_READERS: dict[str, Callable[[str], Any]] = {
    **dict.fromkeys((".ini", ".cfg", ".conf"), _read_ini),
    ".toml": tomllib.loads,
    **dict.fromkeys((".yaml", ".yml"), read_foreign_yaml),
    ".json": json.loads,
}
