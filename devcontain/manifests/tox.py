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
_REFERENCE = pattern(r"\{\[([^\]{}]+)\](\w+)\}")
_OF_SOME = pattern(r"[\w{},.!-]+:(?!//)")
_EXTRA = pattern(r"[A-Za-z0-9][A-Za-z0-9_.-]*")
_KEYS = ("envlist", "env_list")
_MOST = 500
_SECTIONS = ("testenv", "testenv:py", "testenv:py3", "testenv:test", "testenv:tests", "testenv:unit", "testenv:pytest")
_DEEPEST = 3
_LONGEST = 20_000
_MOST_LINES = 100


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


def read_tox_requirements(repository: Repository, pyproject: Pyproject | None) -> tuple[str, tuple[str, ...]]:
    """The file that says what every environment installs, and that as lines of a requirements file."""
    return _of_every(repository, pyproject, "deps")


def read_tox_extras(repository: Repository, pyproject: Pyproject | None) -> tuple[str, ...]:
    """The extras of the project that every environment installs it with."""
    _, lines = _of_every(repository, pyproject, "extras")
    return tuple(name for line in lines for name in _EXTRA.findall(line))


def _of_every(repository: Repository, pyproject: Pyproject | None, key: str) -> tuple[str, tuple[str, ...]]:
    """What a setting of every environment lists, and where."""
    for path in ("tox.ini", "setup.cfg"):
        if lines := _lines(repository.glance(path) or "", key):
            return path, lines
    data = read_toml(repository, "tox.toml").data if repository.has("tox.toml") else None
    tox = data or (pyproject.root.table("tool").data.get("tox") if pyproject else None)
    if not isinstance(tox, dict):
        return "", ()
    path = "tox.toml" if data else PYPROJECT
    if isinstance(legacy := tox.get("legacy_tox_ini"), str):
        return path, _lines(legacy, key)
    base = tox.get("env_run_base")
    listed = base.get(key) if isinstance(base, dict) else None
    return path, tuple(text for text in listed if isinstance(text, str)) if isinstance(listed, list) else ()


def _lines(text: str, key: str) -> tuple[str, ...]:
    """The lines for environments of every name, with those of other sections that they refer to."""
    parser = _parse(text)
    if parser is None:
        return ()
    listed = next((listed for name in _SECTIONS if (listed := parser.get(name, key, fallback=""))), "")
    for _ in range(_DEEPEST):
        listed = _REFERENCE.sub(lambda it: parser.get(it[1], it[2], fallback=""), listed[:_LONGEST], _MOST_LINES)
    lines = (line.strip() for line in listed[:_LONGEST].split("\n"))
    return tuple(line for line in lines if line and not _OF_SOME.match(line))[:_MOST_LINES]


def _parse(text: str) -> configparser.RawConfigParser | None:
    parser = configparser.RawConfigParser(strict=False, inline_comment_prefixes=("#",))
    try:
        parser.read_string(text)
    except configparser.Error:
        return None
    return parser


def _of_ini(text: str, section: str) -> tuple[str, ...]:
    parser = _parse(text)
    if parser is None:
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
