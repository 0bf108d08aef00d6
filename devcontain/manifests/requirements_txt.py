"""requirements.txt: a line is a requirement, an option, or the name of something to install from elsewhere."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from packaging.utils import canonicalize_name

from devcontain.manifests.requirement import Requirement, parse_requirement
from devcontain.pattern import pattern
from devcontain.syntax.source import Source, Span

_CONTINUATION = pattern(r"\\\r?\n")
_COMMENT = pattern(r"(?:^|(?<=\s))#[^\n]*", re.MULTILINE)
_OPTION = pattern(r"(?P<name>--[a-z-]+|-[a-zA-Z])(?:\s*=\s*|\s*)(?P<value>.*)", re.DOTALL)
_TRAILING_OPTION = pattern(r"\s--?[a-z]")
_EGG = pattern(r"[#&]egg=([A-Za-z0-9._-]+)")
_VARIABLE = pattern(r"\$\{[A-Z0-9_]+\}")
_PATH = pattern(r"\.{0,2}/|\.$|\.\[|file:|[^\s@]*\.(?:whl|zip|tar\.gz)$")
_INCLUDES = {"-r", "--requirement", "-c", "--constraint"}
_INDEXES = {"-i", "--index-url", "--extra-index-url", "-f", "--find-links"}
_EDITABLE = {"-e", "--editable"}
_URL = pattern(r"(?:\w+\+)?\w+://")


class Include(NamedTuple):
    """Another file that is read too, named relative to this one; a constraint only limits versions."""

    path: str
    span: Span
    is_constraint: bool


class Local(NamedTuple):
    """A directory or an archive of the local file system that is installed; relative to the working directory."""

    path: str
    span: Span

    @property
    def names_project(self) -> bool:
        """Whether it is the working directory itself, with or without extras."""
        return self.path.partition("[")[0] in {".", "./"}


@dataclass(frozen=True)
class RequirementsFile:
    """What one requirements file says."""

    source: Source
    requirements: tuple[Requirement, ...]
    includes: tuple[Include, ...]
    locals: tuple[Local, ...]
    indexes: tuple[str, ...]
    needs_secret: bool

    @property
    def path(self) -> str:
        """The file's path in the repository."""
        return self.source.path


def parse_requirements(source: Source) -> RequirementsFile:
    """Read a requirements file; includes are named, not followed."""
    requirements: list[Requirement] = []
    includes: list[Include] = []
    local: list[Local] = []
    indexes: list[str] = []
    needs_secret = False
    for span, line in logical_lines(source.text):
        needs_secret = needs_secret or bool(_VARIABLE.search(line)) or "git+ssh://" in line
        name, value = _option(line)
        if name in _INCLUDES:
            includes.append(Include(value, span, name in {"-c", "--constraint"}))
        elif name in _INDEXES and _URL.match(value):
            indexes.append(value)
        elif name and name not in _EDITABLE | _INDEXES:
            continue
        elif _URL.match(value) and not value.startswith("file:"):
            requirements.extend(_from_url(source, span, value))
        elif name or _PATH.match(value):
            local.append(Local(value, span))
        else:
            requirements.append(parse_requirement(source, Span(span.start, span.start + len(value)), value))
    return RequirementsFile(source, tuple(requirements), tuple(includes), tuple(local), tuple(indexes), needs_secret)


def comments(text: str) -> list[Span]:
    """Where the comments of a requirements file are."""
    return [Span(*match.span()) for match in _COMMENT.finditer(text)]


def logical_lines(text: str) -> Iterator[tuple[Span, str]]:
    """The lines and where they stand; continuations and comments become blanks of the same length."""
    masked = _COMMENT.sub(lambda match: " " * len(match[0]), _CONTINUATION.sub(lambda match: " " * len(match[0]), text))
    start = 0
    for line in masked.split("\n"):
        content = line.lstrip("\ufeff \t\r\f\v")
        begin = start + len(line) - len(content)
        content = content.rstrip()
        if content:
            yield Span(begin, begin + len(content)), content
        start += len(line) + 1


def _option(line: str) -> tuple[str, str]:
    """The option that a line starts with and its value; without one, the line less its trailing options."""
    if line.startswith("-") and (option := _OPTION.match(line)):
        return option["name"], _unquote(option["value"].strip())
    trailing = _TRAILING_OPTION.search(line)
    return "", (line[: trailing.start()] if trailing else line).strip()


def _unquote(value: str) -> str:
    try:
        return " ".join(shlex.split(value))
    except ValueError:
        return value


def _from_url(source: Source, span: Span, url: str) -> Iterator[Requirement]:
    if egg := _EGG.search(url):
        yield Requirement(canonicalize_name(egg[1]), source.slice(span), source.path, span, url=url)
