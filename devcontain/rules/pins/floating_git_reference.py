"""Fetch code at a tag or a commit.

A clone without a reference, or of a branch, takes what was pushed last: the next build has other code, and nobody knows
which code this image has. Name a tag (`git clone --branch v1.2`, `git+https://...@v1.2`) or, as tags can be moved, a
commit. A checkout of a tag, a commit, or of what a variable holds counts when it comes later in the RUN or the stage.
A name without any digit, or like `fix/issue-12`, is taken for a branch.

```dockerfile bad
FROM python:3.12-slim
RUN git clone --depth 1 «https://github.com/example/tool.git» && pip install --no-cache-dir ./tool
```

```dockerfile bad
FROM python:3.12-slim
RUN git clone -b «main» https://github.com/example/tool.git
```

```dockerfile bad
FROM python:3.12-slim
RUN pip install --no-cache-dir «git+https://github.com/example/tool» 'lib @ git+https://github.com/example/lib@v1.2'
RUN pip install --no-cache-dir «git+https://github.com/example/tool@fix/python-3.12»
```

```dockerfile bad
FROM python:3.12-slim AS base
ARG BRANCH=master
FROM base
RUN git clone «https://github.com/example/tool.git» && cd tool && git checkout --track ${BRANCH}
```

```dockerfile bad
FROM python:3.12-slim
ADD «https://github.com/example/tool.git#develop» /opt/tool
```

```dockerfile good
FROM python:3.12-slim
ARG TOOL_COMMIT
RUN git clone --branch v1.2.0 https://github.com/example/a.git \\
 && git clone https://github.com/example/b.git && cd b && git checkout 3f2a1c9d0e && cd .. \\
 && git clone https://github.com/example/c.git && git -C c reset --hard ${TOOL_COMMIT}
```

```dockerfile good
FROM python:3.12-slim
RUN git clone https://github.com/example/tool.git /opt/tool
WORKDIR /opt/tool
RUN git checkout v1.2.0
ADD https://github.com/example/tool.git#v1.2.0 /opt/other
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Problem, instruction, rule, run
from devcontain.pattern import pattern
from devcontain.semantics.git import floating_clones, is_floating, reference_of
from devcontain.semantics.installs import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Step
    from devcontain.semantics.installs import Install, Package
    from devcontain.syntax.source import Span

_GIT_URL = pattern(r"git://.*|git@.*|https?://.*\.git(?:[#?].*)?")
_QUERY = pattern(r"[?&](?:ref|tag|commit|checksum)=([^&#]*)")


@rule("PIN014", on=[run("git", *COMMANDS), instruction("ADD")], severity=WARNING)
def check(step: Step) -> Iterator[Problem]:
    """Yield each repository that a step takes at a branch."""
    if step.keyword == "ADD":
        yield from _added(step)
        return
    for clone in floating_clones(step):
        if clone.reference is None:
            yield _problem(clone.word.span, "", "`git clone --branch TAG`, or `git checkout COMMIT` in the same RUN")
        else:
            yield _problem(clone.reference.word.span, clone.reference.value, "`--branch TAG`, or check out a commit")
    for install in step.installs:
        for package in install.packages:
            if package.origin == "vcs":
                yield from _installed(install, package)


def _installed(install: Install, package: Package) -> Iterator[Problem]:
    name = package.name
    if install.manager == "node":
        reference, form = name.partition("#")[2], "`#TAG` or `#COMMIT`"
    elif install.manager == "cargo":
        reference, form = name, "`--tag TAG` or `--rev COMMIT`"
    elif name.partition("+")[0].endswith("git") or name.startswith("git"):
        reference, form = reference_of(name), "`@TAG` or `@COMMIT`"
    else:
        return
    if is_floating(reference):
        yield _problem(package.word.span, reference, form)


def _added(step: Step) -> Iterator[Problem]:
    if step.instruction.flag("checksum"):
        return
    for word in step.instruction.words[:-1]:
        url = step.scope.expand(word.value)
        if url is None or not _GIT_URL.fullmatch(url):
            continue
        query = _QUERY.search(url)
        reference = query[1] if query else url.partition("#")[2].partition(":")[0]
        if is_floating(reference):
            yield _problem(word.span, reference, "`#TAG` or `#COMMIT`")


def _problem(span: Span, reference: str, form: str) -> Problem:
    where = f"`{reference}` is a branch" if reference else "no tag or commit is named"
    return Problem(span, f"{where}, so the next build takes whatever was pushed last", help=f"name one: {form}")
