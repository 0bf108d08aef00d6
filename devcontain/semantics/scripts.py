"""The scripts that a Dockerfile's RUNs give to shells, and where in the file each of their characters stands."""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern
from devcontain.semantics.base_images import is_busybox
from devcontain.semantics.build import POSIX_SHELL
from devcontain.syntax.instruction import HOLE
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from devcontain.semantics.build import Build, Stage, Step
    from devcontain.syntax.instruction import Heredoc

_LANGUAGES = {"sh": "sh", "bash": "bash", "dash": "dash", "ash": "busybox", "ksh": "ksh"}
_BASH_FAMILIES = pattern(
    r"(?:^|.*[-_./])(?:centos|fedora|rocky|alma(?:linux|[0-9])|amazonlinux|oraclelinux|ubi[0-9]|opensuse|suse|archlinux|manylinux)",
    re.DOTALL,
)
"""Distributions whose `sh` is bash."""
_DASH_FAMILIES = pattern(
    r"(?:^|.*[-_./])(?:debian|ubuntu|buildpack-deps|slim|buster|bullseye|bookworm|trixie|focal|jammy|noble)", re.DOTALL
)
_WINDOWS = pattern(r"(?:^|.*[-_./])(?:windows|nanoserver|servercore)", re.DOTALL)
_DEBIAN_BY_DEFAULT = frozenset(["python", "node", "golang", "rust", "ruby", "php", "perl", "gcc", "openjdk"])
_REPLACED = pattern(r"\b(?:ln|mv|cp)\s[^\n&;|]{0,200}\s(?:/usr)?/bin/sh\b|dash/sh")
"""`ln -sf bash /bin/sh`, or debconf's question whether dash is to be `sh`."""
_PIECE = pattern(rf"[^{HOLE}]+")
_NAME = pattern(r"\b[A-Za-z_]\w*", re.ASCII)
_SHORT_OPTIONS = pattern(r"-([A-Za-z]+)")
_PREDEFINED = frozenset(["http_proxy", "https_proxy", "ftp_proxy", "no_proxy", "all_proxy"])
"""Build arguments that need no ARG, in small letters: what is in capitals may come from anywhere."""


class Shell(NamedTuple):
    """What reads a script: `sh`, `bash`, `dash`, `busybox` or `ksh`, and the options that it starts with."""

    language: str
    options: frozenset[str] = frozenset()
    """`errexit`, `pipefail`."""


class Script(NamedTuple):
    """A script as its shell reads it: without continuations and the comments among them."""

    text: str
    shell: Shell
    variables: tuple[str, ...]
    """The names in it that ENV or ARG has set."""
    starts: tuple[int, ...]
    """Where, in the text, each piece begins that stands in the file without a gap."""
    offsets: tuple[int, ...]
    """Where in the file each piece begins."""

    def before(self, place: int) -> int:
        """Where in the file the character after a place stands."""
        index = bisect_right(self.starts, place) - 1
        return self.offsets[index] + place - self.starts[index]

    def after(self, place: int) -> int:
        """Where in the file the character before a place ends."""
        return self.before(place - 1) + 1 if place else self.before(0)

    def span(self, start: int, end: int) -> Span:
        """A range of the text as a range of the file."""
        first = self.after(start) if start == len(self.text) else self.before(start)
        return Span(first, max(first, self.after(end))) if end > start else Span(first, first)


def scripts_of(build: Build) -> Iterator[Script]:
    """The scripts of all RUNs, also of those that ONBUILD keeps; what no POSIX shell reads is left out."""
    for step in build.steps:
        instruction = step.instruction
        if step.keyword == "RUN" and instruction.exec_form is None and not instruction.is_mixed_array:
            yield from _scripts(step)


