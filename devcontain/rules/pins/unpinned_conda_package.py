"""Pin the conda packages that a command line names.

Without a version, the next build installs another one, and the solver may change everything around it. Name the
version (`numpy=2.1.3`), or install from an environment file or lock. A range is not a pin. `pip` beside a pinned Python
is only information, and so is conda that updates itself.

```dockerfile bad
FROM condaforge/miniforge3:24.9.2-0
RUN conda install -y «numpy» scipy=1.14.1 && conda clean -afy
```

```dockerfile bad
FROM mambaorg/micromamba:2.0.4
RUN micromamba create -y -n app -c conda-forge python=3.12 «'pytorch>=2.4'» && micromamba clean -afy
```

```dockerfile bad
FROM condaforge/miniforge3:24.9.2-0
RUN conda update -n base -c defaults «conda»
RUN conda update -y -n app «nbconvert» && conda clean -afy
```

```dockerfile good
FROM condaforge/miniforge3:24.9.2-0
COPY environment.yml .
RUN conda env create -f environment.yml && conda install -y conda-forge::numpy=2.1 && conda clean -afy
RUN conda update -y --all && conda clean -afy
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, WARNING, Problem, install, rule
from devcontain.lint.unpinned import unpinned
from devcontain.semantics.installs.loose import BOOTSTRAP, loose_packages

if TYPE_CHECKING:
    from devcontain.semantics.installs import Install


_BOOTSTRAP = BOOTSTRAP | {"conda"}


@rule("PIN006", on=install("conda"), severity=WARNING)
def check(install: Install) -> list[Problem]:
    """The first package of an installation that has no version, with the others beside it."""
    loose = loose_packages(install)
    is_bootstrap = all(package.name.lower() in _BOOTSTRAP for package in loose)
    return unpinned(loose, "{}=X.Y", INFO if is_bootstrap else None)
