"""Ask for GPU packages and extras that still exist.

`tensorflow-gpu` was removed: its last release only raises an error that says so; today it is `tensorflow[and-cuda]`.
The extras of JAX for CUDA 11, and `cuda12_pip`, are gone too; pip only warns that there is no such extra, and installs
JAX for the CPU.

```dockerfile bad
FROM python:3.12-slim
RUN pip install «tensorflow-gpu»
```

```dockerfile fixed
FROM python:3.12-slim
RUN pip install tensorflow[and-cuda]
```

```dockerfile bad
FROM python:3.12-slim
RUN pip install -U "«jax[cuda12_pip]»" numpy
```

```dockerfile fixed
FROM python:3.12-slim
RUN pip install -U "jax[cuda12]" numpy
```

```dockerfile bad
FROM python:3.11-slim
RUN pip install "«jax[cuda11_pip]==0.4.30»"
```

```dockerfile good
FROM python:3.8-slim
RUN pip install tensorflow-gpu==2.4.0 "jax[cuda12_pip]==0.4.30" "jax[cuda12]" "jax[cuda]"
RUN pip install "jax[cuda11_pip]"
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.gpu import table
from devcontain.lint.rule import ERROR, STAGE, Edit, Fix, Problem, rule
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from devcontain.semantics.build import Stage
    from devcontain.semantics.gpu.packages import PythonPackage

_LAST_TENSORFLOW_GPU = (2, 12)
_AND_CUDA_SINCE = (3, 9)


@rule("GPU207", on=STAGE, severity=ERROR, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each package or extra that is gone."""
    gpu = stage.gpu
    for package in gpu.own if gpu else ():
        if gpu is not None and package.name == "tensorflow-gpu":
            yield from _tensorflow_gpu(package, gpu.python or gpu.image.system.get("python", ""))
        elif gpu is not None and package.name == "jax" and package.extras:
            yield from _jax(package, gpu.python)


def _tensorflow_gpu(package: PythonPackage, python: str) -> Iterator[Problem]:
    is_gone = package.is_free or table.number(package.public) >= _LAST_TENSORFLOW_GPU
    if not is_gone or (package.specifier and not package.version) or (python and table.number(python) < (3, 7)):
        return
    start = _text(package).find(_written_name(package))
    suits = python and table.number(python) >= _AND_CUDA_SINCE and package.is_free
    place = package.word.span.start + start
    edit = Edit(Span(place, place + len("tensorflow-gpu")), "tensorflow[and-cuda]")
    yield Problem(
        _inner(package),
        "`tensorflow-gpu` was removed, and its last release only says so",
        help="ask for `tensorflow[and-cuda]`",
        fix=Fix("Ask for `tensorflow[and-cuda]`", (edit,)) if suits and start >= 0 else None,
    )


def _jax(package: PythonPackage, python: str) -> Iterator[Problem]:
    row = _jax_release(package, python)
    asked = sorted(extra for extra in package.extras if extra.startswith("cuda"))
    gone = [extra for extra in asked if row and extra not in row["extras"]]
    if not gone:
        return
    fix = None
    text, name = _text(package), gone[0].replace("-", "_")
    start = max(text.find(name), text.find(gone[0]))
    if gone[0] == "cuda12-pip" and start >= 0:
        place = package.word.span.start + start
        fix = Fix("Ask for `cuda12`", (Edit(Span(place, place + len(gone[0])), "cuda12"),))
    yield Problem(
        _inner(package),
        f"JAX has no extra `{name}` any more, so pip installs it for the CPU",
        help="ask for `jax[cuda12]` or `jax[cuda13]`",
        fix=fix,
    )


def _jax_release(package: PythonPackage, python: str) -> Any:
    """The release to judge by: the nearest known one before the pin, or today's where this Python gets that."""
    rows = table.rows("jax")
    if package.version:
        older = [name for name in rows if table.number(name) <= table.number(package.public)]
        return rows[max(older, key=table.number)] if older else None
    suitable = [name for name, row in rows.items() if table.number(row["requires_python"]) <= table.number(python)]
    return rows[max(suitable, key=table.number)] if package.is_free and python and suitable else None


def _text(package: PythonPackage) -> str:
    return package.install.step.stage.build.dockerfile.source.slice(package.word.span)


def _written_name(package: PythonPackage) -> str:
    return "tensorflow-gpu" if "tensorflow-gpu" in _text(package) else "tensorflow_gpu"


def _inner(package: PythonPackage) -> Span:
    """The requirement without the quotes around it."""
    span, text = package.word.span, _text(package)
    is_quoted = len(text) > 1 and text[0] == text[-1] and text[0] in "\"'"
    return Span(span.start + 1, span.end - 1) if is_quoted else span
