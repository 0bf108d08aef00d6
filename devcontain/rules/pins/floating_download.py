"""Download a version, not whatever is there today.

A URL with `latest` or a branch in it, or an install script that says no version, gives another file tomorrow: a build
that worked stops working, and the image does not tell which version it has. Name a version in the URL, or give the
script the version that you want. Where the file is checked against a checksum in the same RUN, a change at least
stops the build, and nothing is reported; a list of checksums that came out of the file itself is none. Keys and lists
of package sources are left alone.

```dockerfile bad
FROM ubuntu:24.04
RUN curl -fsSLO «https://repo.anaconda.com/miniconda/Miniconda3-latest-Linux-x86_64.sh» \\
 && bash Miniconda3-latest-Linux-x86_64.sh -b -p /opt/conda
```

```dockerfile bad
FROM python:3.12-slim
RUN curl -sSL «https://install.python-poetry.org» | python3 -
```

```dockerfile bad
FROM python:3.12-slim
ADD «https://raw.githubusercontent.com/example/tool/main/setup.cfg» /opt/
ADD «https://astral.sh/uv/install.sh» /install.sh
RUN sh /install.sh && bash -c "$(wget -qO- «https://example.org/install.sh»)"
```

```dockerfile bad
FROM debian:12
RUN wget -q «https://example.org/latest/tool.zip» && unzip tool.zip \\
 && find tool/ -type f -exec md5sum {} + | sort | md5sum -c tool.md5
```

```dockerfile bad
FROM debian:12
RUN curl -fsSL «https://example.org/tool-linux-amd64.tar.gz» | tar -xz -C /usr/local/bin
RUN curl -fsSL -o /usr/bin/mpm «https://example.org/mpm/glnxa64/mpm»
RUN curl -fsSL https://example.org/data.tar.gz | tar -xz -C /data
```

```dockerfile bad
FROM debian:12
RUN if [ "$(uname -m)" = x86_64 ]; then \\
      URL="https://repo.anaconda.com/miniconda/Miniconda3-latest-Linux-x86_64.sh"; \\
    else \\
      URL="https://repo.anaconda.com/miniconda/Miniconda3-latest-Linux-aarch64.sh"; \\
    fi && wget -q «$URL» -O miniconda.sh && bash miniconda.sh -b && rm miniconda.sh
```

```dockerfile bad
FROM python:3.12-slim
ENV PYTHON_VERSION=3.12.8
RUN curl -sSL «https://install.python-poetry.org» | POETRY_HOME=/opt/poetry python -
```

```dockerfile good
FROM python:3.12-slim
ARG TOOL_VERSION
RUN curl -sSL https://install.python-poetry.org | POETRY_VERSION=1.8.4 python3 - \\
 && curl -LsSf https://astral.sh/uv/0.5.1/install.sh | sh \\
 && curl --proto '=https' -sSf https://sh.rustup.rs | sh -s -- -y --default-toolchain 1.82.0 \\
 && curl -fLo /usr/bin/tool https://example.org/releases/${TOOL_VERSION}/tool
```

```dockerfile good
FROM debian:12
RUN curl -fsSL https://example.org/latest/tool -o /usr/bin/tool \\
 && echo "0c7a...  /usr/bin/tool" | sha256sum -c -
RUN wget -q https://example.org/latest/tool.tgz https://example.org/latest/tool.tgz.sha256 && tar xf tool.tgz \\
 && sha256sum -c tool.tgz.sha256
ADD --checksum=sha256:5f9b6e0d1b3c8f6b0c0c5d2c6f5e2b3a7d1c9e8f4a5b6c7d8e9f0a1b2c3d4e5f https://example.org/latest/x /
RUN curl -fsSL https://example.org/repository.gpg -o /usr/share/keyrings/x.gpg
```
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Problem, instruction, rule, run
from devcontain.pattern import pattern
from devcontain.semantics.downloads import DOWNLOADERS, Download, downloads_of, readers_of, runners_of, verifies
from devcontain.semantics.floating import Reason, is_software, why_floating

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command

_MESSAGES: dict[Reason, str] = {
    "moving": "this URL names no version but whatever is newest, so the next build may get another file",
    "branch": "this URL names a branch, so the next build gets whatever was pushed last",
    "unversioned": "nothing here says a version, so the next build may get another one",
}
_HELP: dict[Reason, str] = {
    "moving": "name the version in the URL, or check the file against a checksum",
    "branch": "name a tag or a commit in the URL",
    "unversioned": "name the version in the URL or, for a script, tell it which version to install",
}
_VERSION = pattern(r".*==.+|(?:.*[=@])?v?\d+\.\d.*|v\d+|\d{4}-.*|nightly-\d.*|[^$]*\$[\w{].*")
_KINDS = ("VERSION", "TAG", "RELEASE", "REVISION", "COMMIT")
_VERSION_NAME = pattern(rf"(?:\w+_)?(?:{'|'.join(_KINDS)})")
_WORDS = pattern(r"[A-Z0-9]{2,}")
_MAXIMUM_WORDS = 20
_GENERAL = frozenset(["PYTHON"])
"""Words of a URL that say nothing of what it brings: install.python-poetry.org is no Python."""
_PROGRAMS = pattern(r"/(?:.*/)?s?bin/[^/]+")
_OTHERS = pattern(r"https?://api\.github\.com/.*|.*\.git(?:[#?].*)?")
"""Questions to an API, which often serve to invalidate the cache, and repositories, which PIN014 is about."""


@rule("PIN015", on=[run(*DOWNLOADERS), instruction("ADD")], severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield each download whose URL may give another file tomorrow."""
    downloads = downloads_of(step)
    if not downloads or step.instruction.flag("checksum") or (step.keyword == "RUN" and verifies(step)):
        return
    for download in downloads:
        if step.keyword == "ADD" and _OTHERS.fullmatch(download.url):
            continue
        reason = why_floating(download.url)
        runners = runners_of(download)
        if reason is None or any(map(_is_told, runners)):
            continue
        if reason != "unversioned" or (_is_program(download, runners) and not _has_variable(download)):
            yield Problem(download.span, _MESSAGES[reason], help=_HELP[reason])


def _is_program(download: Download, runners: list[Command]) -> bool:
    """Whether a file is run, or is software; data that says no version is left alone."""
    if runners or (download.target and _PROGRAMS.fullmatch(download.target)):
        return True
    if download.target == "" and (download.command is None or not _is_unpacked(download.command)):
        return False
    return is_software(download.url)


def _is_unpacked(command: Command) -> bool:
    """Whether a command's output is unpacked rather than read by a program."""
    return any(reader.name in ("tar", "bsdtar", "unzip", "cpio") for reader in readers_of(command))


def _is_told(runner: Command) -> bool:
    """Whether a script is told which version to install: by an argument, or by a variable beside it."""
    return any(map(_VERSION.fullmatch, runner.values)) or any(map(_VERSION_NAME.fullmatch, runner.environment))


def _has_variable(download: Download) -> bool:
    """Whether a variable in force is about what the URL names: POETRY_VERSION for install.python-poetry.org."""
    variables = download.step.scope.variables
    words = islice(_WORDS.findall(download.url.upper()), _MAXIMUM_WORDS)
    names = [f"{word}_{kind}" for word in words if word not in _GENERAL for kind in _KINDS]
    return any(variables.get(name, "") != "" for name in names)
