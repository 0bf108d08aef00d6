"""Findings to text and data: one module a format, loaded when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.lint.outcome import Report


class Format(NamedTuple):
    """A way to print findings: makes lines, without their ends, of a report."""

    name: str
    is_for_people: bool = False
    """Whether it is text that may have colours, and links to the pages of rules."""

    def __call__(self, report: Report, *, color: bool = False, links: bool = False) -> Iterator[str]:
        """The lines."""
        from importlib import import_module

        module = import_module(f"{__name__}.{self.name.replace('-', '_')}")
        style = {"color": color, "links": links} if self.is_for_people else {}
        lines: Iterator[str] = module.render(report, **style)
        return lines


FORMATS = {
    each.name: each
    for each in (
        Format("full", is_for_people=True),
        Format("concise", is_for_people=True),
        Format("grouped", is_for_people=True),
        Format("json"),
        Format("json-lines"),
        Format("sarif"),
        Format("github"),
        Format("gitlab"),
        Format("junit"),
        Format("checkstyle"),
    )
}
