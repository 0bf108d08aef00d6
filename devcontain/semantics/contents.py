"""What instructions put into their layers, as far as they say it: files copied, downloaded, cloned, and caches."""

from __future__ import annotations

import posixpath
import re
from fnmatch import fnmatchcase
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Literal, NamedTuple

from devcontain.caching import cached_property
from devcontain.pattern import pattern
from devcontain.semantics import known_caches
from devcontain.semantics.directories import absolute, directory_of, join
from devcontain.semantics.downloads import downloads_of
from devcontain.semantics.git import cloned
from devcontain.semantics.installs.apt import verb_of
from devcontain.semantics.mounts import is_mounted
from devcontain.semantics.options import read_options
from devcontain.semantics.package_caches import cache_left
from devcontain.semantics.removals import Removed, is_pattern
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build, Step
    from devcontain.semantics.commands import Command

Kind = Literal["copy", "download", "clone", "unpacked", "moved", "environment", "cache", "directory"]

_SMALL = pattern(
    r".*\.(?:txt|sh|bash|py|ya?ml|json|toml|cfg|cnf|ini|conf|config|properties|lock|md|rst|in|env|list|repo|key|gpg|asc"
    r"|pem|crt|xml|sql|css|html|service|patch|diff|lua|vcl|tpl|j2|tmpl|sample|dist|example|rc|php|pl|rb|gradle|csproj|r|rmd)"
    r"|(?:.*[-_.])?(?:entrypoint|license|readme|makefile|dockerfile|pipfile|gemfile|procfile|version|requirements?)\*?"
    r"|\..*rc|\.env.*|\.profile|crontab|run|start|noop.*|(?!src)\w+rc(?:\..*)?|checksums?"
    r"|(?:.*\.)?config\.\w+|confs?|configs?|etc|certs?|scripts?|package\*?.*|requirements.*|environment.*",
    re.IGNORECASE,
)
_LARGE_SCRIPT = pattern(r"conda|forge|cuda|installer|linux|x86|driver", re.IGNORECASE)
_INSTALLER = pattern(r"(?:ana|mini)conda\d|(?:mini|mamba)forge|linux-(?:64|x86)|installer", re.IGNORECASE)
_FILE = pattern(r".+\.\w{1,8}$|.*\*.*")
_ARCHIVE = pattern(r"\.(?:tar(?:\.\w+)?|t[gbx]z2?)$")
_SHARED = frozenset("/ /bin /boot /dev /etc /home /lib /lib64 /media /mnt /opt /root /run /sbin /srv /sys /tmp /usr"
                    " /usr/bin /usr/lib /usr/local /usr/local/bin /usr/local/lib /usr/share /usr/src /var /var/lib"
                    " /var/log /var/tmp".split())  # fmt: skip
_MAKERS = frozenset("git mkdir tar unzip virtualenv python bash sh mv".split())
_MAXIMUM_CHILDREN = 200
_MAXIMUM_DEPTH = 30


class Content(NamedTuple):
    """Something at an absolute path, and the place in the file that brings it; small is a file of a few kilobytes."""

    path: str
    kind: Kind
    step: Step
    span: Span
    is_small: bool = False


class Contents:
    """What earlier steps brought, by path."""

    def __init__(self) -> None:
        self.exact: dict[str, Content] = {}
        self.below: dict[str, Content] = {}
        self.children: dict[str, list[Content]] = {}

    def add(self, content: Content) -> None:
        """Record something; of two in one directory the larger one stands for it."""
        self.exact[content.path] = content
        path = content.path
        self.children.setdefault(posixpath.dirname(path), []).append(content)
        for _ in range(_MAXIMUM_DEPTH):
            known = self.below.get(path)
            if known is None or (known.is_small and not content.is_small) or known.kind == "directory":
                self.below[path] = content
            if path == "/":
                break
            path = posixpath.dirname(path)

    def within(self, pattern: str) -> Content | None:
        """Something at a path or below it, preferably large; the path may end in a pattern."""
        directory, name = posixpath.split(pattern)
        if not is_pattern(pattern):
            return self.below.get(pattern)
        if is_pattern(directory):
            return None
        if name in ("*", ".*", ".??*"):
            found = self.below.get(directory)
            return None if found is None or (found.kind == "directory" and found.path == directory) else found
        named = islice(self.children.get(directory, ()), _MAXIMUM_CHILDREN)
        return next((one for one in named if fnmatchcase(posixpath.basename(one.path), name)), None)

    def around(self, path: str) -> Content | None:
        """The directory that was brought and in which a path lies."""
        for _ in range(_MAXIMUM_DEPTH):
            path = posixpath.dirname(path)
            if path in self.exact:
                return self.exact[path]
            if path in ("/", ""):
                break
        return None


class Brought:
    """A step, what it brings, and what of that stays in its layer: read when it is asked for."""

    def __init__(self, step: Step) -> None:
        self.step = step

    @cached_property
    def contents(self) -> list[Content]:
        """What it brings, whether or not it removes it again."""
        return brought_by(self.step)

    @cached_property
    def left(self) -> list[Content]:
        """What of that stays."""
        return left_by(self.step, self.contents)


