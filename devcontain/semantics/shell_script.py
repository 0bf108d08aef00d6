"""A shell script that stands in no Dockerfile, as the step that would carry it out."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.semantics.build import Build
from devcontain.syntax.dockerfile import parse
from devcontain.syntax.source import Source

if TYPE_CHECKING:
    from devcontain.semantics.build import Step

_END = "end-of-script"
_EXPRESSION = pattern(r"\$\{\{[^{}]*\}\}")
"""What GitHub and Azure replace before a shell sees it."""


@lru_cache(maxsize=64)
def step_of(script: str) -> Step | None:
    """The step, kept since jobs repeat scripts; nothing where the script cannot be one."""
    plain = _EXPRESSION.sub("x", script).replace("\r\n", "\n").replace(_END, "")
    build = Build(parse(Source("script", f"FROM scratch\nRUN <<'{_END}'\n{plain}\n{_END}\n")))
    return next((step for step in build.steps if step.keyword == "RUN"), None)
