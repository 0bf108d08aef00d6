"""Pin the Python packages that a command line names.

Without an exact version, the next build installs another one, and what worked stops working. Name the version
(`flask==3.0.3`), or install from a lock or requirements file. A range (`>=3`, `~=3.0`, `==3.*`) is not a pin. What a
constraints file covers, local paths, and built distributions are fine; a bootstrap of pip, setuptools and wheel alone
is reported as information.

```dockerfile bad
FROM python:3.12-slim
RUN pip install --no-cache-dir «flask» gunicorn==23.0.0
```

```dockerfile bad
FROM python:3.12-slim
COPY requirements.txt .
RUN pip install --no-cache-dir -r requirements.txt «'uvicorn[standard]>=0.30'»
```

```dockerfile bad
FROM python:3.12-slim
RUN PIP_INSTALL="pip install --no-cache-dir" && $PIP_INSTALL «flask» gunicorn==23.0.0
```

```dockerfile good
FROM python:3.12-slim
COPY constraints.txt .
RUN pip install --no-cache-dir -c constraints.txt flask
```

```dockerfile good
FROM python:3.12-slim
ARG FLASK_VERSION
COPY . /src
RUN pip install --no-cache-dir flask==${FLASK_VERSION} '/src[server]'
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, WARNING, Problem, install, rule
from devcontain.lint.unpinned import unpinned
from devcontain.semantics.installs.loose import BOOTSTRAP, loose_packages

if TYPE_CHECKING:
    from devcontain.semantics.installs import Install


@rule("PIN004", on=install("pip", "uv", "pipx", "poetry", "pipenv", "pdm"), aliases=("DL3013",), severity=WARNING)
def check(install: Install) -> list[Problem]:
    """The first package of an installation that has no exact version, with the others beside it."""
    loose = loose_packages(install)
    return unpinned(loose, "{}==X.Y.Z", INFO if loose and _is_bootstrap(install) else None)


def _is_bootstrap(install: Install) -> bool:
    return not install.manifests and all(package.name.lower() in BOOTSTRAP for package in install.packages)
