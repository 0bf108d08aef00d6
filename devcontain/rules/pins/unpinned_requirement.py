"""Pin what a dependency file brings into the image.

A Dockerfile that installs `-r requirements.txt` is as exact as that file: what it names without an exact version is
another version in the next build. Pin it (`flask==3.0.3`), have a tool write the whole closure (`pip-compile`, `uv pip
compile`, `pip freeze`), or limit it by a constraints file (`-c constraints.txt`), which leaves the ranges of a library
as they are. So it is with an environment.yml, where `numpy=2.1` is exact enough, and its `pip:` section. A Pipfile or a
pyproject.toml needs no pins but a lock file beside it (or above it, in a workspace); what is looked at are the main
dependencies. A project with a `[build-system]` of its own may be a library, whose ranges are right for its users: of
one that `pip install .` or `uv sync` brings into the image this is information, and none where the Dockerfile installs
from another dependency file as well.

Looked at are the files that a Dockerfile copies from its context and installs, those that they include, and those given
on the command line; not those of a dev container, which takes what its project wants today. Repositories, URLs and
local paths are left alone; a bootstrap of pip, setuptools and wheel alone is reported as information.

```text bad requirements.txt
flask==3.0.3
«gunicorn»
SQLAlchemy[asyncio] >= 2 ; python_version > "3.8"  # a range
numpy==2.*
```

```text bad requirements.txt
--extra-index-url https://download.pytorch.org/whl/cu124
«torch~=2.5» --no-binary :all:
```

```text bad environment.yml
channels: [conda-forge]
dependencies:
  - python=3.12
  - pip
  - «conda-forge::numpy>=2»
  - pip:
      - torch
      - flask==3.0.3
```

```text bad environment.yml
dependencies:
  - python=3.12
  - pip:
      - --extra-index-url https://download.pytorch.org/whl/cu124
      - «torch~=2.5»
```

```text bad Pipfile
[packages]
flask = "==3.0.3"
«gunicorn» = "*"
tool = {git = "https://github.com/example/tool.git"}

[dev-packages]
pytest = "*"
```

```text bad pyproject.toml
[tool.poetry]
package-mode = false

[tool.poetry.dependencies]
python = "^3.12"
«fastapi» = "^0.115"
uvicorn = {version = "0.34.0", extras = ["standard"]}
```

```text bad pyproject.toml
[project]
name = "service"
version = "1"
dependencies = [
    # "fastapi",
    "httpx==0.28.1",
    "«fastapi>=0.115»",
]
```

```text good requirements.txt
# written by pip-compile
flask[async]==3.0.3 \\
    --hash=sha256:34e815dfaa43340d1d15a5c3a02b8476004037eb4840b34910c6e21679d288f3
-r base.txt
-e .
./libraries/local
tool @ git+https://github.com/example/tool@v1.2
wheel @ https://example.org/wheel-1.0-py3-none-any.whl
pywin32; sys_platform == "win32"
```

```text good requirements.txt
-c constraints.txt
flask>=3
```

```text good environment.yml
dependencies:
  - python=3.12
  - numpy=2.1.*
  - pip:
      - -c constraints.txt
      - torch>=2
```

```text good Pipfile
[packages]
gunicorn = "*"
```

```json beside Pipfile.lock
{}
```

```text good pyproject.toml
[tool.poetry.dependencies]
python = "^3.12"
fastapi = "0.115.6"
plots = {version = "*", optional = true}
```

```text good requirements.txt
gunicorn  # devcontain: ignore=PIN005 the base image pins it
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, REQUIREMENTS, WARNING, Problem, rule
from devcontain.lint.unpinned import unpinned
from devcontain.semantics.installs.conda import read_spec
from devcontain.semantics.installs.loose import BOOTSTRAP, is_loose
from devcontain.semantics.installs.pip import read_requirement
from devcontain.semantics.options import Operand
from devcontain.syntax.shell_words import Word
from devcontain.workspace import is_locked

if TYPE_CHECKING:
    from devcontain.manifests.stated import DependencyFile, Stated
    from devcontain.semantics.installs import Package


@rule("PIN005", on=REQUIREMENTS, severity=WARNING)
def check(file: DependencyFile) -> list[Problem]:
    """The first requirement of a file that has no exact version, with the others beside it."""
    if is_locked(file):
        return []
    loose = {stated: package for stated in file.stated if is_loose(package := _read(stated))}
    others = {stated: package for stated, package in loose.items() if package.name.lower() not in BOOTSTRAP}
    first = next(iter(others or loose), None)
    form = "{}=X.Y" if first is not None and first.is_conda else "{}==X.Y.Z"
    severity = None if others and not file.is_library else INFO
    return unpinned(list((others or loose).values()), form, severity, file.advice)


def _read(stated: Stated) -> Package:
    operand = Operand(Word(stated.span, stated.text), stated.text)
    return read_spec(operand) if stated.is_conda else read_requirement(operand)