@lru_cache(maxsize=1)
def history(build: Build) -> list[Brought]:
    """What the steps bring whose layers are in the image, in order."""
    stages = sorted(build.final_stages, key=lambda stage: stage.index)
    return [Brought(step) for stage in stages for step in stage.steps]


def brought_by(step: Step) -> list[Content]:
    """What a step brings, whether or not it removes it again."""
    if step.keyword in ("COPY", "ADD"):
        return list(_copied(step))
    return [*_downloaded(step), *_made(step), *_cached(step)] if step.keyword == "RUN" else []


def left_by(step: Step, brought: list[Content]) -> list[Content]:
    """What of that stays in the layer."""
    if step.keyword != "RUN":
        return brought
    removed = Removed(step) if brought else None
    return [one for one in brought if removed and not is_mounted(step, one.path) and not removed.has(one.path)]


def fills_directory(content: Content) -> bool:
    """Whether it is a directory of its own with all that is in it: a tree that is copied or cloned, an archive."""
    if content.path in _SHARED or content.kind not in ("copy", "clone", "environment", "moved"):
        return False
    step = content.step
    if content.kind != "copy":
        return True
    names = [posixpath.basename(word.value.rstrip("/")) for word in step.instruction.words[:-1]]
    return any(not is_file(name) or (step.keyword == "ADD" and bool(_ARCHIVE.search(name))) for name in names)


def is_file(path: str) -> bool:
    """Whether a path looks like that of a single file."""
    return bool(_FILE.fullmatch(posixpath.basename(path)))


def _copied(step: Step) -> Iterator[Content]:
    words = step.instruction.words
    if len(words) < 2 or step.instruction.heredocs:
        return
    values = [step.scope.resolve(word.value) for word in words[:-1]]
    span = Span(step.written.start, step.instruction.offset + len(step.instruction.body))
    destination = step.scope.resolve(words[-1].value) or words[-1].value
    target = join(step, step.scope.workdir, destination)
    if target is None:
        return
    is_directory = destination.endswith(("/", ".")) or len(values) > 1
    for source in values:
        if source is None:
            continue
        name = posixpath.basename(source.rstrip("/").partition("?")[0])
        single = bool(_FILE.fullmatch(name) or _SMALL.fullmatch(name)) and not source.endswith("/")
        path = posixpath.join(target, name) if is_directory and single and name != "*" else target
        small = single and bool(_SMALL.fullmatch(name)) and not (_ARCHIVE.search(name) or _INSTALLER.search(name))
        yield Content(path, "copy", step, span, small)


def _downloaded(step: Step) -> Iterator[Content]:
    for download in downloads_of(step):
        if download.target and download.command is not None:
            name = posixpath.basename(download.target)
            small = bool(_SMALL.fullmatch(name)) and not _LARGE_SCRIPT.search(name + download.url)
            yield Content(download.target, "download", step, download.command.span, small)


def _made(step: Step) -> Iterator[Content]:
    if step.vocabulary.isdisjoint(_MAKERS):
        return
    for command in step.commands:
        clone = cloned(command)
        if clone is not None and clone.directory:
            yield Content(clone.directory, "clone", step, command.span)
        for kind, path in _directories(command) if command.name in _MAKERS else ():
            target = absolute(command, path)
            if target and target not in _SHARED:
                yield Content(target, kind, step, command.span)


def _directories(command: Command) -> Iterator[tuple[Kind, str]]:
    """The directories that a command makes, and whether it fills them."""
    values = command.values
    if command.name == "mkdir":
        yield from (("directory", value) for value in values if not value.startswith(("-", "0")))
    elif command.name == "tar":
        for operand in read_options(command, ("-C", "--directory", "-f", "--file")).values("-C", "--directory"):
            yield "unpacked", operand.value
    elif command.name == "unzip":
        yield from (("unpacked", operand.value) for operand in read_options(command, ("-d",)).values("-d"))
    elif command.name == "virtualenv" or (command.name == "python" and values[:2] == ["-m", "venv"]):
        yield from (("environment", value) for value in values[-1:])
    elif command.name == "mv":
        operands = [value for value in values if not value.startswith("-")]
        if len(operands) == 2 and not _SMALL.fullmatch(posixpath.basename(operands[0])):
            yield "moved", operands[1]
    elif command.name in ("bash", "sh") and "-b" in values and "-p" in values[:-1]:
        yield "environment", values[values.index("-p") + 1]


def _cached(step: Step) -> Iterator[Content]:
    for command in step.commands:
        if command.name in ("apt-get", "apt", "aptitude") and verb_of(command) == "update":
            yield Content("/var/lib/apt/lists", "cache", step, command.span)
    for install in step.installs:
        cache = known_caches.of(install)
        left = cache_left(install.command, cache) if cache else None
        if left:
            place = join(step, directory_of(install.command), left)
            if place:
                yield Content(place, "cache", step, install.span)
