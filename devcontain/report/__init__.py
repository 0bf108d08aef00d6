"""Findings to text and data: one module a format."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from devcontain.report import concise, full, json

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.lint.outcome import Report


class Renderer(Protocol):
    """Makes lines, without their ends, of a report; with colours if asked."""

    def __call__(self, report: Report, *, color: bool) -> Iterator[str]: ...  # noqa: D102


FORMATS: dict[str, Renderer] = {"full": full.render, "concise": concise.render, "json": json.render}