def _scripts(step: Step) -> Iterator[Script]:
    shell = _shell_in_force(step)
    heredoc = _lone_heredoc(step)
    if heredoc is None:
        text, starts, offsets = _joined(step)
    else:
        text, starts, offsets = step.stage.build.dockerfile.source.slice(heredoc.content), [0], [heredoc.content.start]
        first, newline, rest = text.partition("\n")
        if first.lstrip("\t").startswith("#!"):
            shell = _interpreter(first.strip().removeprefix("#!").split(), step.stage)
            text = " " * len(first) + newline + rest
    if shell is not None and text.strip():
        yield Script(text, shell, _set_variables(text, step), tuple(starts), tuple(offsets))


def _joined(step: Step) -> tuple[str, list[int], list[int]]:
    """The text with nothing where the file has a continuation, and where its pieces begin in both."""
    parts: list[str] = []
    starts, offsets, length = [], [], 0
    for offset, text in _pieces(step):
        parts.append(text)
        starts.append(length)
        offsets.append(offset)
        length += len(text)
    return "".join(parts), starts, offsets


def _pieces(step: Step) -> Iterator[tuple[int, str]]:
    instruction, written = step.instruction, step.written
    for piece in _PIECE.finditer(instruction.body):
        yield instruction.offset + piece.start(), piece[0]
    source = step.stage.build.dockerfile.source
    if written.heredocs and (start := source.text.find("\n", written.line_end)) >= 0:
        yield start, source.slice(Span(start, written.heredocs[-1].end))


def _lone_heredoc(step: Step) -> Heredoc | None:
    """The here-document that is all there is of a RUN, and so is itself the script."""
    start, length = step.instruction.offset, len(step.instruction.body)
    if len(step.written.heredocs) == 1:
        heredoc = step.written.heredocs[0]
        if heredoc.opening.start <= start and start + length <= heredoc.opening.end:
            return heredoc
    return None


def _shell_in_force(step: Step) -> Shell | None:
    shell = step.scope.shell
    return None if shell == POSIX_SHELL and _is_windows(step.stage) else _interpreter(shell, step.stage)


def _is_windows(stage: Stage) -> bool:
    """Whether the shell is cmd unless another is said."""
    names = (stage.image.name, stage.image.tag) if stage.image else ()
    return stage.build.dockerfile.escape == "`" or any(map(_WINDOWS.match, names))


def _interpreter(words: Iterable[str], stage: Stage) -> Shell | None:
    """The shell that a SHELL or a `#!` line starts, maybe by way of `env` or `conda run`; nothing for others."""
    words = list(words)
    for index, word in enumerate(words):
        name = word.rpartition("/")[2]
        if name in _LANGUAGES:
            language = sh_of(stage) if name == "sh" else _LANGUAGES[name]
            return Shell(language, frozenset(_options(words[index + 1 :])))
    return None


def _options(words: list[str]) -> Iterator[str]:
    """The options that count among those of a shell, such as `-exo pipefail`."""
    for word, following in zip(words, [*words[1:], ""], strict=True):
        letters = _SHORT_OPTIONS.fullmatch(word)
        if letters and "e" in letters[1]:
            yield "errexit"
        if letters and "o" in letters[1] and following in ("errexit", "pipefail"):
            yield following


def sh_of(stage: Stage) -> str:
    """What `sh` is in the stage's base image, as far as that is known, and where the file puts nothing in its place."""
    image = stage.image
    if image is None or _is_replaced(stage.build):
        return "sh"
    if is_busybox(stage):
        return "busybox"
    if _BASH_FAMILIES.match(image.name) or _BASH_FAMILIES.match(image.tag):
        return "bash"
    is_debian = image.name in _DEBIAN_BY_DEFAULT or _DASH_FAMILIES.match(image.name) or _DASH_FAMILIES.match(image.tag)
    return "dash" if is_debian else "sh"


@lru_cache(maxsize=1)
def _is_replaced(build: Build) -> bool:
    return bool(_REPLACED.search(build.dockerfile.source.text))


def _set_variables(text: str, step: Step) -> tuple[str, ...]:
    variables = step.scope.variables
    return tuple(sorted(name for name in set(_NAME.findall(text)) if name in _PREDEFINED or name in variables))
