"""Leave no conda packages in the layer.

conda, mamba and micromamba keep each package archive that they download, and what they unpacked of it. In a layer
that often doubles the environment. Clean in the same RUN, or keep the package directory in a cache mount.

```dockerfile bad
FROM condaforge/miniforge3:24.9.2-0
RUN «conda install» -y numpy=2.1.3
```

```dockerfile fixed
FROM condaforge/miniforge3:24.9.2-0
RUN conda install -y numpy=2.1.3 && conda clean -afy
```

```dockerfile bad
FROM mambaorg/micromamba:2.0.4
COPY environment.yml /tmp/environment.yml
RUN «micromamba install» -y -n base -f /tmp/environment.yml
```

```dockerfile fixed
FROM mambaorg/micromamba:2.0.4
COPY environment.yml /tmp/environment.yml
RUN micromamba install -y -n base -f /tmp/environment.yml && micromamba clean -afy
```

```dockerfile bad
FROM condaforge/miniforge3:24.9.2-0
RUN «conda update» -y --all
RUN conda create -y --name tools
```

```dockerfile good
FROM condaforge/miniforge3:24.9.2-0
RUN --mount=type=cache,target=/opt/conda/pkgs conda install -y numpy=2.1.3
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.left_behind import left_behind
from devcontain.lint.rule import WARNING, Problem, rule, run
from devcontain.semantics.caches import removals_after, variable
from devcontain.semantics.mounts import is_mounted, mounts_of

if TYPE_CHECKING:
    from devcontain.semantics.build import Step
    from devcontain.semantics.installs import Install

_MANAGERS = frozenset(["conda", "mamba", "micromamba"])


@rule("CAC003", on=run("conda", "mamba", "micromamba"), severity=WARNING)
def check(step: Step) -> list[Problem]:
    """The last conda installation of a RUN that nothing cleans up after."""
    installs = [install for install in step.installs if install.manager == "conda" and _downloads(install)]
    if not installs or _is_mounted(step, installs[-1]) or _is_cleaned(installs[-1]):
        return []
    return [left_behind(installs[-1], "clean -afy", "packages")]


def _downloads(install: Install) -> bool:
    """An environment that is created without packages, and without an environment file, downloads nothing."""
    if install.command.has_flag("--dry-run", "-d", "--help"):
        return False
    updates = install.verb.value in ("update", "upgrade")
    return updates or bool(install.packages or install.manifests) or "env" in install.command.values[:1]


def _is_mounted(step: Step, install: Install) -> bool:
    chosen = variable(install.command, "CONDA_PKGS_DIRS")
    if chosen and is_mounted(step, chosen):
        return True
    mounts = (mount for mount in mounts_of(step) if mount.type in ("cache", "tmpfs"))
    return any(mount.target is None or mount.target.rstrip("/").endswith(("/pkgs", "/conda")) for mount in mounts)


def _is_cleaned(install: Install) -> bool:
    command = install.command
    for later in command.step.commands:
        if later.span.start > command.span.start and later.name in _MANAGERS and "clean" in later.values[:2]:
            return True
    return any(_is_packages(path) for path in removals_after(command))


def _is_packages(path: str) -> bool:
    return path.rstrip("/*").endswith("/pkgs") or "/pkgs/" in path
