"""Remove an archive once it is unpacked.

The archive and what came out of it both stay in the layer. Remove it in the same RUN, pipe the download into `tar`
and never write it, or keep it in a cache mount. What ADD downloads stays in any case: download it in a RUN. Stages that
do not reach the image are left alone; about an archive that a later RUN removes, removed-in-later-layer has a word.

```dockerfile bad
FROM ubuntu:24.04
RUN «curl -fsSLO https://example.org/tool-1.2.tar.gz» && tar -xzf tool-1.2.tar.gz -C /opt
```

```dockerfile bad
FROM ubuntu:24.04
RUN «wget -q https://example.org/Miniforge3-24.9.2-0-Linux-x86_64.sh -O /tmp/conda.sh» \\
 && bash /tmp/conda.sh -b -p /opt/conda
```

```dockerfile bad
FROM ubuntu:24.04
«ADD https://example.org/model-1.tar.gz /tmp/model.tar.gz»
RUN tar -xzf /tmp/model.tar.gz -C /models
```

```dockerfile good
FROM ubuntu:24.04
RUN curl -fsSLO https://example.org/tool-1.2.tar.gz && tar -xzf tool-1.2.tar.gz -C /opt && rm tool-1.2.tar.gz
RUN curl -fsSL https://example.org/tool-1.2.tar.gz | tar -xz -C /opt
RUN --mount=type=cache,target=/cache curl -fsSLo /cache/x.zip https://example.org/x-1.zip && unzip /cache/x.zip -d /opt
RUN cd /tmp && wget -q https://example.org/y-1.zip && unzip y-1.zip -d /opt && rm -rf /tmp/*
ADD model.tar.gz /models/
```
"""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Note, Problem, dockerfile, rule
from devcontain.pattern import pattern
from devcontain.semantics.contents import Content, history
from devcontain.semantics.directories import absolute
from devcontain.semantics.downloads import DOWNLOADERS
from devcontain.semantics.removals import Removed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build, Step
    from devcontain.semantics.commands import Command
    from devcontain.syntax.source import Span

_ARCHIVE = pattern(
    r".*\.(?:tar|tgz|tbz2?|txz|tzst|zip|7z|deb|rpm|run|whl)|.*\.(?:tar\.)?(?:gz|bz2|xz|zst)", re.IGNORECASE
)
_UNPACKERS = frozenset("tar bsdtar unzip 7z 7za 7zr unar dpkg rpm".split())
_RUNNERS = frozenset("sh bash".split())
_MAXIMUM_KEPT = 100
_SMALL_ARCHIVE = pattern(
    r".*(?:release|repo|amdgpu-install|keyring|packages-microsoft|erlang-solutions).*\.(?:deb|rpm)"
)


@rule("CAC014", on=dockerfile("ADD", *DOWNLOADERS), severity=WARNING)
def check(build: Build) -> Iterator[Problem]:
    """Yield each archive that is unpacked and stays."""
    kept: dict[str, Content] = {}
    unpacked: dict[str, Span] = {}
    for brought in history(build):
        step = brought.step
        for content in brought.left if _downloads(step) else ():
            if _is_archive(content, step) and len(kept) < _MAXIMUM_KEPT:
                kept.setdefault(content.path, content)
        if step.keyword == "RUN" and kept:
            _forget_removed(step, kept)
            for command in step.commands:
                unpacked.update((path, command.span) for path in _unpacked(command) if path in kept)
    for path, content in kept.items():
        if path in unpacked:
            done = _what_is_done(path)
            advice = f"download it in the RUN where it is {done}, and remove it there"
            yield Problem(
                content.span,
                f"`{posixpath.basename(path)}` is {done} and stays in the layer",
                help=f"{advice}, or pipe the download into `tar`" if done == "unpacked" else advice,
                also=(Note(unpacked[path], f"{done} here"),),
            )


def _what_is_done(path: str) -> str:
    if path.endswith((".sh", ".run")):
        return "run"
    return "installed" if path.endswith((".deb", ".rpm")) else "unpacked"


def _downloads(step: Step) -> bool:
    return step.keyword == "ADD" or (step.keyword == "RUN" and not step.vocabulary.isdisjoint(DOWNLOADERS))


def _is_archive(content: Content, step: Step) -> bool:
    """Whether a download is an archive or an installer; a package that only names a repository is small."""
    is_url = content.kind == "download" or (step.keyword == "ADD" and "://" in step.instruction.body)
    if not is_url or _SMALL_ARCHIVE.fullmatch(content.path):
        return False
    return bool(_ARCHIVE.fullmatch(content.path)) or (not content.is_small and content.path.endswith((".sh", ".bin")))


def _forget_removed(step: Step, kept: dict[str, Content]) -> None:
    removed = Removed(step)
    if not (removed.paths or removed.patterns or removed.is_unknown):
        return
    for path in [path for path in kept if removed.has(path)]:
        del kept[path]


def _unpacked(command: Command) -> Iterator[str]:
    """The archives that a command unpacks, or the installers that it runs."""
    if command.name in _UNPACKERS or command.name in _RUNNERS:
        words = [value.rpartition("=")[2] if value.startswith("--file=") else value for value in command.values]
        words = words if command.name in _UNPACKERS else [word for word in words if not word.startswith("-")][:1]
    elif command.name in ("apt-get", "apt", "yum", "dnf") and "install" in command.values:
        words = command.values
    else:
        words = [command.path] if "/" in command.path else []
    for word in words:
        path = absolute(command, word.removeprefix("-xzf")) if not word.startswith("--") else None
        if path is not None:
            yield path
