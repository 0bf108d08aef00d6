"""Check the health with a program that the image has.

The slim images of Python and Node.js, and those of Debian and Ubuntu, hold neither curl nor wget; Alpine's hold no
curl. A HEALTHCHECK that calls what is not there fails each time, and the container is never healthy. Reported is what
can be known: a stage in which something unknown runs, or packages are installed that may bring the program along, is
left alone.

```dockerfile bad
FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends libpq5 && rm -rf /var/lib/apt/lists/*
COPY --from=builder /opt/venv /opt/venv
HEALTHCHECK --interval=30s CMD «curl» -f http://localhost:8000/health || exit 1
```

```dockerfile bad
FROM node:24-alpine
HEALTHCHECK CMD ["«curl»", "--fail", "http://localhost:3000"]
```

```dockerfile bad
FROM ubuntu:24.04 AS base
RUN useradd --create-home app
FROM base
HEALTHCHECK CMD «/usr/bin/wget» -q --spider http://localhost:8000
```

```dockerfile good
FROM python:3.12-slim
RUN apt-get update && apt-get install -y --no-install-recommends curl && rm -rf /var/lib/apt/lists/*
HEALTHCHECK CMD curl -f http://localhost:8000/health || exit 1
```

```dockerfile good
FROM python:3.12-slim
RUN ./install.sh
HEALTHCHECK CMD curl -f http://localhost:8000/health
FROM node:24-alpine
HEALTHCHECK CMD wget -q --spider http://localhost:3000 || exit 1
FROM python:3.12
HEALTHCHECK CMD curl -f http://localhost:8000/health
FROM debian:12-slim
RUN apt-get update && apt-get install -y $PACKAGES
HEALTHCHECK CMD curl -f http://localhost:8000/health
FROM python:3.12-slim
HEALTHCHECK CMD curl -f http://localhost:8000 || python health.py
FROM python:3.12-slim
COPY --from=tools /usr/bin /usr/bin
HEALTHCHECK CMD curl -f http://localhost:8000 || exit 1
FROM python:3.12-slim
RUN apt-get update && apt-get install -y default-jre
HEALTHCHECK CMD curl -f http://localhost:8000 || exit 1
```
"""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Problem, rule, stage
from devcontain.pattern import pattern
from devcontain.semantics.ancestors import ancestors
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step
    from devcontain.syntax.image import ImageReference

_CALL = pattern(r"(?is)CMD\s+(?:\[\s*\")?((?:/[\w/]*/)?(curl|wget))(?=[\s\",]|$)")
_FALLBACK = pattern(r"\|\|(?!\s*(?:exit|false|kill)\b)")
_PLACES = frozenset(["/", "/usr", "/usr/bin", "/bin"])
_KNOWN = frozenset(
    "apt-get apt apk pip python uv poetry npm yarn pnpm node mkdir chown chmod chgrp useradd groupadd usermod adduser"
    " addgroup rm ln echo printf sed cp mv set cd touch find export test [ [[ true : cat ls id locale-gen ldconfig"
    " update-ca-certificates".split()
)
"""Programs that bring no other one, and package managers whose packages are looked at."""
_PACKAGE = pattern(
    r"lib(?!reoffice)[\w.+-]*|python3?[\w.-]*|fonts-[\w-]+|netcat[\w-]*|tesseract-ocr[\w-]*|[a-z0-9]+-dev"
    r"|gcc|g\+\+|make|cmake|ninja-build|build-essential|build-base|pkg-config|git|ca-certificates|tzdata|gettext|gnupg2?"
    r"|(?:postgresql|default-mysql|mariadb|openssh)-client|default-libmysqlclient-dev|ffmpeg|procps|vim|nano|less|tini"
    r"|gosu|su-exec|dumb-init|unzip|zip|bzip2|xz-utils|jq|rsync|poppler-utils|locales|iputils-ping|iproute2|sudo|bash"
    r"|sqlite3?|redis-tools|supervisor|nginx|cron"
)
"""Packages known to bring neither curl nor wget along."""


@rule("DKF050", on=stage("HEALTHCHECK"), severity=WARNING)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield the program of the last health check, if the image cannot have it."""
    step = next((step for step in reversed(stage.steps) if step.written.keyword == "HEALTHCHECK"), None)
    call = _CALL.match(step.instruction.body) if step else None
    if step is None or call is None or stage.image is None or _FALLBACK.search(step.instruction.body):
        return
    image, program = stage.image, call[2].lower()
    stages = (stage, *ancestors(stage))
    if _lacks(image, program) and not any(_may_bring(each, program) for part in stages for each in part.steps):
        start = step.instruction.offset
        yield Problem(
            Span(start + call.start(1), start + call.end(1)),
            f"`{image.name}{image.tag and ':'}{image.tag}` has no `{program}`, so the container is never healthy",
            help=f"install `{program}`{_instead(image)}",
        )


def _instead(image: ImageReference) -> str:
    """What else may ask."""
    if "alpine" in (image.name, *image.tag.split("-")):
        return ", or ask with BusyBox: `wget -q --spider`"
    script = "import urllib.request; urllib.request.urlopen('http://localhost:8000')"
    return f', or ask with Python: `python -c "{script}"`' if image.name == "python" else ""


def _lacks(image: ImageReference, program: str) -> bool:
    """Whether an official image holds no such program."""
    if image.name == "alpine" or (image.name in ("python", "node") and "alpine" in image.tag):
        return program == "curl"
    if image.name in ("python", "node"):
        return "slim" in image.tag.split("-")
    return image.name in ("debian", "ubuntu")


def _may_bring(step: Step, program: str) -> bool:
    """Whether a step may put the program into the image."""
    if step.keyword == "RUN":
        return program in step.instruction.script or not step.commands or not _is_plain(step)
    if step.keyword not in ("COPY", "ADD"):
        return False
    place = posixpath.normpath(step.scope.resolve(step.instruction.words[-1].value) or "/")
    return program in step.instruction.body or place in _PLACES


def _is_plain(step: Step) -> bool:
    """Whether a RUN only does, and only installs, what is known."""
    if not all(command.name in _KNOWN and "xargs" not in command.wrappers for command in step.commands):
        return False
    system = (install for install in step.installs if install.manager in ("apt", "apk"))
    return all(
        install.packages and all(_PACKAGE.fullmatch(package.name) for package in install.packages) for install in system
    )
