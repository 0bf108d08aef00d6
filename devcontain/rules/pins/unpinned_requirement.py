"""Pin what a requirements file brings into the image.

A Dockerfile that installs `-r requirements.txt` is as exact as that file: what it names without an exact version is
another version in the next build. Pin it (`flask==3.0.3`), have a tool write the whole closure (`pip-compile`, `uv pip
compile`, `pip freeze`), or limit it by a constraints file (`-c constraints.txt`), which leaves the ranges of a library
as they are. Looked at are the files that a Dockerfile copies from its context and installs with pip or uv, those that
they include, and those given on the command line; not those of a dev container, which takes what its project wants
today. Repositories, URLs and local paths are left alone; a bootstrap of pip, setuptools and wheel alone is reported as
information.

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

```text good requirements.txt
gunicorn  # devcontain: ignore=PIN005 the base image pins it
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, REQUIREMENTS, WARNING, Problem, rule
from devcontain.lint.unpinned import unpinned
from devcontain.semantics.installs.loose import BOOTSTRAP, is_loose
from devcontain.semantics.installs.pip import read_requirement
from devcontain.semantics.options import Operand
from devcontain.syntax.shell_words import Word

if TYPE_CHECKING:
    from devcontain.workspace import Requirements


@rule("PIN005", on=REQUIREMENTS, severity=WARNING)
def check(requirements: Requirements) -> list[Problem]:
    """The first requirement of a file that has no exact version, with the others beside it."""
    stated = [] if requirements.is_constrained else requirements.for_linux
    packages = [read_requirement(Operand(Word(each.span, each.text), each.text)) for each in stated]
    loose = [package for package in packages if is_loose(package)]
    is_bootstrap = all(package.name.lower() in BOOTSTRAP for package in loose)
    return unpinned(loose, "{}==X.Y.Z", INFO if is_bootstrap else None)
