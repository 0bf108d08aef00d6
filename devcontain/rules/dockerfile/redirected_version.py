"""Quote requirements that hold `<` or `>`.

To a shell `pip install flask>=3` means: install any flask, and write what pip prints to a file named `=3`. The version
is lost without a word. `<3` makes it read a file named `3`, which is not there.

```dockerfile bad
FROM python:3.12-slim
RUN pip install --no-cache-dir «flask>=3.0» gunicorn
```

```dockerfile unsafe
FROM python:3.12-slim
RUN pip install --no-cache-dir "flask>=3.0" gunicorn
```

```dockerfile bad
FROM python:3.12-slim
RUN uv pip install --system «numpy>=1.26,<2.0» 'scipy>=1.11' torch>=2.7
```

```dockerfile unsafe
FROM python:3.12-slim
RUN uv pip install --system "numpy>=1.26,<2.0" 'scipy>=1.11' "torch>=2.7"
```

```dockerfile bad
FROM python:3.12-slim
RUN pip install flask «>=» 3.0
```

```dockerfile bad
FROM condaforge/miniforge3:25.3.0-3
RUN conda install --yes «numpy>1.26» && conda clean --all --yes
```

```dockerfile good
FROM python:3.12-slim
RUN pip install "flask>=3.0" 'numpy<2' gunicorn~=23.0 uvicorn==0.34.0 >install.log 2>&1
RUN pip install -r requirements.txt </dev/null && pip install flask>log.txt
RUN pip install <package1> <package2>
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Edit, Fix, Note, Problem, install, rule
from devcontain.pattern import pattern
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.installs import Install
    from devcontain.syntax.shell_commands import Redirect

_VERSION = pattern(r"=?\d[\w.*+-]*,?|=(?:\$.*)?")
_PLAIN = pattern(r"[\w.\[\],<>=~!*+-]+")


@rule("DKF048", on=install("pip", "uv", "pipx", "conda", "poetry", "pdm", "pipenv"), severity=WARNING)
def check(install: Install) -> Iterator[Problem]:
    """Yield the first redirection of an installation that was meant to be a version, with the others beside it."""
    spans = list(_requirements(install)) if install.command.syntax.redirects else []
    if not spans:
        return
    source = install.step.stage.build.dockerfile.source
    texts = [source.slice(span) for span in spans]
    edits = tuple(Edit(span, f'"{text}"') for span, text in zip(spans, texts, strict=True))
    more = f"; {len(spans) - 1} more like it" if spans[1:] else ""
    yield Problem(
        spans[0],
        f"the shell takes this for a redirection, so no version is asked for{more}",
        help="put the requirement in quotes",
        fix=Fix("Quote the requirements" if more else "Quote the requirement", edits, safe=False)
        if all(map(_PLAIN.fullmatch, texts)) and install.command.outer is None
        else None,
        also=tuple(Note(span, "here too") for span in spans[1:]),
    )


def _requirements(install: Install) -> Iterator[Span]:
    """Each word with the versions that follow it at once: `numpy>=1.26,<2`."""
    starts = {word.span.end: word.span.start for word in install.command.words}
    redirects = install.command.syntax.redirects
    ends = {*starts, *(each.span.end for each in redirects)}
    versions = [each for each in redirects if _is_version(each, ends)]
    start = end = -1
    for version in versions:
        if version.span.start != end:
            if end >= 0:
                yield Span(start, end)
            start = starts.get(version.span.start, version.span.start)
        end = version.span.end
    if end >= 0:
        yield Span(start, end)


def _is_version(redirect: Redirect, ends: set[int]) -> bool:
    """Whether it is `>=1.2`, or `>1.2` with no space before it."""
    if redirect.operator not in ("<", ">") or redirect.target is None or not _VERSION.fullmatch(redirect.target.value):
        return False
    return redirect.target.value.startswith("=") or redirect.span.start in ends
