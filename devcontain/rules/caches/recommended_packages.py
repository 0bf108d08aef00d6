"""Install what you ask for, not what is recommended with it.

apt installs the packages that a package recommends, which can be many times its size: documentation, editors, mail
servers. Say `--no-install-recommends`, and name what you do need of it. A configuration (`APT::Install-Recommends`)
written earlier, or given with `-o`, counts. The fix needs a look, as something may have relied on a recommended
package.

```dockerfile bad
FROM python:3.12-slim
RUN apt-get update && «apt-get install» -y ffmpeg && rm -rf /var/lib/apt/lists/*
```

```dockerfile unsafe
FROM python:3.12-slim
RUN apt-get update && apt-get install --no-install-recommends -y ffmpeg && rm -rf /var/lib/apt/lists/*
```

```dockerfile bad
FROM python:3.12-slim
COPY driver.deb /tmp/
RUN apt-get update && «apt-get install» -y /tmp/driver.deb && rm -rf /var/lib/apt/lists/*
```

```dockerfile good
FROM python:3.12-slim
RUN apt-get update && apt-get install -y ffmpeg --no-install-recommends && rm -rf /var/lib/apt/lists/*
RUN apt-get update && apt-get install -y -o APT::Install-Recommends=false git && rm -rf /var/lib/apt/lists/*
```

```dockerfile good
FROM python:3.12-slim
RUN echo 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/99-lean
RUN apt-get update && apt-get install -y ffmpeg && rm -rf /var/lib/apt/lists/*
```
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, Edit, Fix, Problem, install, rule
from devcontain.pattern import pattern
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build, Step
    from devcontain.semantics.installs import Install

_OFF = pattern(r"Install-Recommends\W{1,6}(?:false|no|off|0)\b", re.IGNORECASE)
_CONFIGURATION = pattern(r"apt\.conf")


@rule("CAC012", on=install("apt"), aliases=("DL3015",), severity=INFO)
def check(install: Install) -> Iterator[Problem]:
    """Yield an installation by apt that takes recommended packages too."""
    command = install.command
    if install.verb.value != "install" or not install.packages:
        return
    if command.has_flag("--no-install-recommends") or any(map(_OFF.search, command.values)):
        return
    if command.name != "aptitude" and not _is_configured_off(install.step):
        yield Problem(
            install.span,
            "apt also installs what these packages recommend",
            help="add `--no-install-recommends`",
            fix=_fix(install),
        )


def _is_configured_off(step: Step) -> bool:
    return any(
        other.stage in step.stage.line and (other.stage is not step.stage or other.index <= step.index)
        for other in _configuring_steps(step.stage.build)
    )


@lru_cache(maxsize=1)
def _configuring_steps(build: Build) -> list[Step]:
    """The steps that turn recommended packages off, or copy a configuration of apt that may."""
    if not _CONFIGURATION.search(build.dockerfile.source.text):
        return []
    return [step for step in build.steps if _configures(step)]


def _configures(step: Step) -> bool:
    if step.keyword in ("COPY", "ADD"):
        return bool(_CONFIGURATION.search(step.instruction.body))
    return step.keyword == "RUN" and bool(_OFF.search(step.instruction.script))


def _fix(install: Install) -> Fix | None:
    if install.step.instruction.exec_form is not None and install.command.outer is None:
        return None
    end = install.verb.span.end
    return Fix("Add `--no-install-recommends`", (Edit(Span(end, end), " --no-install-recommends"),), safe=False)
