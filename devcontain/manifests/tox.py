"""The environments that tox makes, from tox.ini, setup.cfg, tox.toml or pyproject.toml."""

import configparser
import re
from collections.abc import Iterator
from typing import Any

from devcontain.manifests.pyproject import PATH as PYPROJECT
from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.repository import Repository
from devcontain.manifests.toml import read_toml
from devcontain.pattern import pattern

_BRACES = pattern(r"\{([^{}]*)\}")
_RANGE = pattern(r"(\d+)-(\d+)")
_KEYS = ("envlist", "env_list")
_MOST = 500


def read_tox_environments(repository: Repository, pyproject: Pyproject | None) -> tuple[str, tuple[str, ...]]:
    """The file that lists environments, and their names with braces written out; nothing where there is none."""
    for path, section in (("tox.ini", "tox"), ("setup.cfg", "tox:tox")):
        if names := _of_ini(repository.glance(path) or "", section):
            return path, names
    if repository.has("tox.toml") and (names := _of_list(read_toml(repository, "tox.toml").data.get("env_list"))):
        return "tox.toml", names
    tox = pyproject.root.table("tool").data.get("tox") if pyproject else None
    if not isinstance(tox, dict):
        return "", ()
    legacy = tox.get("legacy_tox_ini")
    return PYPROJECT, _of_ini(legacy, "tox") if isinstance(legacy, str) else _of_list(tox.get("env_list"))


def _of_ini(text: str, section: str) -> tuple[str, ...]:
    parser = configparser.RawConfigParser(strict=False, inline_comment_prefixes=("#",))
    try:
        parser.read_string(text)
    except configparser.Error:
        return ()
    listed = next((parser.get(section, key) for key in _KEYS if parser.has_option(section, key)), "")
    return tuple(name for part in _split(listed) for name in _written_out(part))


def _of_list(listed: Any) -> tuple[str, ...]:
    """Names, and those in tables such as `{ product = [["py312", "py313"], ["django5"]] }`, each alone."""
    return tuple(_texts(listed))[:_MOST]


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _texts(item)
    elif isinstance(value, dict):
        yield from _texts(value.get("product"))
        if isinstance(value.get("start"), int) and isinstance(value.get("stop"), int):
            numbers = range(value["start"], value["stop"] + 1)[:_MOST]
            yield from (f"{value.get('prefix', '')}{number}" for number in numbers)


def _split(listed: str) -> list[str]:
    """The names between commas and line ends that are not inside braces."""
    return [part.strip() for part in re.split(r"[,\n](?![^{}]*\})", listed) if part.strip()]


def _written_out(text: str) -> list[str]:
    """The names that braces stand for: `py{39,310-312}` is py39, py310, py311 and py312."""
    names: list[str] = []
    waiting = [text]
    while waiting and len(names) < _MOST:
        name = waiting.pop()
        if braces := _BRACES.search(name):
            parts = reversed([*_parts(braces[1])][:_MOST])
            waiting.extend(f"{name[: braces.start()]}{part}{name[braces.end() :]}" for part in parts)
        else:
            names.append(name)
    return names


def _parts(listed: str) -> Iterator[str]:
    for part in (one.strip() for one in listed.split(",")):
        if ends := _RANGE.fullmatch(part):
            yield from map(str, range(int(ends[1]), int(ends[2]) + 1)[:_MOST])
        else:
            yield part
