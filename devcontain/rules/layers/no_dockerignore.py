"""Keep out of the image what it does not need.

`COPY . .` takes everything that lies about: the history in `.git`, virtual environments, caches, `.env` with its
secrets. Each of them makes the image larger or tells too much, and each change to one of them repeats all that comes
below. A `.dockerignore` beside what is copied keeps them out, in the build and in what is sent to it:
`.git`, `.venv`, `**/__pycache__`, `.env`, one to a line.

Says nothing where the file does not tell which directory is copied, and is information where nothing of this is there
yet. `.git` may stay where the project's version is read from it.

```dockerfile bad
FROM python:3.12-slim
WORKDIR /app
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY «.» .
```

```text beside requirements.txt
flask==3.0.3
```

```dockerfile bad
FROM python:3.12-slim
COPY «.» /app
```

```text beside .dockerignore
.venv
**/__pycache__
```

```text beside pyproject.toml
[project]
name = "app"
```

```text beside .env
PASSWORD=not-for-the-image
```

```dockerfile good
FROM python:3.12-slim
WORKDIR /app
COPY pyproject.toml uv.lock ./
COPY src src
COPY --from=build . .
ONBUILD COPY . .
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import INFO, WARNING, Problem, dockerfile, rule
from devcontain.semantics.copies import EVERYTHING, named_sources, read_copy
from devcontain.semantics.secrets import is_secret_name

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build, Step
    from devcontain.workspace import BuildContext

_INSIDE = {
    ".git": "HEAD",
    **dict.fromkeys((".venv", "venv", "env"), "pyvenv.cfg"),
    **dict.fromkeys(("__pycache__", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".ipynb_checkpoints"), "file"),
    **dict.fromkeys((".tox", ".nox", ".hypothesis", "node_modules", "wandb", "mlruns"), "directory/file"),
}
"""Directories that no image needs, and a file in each; an environment is known by its file."""
_FILES = (".env", ".env.local", ".netrc", ".pypirc", "id_rsa", "id_ed25519", "credentials.json")
_VERSION_FROM_GIT = (
    *("setuptools_scm", "setuptools-scm", "hatch-vcs", "vcs-versioning", "versioneer", "dynamic-versioning", "pbr"),
    *("dunamai", "versioningit", "pdm-backend", "flit_scm", "miniver"),
)
_GIT_QUESTIONS = ("git describe", "git rev-parse", "git log", "git submodule", "git rev-list")


@rule("LAY006", on=dockerfile("COPY", "ADD"), severity=WARNING)
def check(build: Build) -> Iterator[Problem]:
    """Yield the first copy of the whole build context, if nothing keeps out what does not belong into an image."""
    step = next(filter(_is_broad, build.steps), None)
    if step is None:
        return
    from devcontain.workspace import build_context

    context = build_context(build.dockerfile.source.path, named_sources(build))
    if context is None:
        return
    words = step.instruction.words
    word = next((word for word in words if word.value.strip("\"'") in EVERYTHING), words[0])
    coming = _coming_along(context, build)
    if coming:
        where = "" if context.ignore_path else ": there is no .dockerignore"
        verb, pronoun = ("is", "it") if len(coming) == 1 else ("are", "them")
        message = f"{', '.join(f'`{name}`' for name in coming)} {verb} copied, too{where}"
        yield Problem(word.span, message, help=f"name {pronoun} in a .dockerignore beside what is copied")
    elif not context.ignore_path:
        message = "everything is copied: there is no .dockerignore to keep anything out"
        yield Problem(word.span, message, help="write one, or copy what is needed by name", severity=INFO)


def _is_broad(step: Step) -> bool:
    if step.keyword not in ("COPY", "ADD") or step.written.keyword == "ONBUILD" or step.instruction.flag("exclude"):
        return False
    copied = read_copy(step)
    return copied is not None and copied.is_everything


def _coming_along(context: BuildContext, build: Build) -> list[str]:
    """What is there, does not belong into an image, and is not kept out."""
    directories = (name for name, inside in _INSIDE.items() if not context.keeps_out(f"{name}/{inside}"))
    present = [name for name in directories if context.has(_sign(name))]
    if ".git" in present and _needs_git(context, build):
        present.remove(".git")
    present += [name for name in _FILES if context.has(name) and not context.keeps_out(name)]
    return [name for name in present if not name.startswith(".env") or _holds_secrets(context.text(name))]


def _holds_secrets(text: str) -> bool:
    """Whether a file of variables holds secrets; that of a front end says where its server is."""
    names = (line.partition("=")[0].removeprefix("export ").strip() for line in text.splitlines())
    return any(map(is_secret_name, names))


def _sign(name: str) -> str:
    """What shows that a directory is what its name says."""
    return f"{name}/{_INSIDE[name]}" if _INSIDE[name] == "pyvenv.cfg" else name


def _needs_git(context: BuildContext, build: Build) -> bool:
    if any(question in build.dockerfile.source.text for question in _GIT_QUESTIONS):
        return True
    texts = map(context.text, ("pyproject.toml", "setup.py", "setup.cfg", "requirements.txt"))
    return any(tool in text for text in texts for tool in _VERSION_FROM_GIT)
