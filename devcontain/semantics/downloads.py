"""What a step downloads by URL, where it goes, and whether something in the stage runs it or checks it."""

from __future__ import annotations

import posixpath
import re
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern
from devcontain.semantics.directories import absolute, join
from devcontain.semantics.options import read_options

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step
    from devcontain.semantics.commands import Command
    from devcontain.semantics.options import Options
    from devcontain.syntax.source import Span

_CURL_WITH_VALUE = (
    *("-o", "--output", "--output-dir", "-H", "--header", "-A", "--user-agent", "-e", "--referer", "-u", "--user"),
    *("-x", "--proxy", "-m", "--max-time", "--connect-timeout", "--retry", "--retry-delay", "--retry-max-time"),
    *("-b", "--cookie", "-c", "--cookie-jar", "-d", "--data", "--data-raw", "--data-binary", "-F", "--form", "-X"),
    *("--request", "-T", "--upload-file", "-w", "--write-out", "-C", "--continue-at", "--cacert", "--cert", "-E"),
    *("--key", "--ciphers", "--proto", "--proto-redir", "--tls-max", "-r", "--range", "-K", "--config", "--resolve"),
    *("--limit-rate", "-y", "-Y", "-z", "--max-redirs", "--interface", "--stderr", "-D", "--dump-header"),
)
_WGET_WITH_VALUE = (
    *("-O", "--output-document", "-P", "--directory-prefix", "-o", "--output-file", "-a", "--append-output", "-i"),
    *("-t", "--tries", "-T", "--timeout", "--dns-timeout", "--connect-timeout", "--read-timeout", "-w", "--wait"),
    *("--waitretry", "-e", "--execute", "-U", "--user-agent", "--header", "--user", "--password", "--ca-certificate"),
    *("-A", "--accept", "-R", "--reject", "--cut-dirs", "-l", "--level", "--limit-rate", "-B", "--base", "-Q"),
    *("--progress", "--post-data", "--method", "--secure-protocol", "--referer"),
)
_ARIA2_WITH_VALUE = ("-o", "--out", "-d", "--dir", "-x", "-s", "-j", "-k", "--header", "--user-agent", "--referer")
_WITH_VALUE = {"curl": _CURL_WITH_VALUE, "wget": _WGET_WITH_VALUE, "aria2c": _ARIA2_WITH_VALUE}
DOWNLOADERS = tuple(_WITH_VALUE)
_SENDS = {
    "curl": ("-d", "--data", "--data-raw", "--data-binary", "-F", "--form", "-T", "--upload-file", "-I", "--head"),
    "wget": ("--spider", "--post-data", "--method"),
}
_URL = pattern(r"(?:https?|ftp)://\S+", re.IGNORECASE)
_LONE_VARIABLE = pattern(r"\$(?:(\w+)|\{(\w+)\})")
_URL_ASSIGNMENT = pattern(r"""(?<![\w$])(\w+)=["']?(https?://[^\s"'`;|&()<>]+)""")
_BARE_URL = pattern(r"(?:[a-z0-9-]+\.)+[a-z]{2,}(?:[/?].*)?", re.IGNORECASE)
_LOCAL = pattern(r"(?:\w+://)?(?:localhost|127\.|0\.0\.0\.0|\[::1?\])")
_INTERPRETERS = frozenset("sh bash dash ash zsh ksh python perl ruby node php".split())
_READERS = _INTERPRETERS | {"eval", "source", "."}
_CHECKSUMS = pattern(r"(?:g?sha\d*|md5|b2|b3)sum|shasum|sha\d+|cksum")
_VERIFIERS = pattern(r"gpgv?2?|cosign|minisign|signify|slsa-verifier|rekor-cli|jarsigner")
_SUM_FILE = pattern(r"sum|sha\d|md5|\.b2|\.b3", re.IGNORECASE)
_NEARBY = 20
"""So many commands around a download are looked at for what reads it."""


class Download(NamedTuple):
    """A URL with its known variables replaced, its place in the file, and the file it is written to, if known.

    `command` is missing for an ADD; `target` is empty where the content goes to standard output.
    """

    url: str
    span: Span
    step: Step
    command: Command | None
    target: str | None


def downloads_of(step: Step) -> list[Download]:
    """The downloads of a RUN (curl, wget, aria2c) or an ADD."""
    if step.keyword == "ADD":
        return list(_added(step))
    if step.keyword != "RUN":
        return []
    seen: set[int] = set()
    found = []
    for command in step.commands:
        if command.name in _WITH_VALUE:
            for download in _fetched(command):
                if download.span.start not in seen:
                    seen.add(download.span.start)
                    found.append(download)
    return found


def _added(step: Step) -> Iterator[Download]:
    if step.instruction.heredocs or len(step.instruction.words) < 2:
        return
    *sources, destination = step.instruction.words
    where = step.scope.resolve(destination.value)
    for word in sources:
        url = step.scope.resolve(word.value) or word.value
        if _URL.fullmatch(url):
            name = posixpath.basename(url.partition("?")[0]) if where and where.endswith("/") else ""
            path = join(step, step.scope.workdir, where + name) if where else None
            yield Download(url, word.span, step, None, path)


def _fetched(command: Command) -> Iterator[Download]:
    options = read_options(command, _WITH_VALUE[command.name])
    if options.has(*_SENDS.get(command.name, ())):
        return
    for operand in (*options.operands, *options.values("--url")):
        url = _chosen(command.step, operand.value)
        if (_URL.match(url) or _BARE_URL.fullmatch(url)) and not _LOCAL.match(url):
            yield Download(url, operand.word.span, command.step, command, _target(command, options, url))


def _chosen(step: Step, value: str) -> str:
    """What a variable holds that the script sets in one way or another: the first URL stands for all of them."""
    lone = _LONE_VARIABLE.fullmatch(value) if value.startswith("$") else None
    return _assigned_urls(step).get(lone[1] or lone[2], value) if lone else value


@lru_cache(maxsize=2)
def _assigned_urls(step: Step) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, url in _URL_ASSIGNMENT.findall(step.instruction.script):
        found.setdefault(name, url)
    return found


def _target(command: Command, options: Options, url: str) -> str | None:
    """The file that a download is written to; empty for standard output, nothing where it cannot be known."""
    name = posixpath.basename(url.partition("?")[0])
    if command.name == "curl":
        said = options.values("-o", "--output")
        if not said and not options.has("-O", "--remote-name", "--remote-name-all"):
            return _redirected(command)
        directory = next((operand.value for operand in options.values("--output-dir")), "")
    else:
        said = options.values(*(("-o", "--out") if command.name == "aria2c" else ("-O", "--output-document")))
        directory = next((operand.value for operand in options.values("-P", "--directory-prefix", "-d", "--dir")), "")
    if said:
        return _redirected(command) if said[0].value in ("-", "/dev/stdout") else absolute(command, said[0].value)
    return absolute(command, posixpath.join(directory, name)) if name else None


def _redirected(command: Command) -> str | None:
    for redirect in command.syntax.redirects:
        if redirect.operator in (">", ">|", "&>") and redirect.target:
            return absolute(command, redirect.target.value)
    return ""


def runners_of(download: Download) -> list[Command]:
    """The commands of the stage that run what is downloaded, as a script or as a program."""
    command = download.command
    if command is not None and download.target == "":
        return [reader for reader in readers_of(command) if reader.name in _READERS] or _enclosing(command)
    return runs_of_files(download.step.stage).get(download.target or "", [])


def readers_of(command: Command) -> list[Command]:
    """The commands of the same pipeline that come after a command, in order."""
    found: list[Command] = []
    commands = command.step.commands
    start = _position(command) + 1
    last = command
    for later in islice(commands, start, start + _NEARBY):
        if later.context != command.context or later.syntax is last.syntax:
            continue
        if later.syntax.before not in ("|", "|&"):
            break
        found.append(later)
        last = later
    return found


def _enclosing(command: Command) -> list[Command]:
    """What takes the output for a script: `sh -c "$(curl ...)"`, `bash <(curl ...)`, `eval "$(curl ...)"`."""
    if "substitution" not in command.context:
        return []
    position = _position(command)
    around = command.step.commands[max(0, position - _NEARBY) : position]
    return [
        outer
        for outer in around
        if outer.name in _READERS and outer.span.start < command.span.start and command.span.end <= outer.span.end
    ]


def _position(command: Command) -> int:
    return _positions(command.step).get(id(command), 0)


@lru_cache(maxsize=2)
def _positions(step: Step) -> dict[int, int]:
    return {id(command): index for index, command in enumerate(step.commands)}


@lru_cache(maxsize=1)
def runs_of_files(stage: Stage) -> dict[str, list[Command]]:
    """The commands of a stage that run a file, by its path: `sh install.sh`, `./install.sh`, `python get-pip.py`."""
    found: dict[str, list[Command]] = {}
    for step in stage.steps:
        for command in step.commands:
            path = _run_path(command)
            if path:
                found.setdefault(path, []).append(command)
    return found


def _run_path(command: Command) -> str | None:
    if command.name in _INTERPRETERS or command.name in ("source", "."):
        operand = next((value for value in command.values if not value.startswith("-")), "")
        return absolute(command, operand) if operand and not command.has_flag("-c", "-m") else None
    return absolute(command, command.path) if "/" in command.path else None


def is_verified(step: Step) -> bool:
    """Whether a step, or a later RUN of its stage, checks a checksum or a signature."""
    return _last_verification(step.stage) >= step.index


@lru_cache(maxsize=1)
def _last_verification(stage: Stage) -> int:
    return max((step.index for step in stage.steps if step.keyword == "RUN" and verifies(step)), default=-1)


def verifies(step: Step) -> bool:
    """Whether a RUN checks a checksum or a signature of something.

    A list of checksums that an archive brings itself says nothing about the archive.
    """
    is_unpacked = False
    for command in step.commands:
        if _CHECKSUMS.fullmatch(command.name) and "find" not in command.wrappers:
            if not (is_unpacked and command.has_flag("-c", "--check")) or _says_checksum(step):
                return True
        elif _verifies(command):
            return True
        is_unpacked |= command.name in ("unzip", "tar")
    return False


def _verifies(command: Command) -> bool:
    return (
        bool(_VERIFIERS.fullmatch(command.name))
        or command.has_flag("--checksum", "--checksig", "--verify", "--checkfile")
        or (command.name == "openssl" and "dgst" in command.values[:1])
        or ("hashlib" in " ".join(command.values) if command.name == "python" else False)
    )


def _says_checksum(step: Step) -> bool:
    """Whether a RUN names a checksum, or fetches one that is published apart."""
    if any(command.name in ("echo", "printf") for command in step.commands) or "<<" in step.instruction.script:
        return True
    urls = [download.url for download in downloads_of(step)]
    return len(urls) > 1 and any(map(_SUM_FILE.search, urls))
