"""What ShellCheck answers: JSON that is not to be trusted, as values."""

from __future__ import annotations

from operator import index
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.lint.rule import Severity

_SEVERITIES: dict[str, Severity] = {"error": "error", "warning": "warning", "info": "info", "style": "info"}


class Place(NamedTuple):
    """A range in the lines that were given; rows and columns from 1, the end is exclusive."""

    row: int
    column: int
    end_row: int
    end_column: int


class Replacement(NamedTuple):
    """A part of a correction; what is inserted belongs to what follows, or else to what stands before it."""

    place: Place
    text: str
    belongs_to_next: bool


class Comment(NamedTuple):
    """One finding."""

    code: str
    severity: Severity
    message: str
    place: Place
    replacements: tuple[Replacement, ...]


def read_comments(content: bytes) -> Iterator[tuple[str, Comment]]:
    """Each comment with the name of the file it is about. Raises ValueError for what ShellCheck does not say."""
    from json import loads

    try:
        for comment in loads(content)["comments"]:
            yield str(comment["file"]), _comment(comment)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError(f"no answer of ShellCheck's: {error!r}") from error


def _comment(data: dict[str, Any]) -> Comment:
    replacements = data["fix"]["replacements"] if data["fix"] else ()
    return Comment(
        code=f"SC{index(data['code']):04}",
        severity=_SEVERITIES[data["level"]],
        message=str(data["message"]).strip(),
        place=_place(data),
        replacements=tuple(
            Replacement(_place(each), str(each["replacement"]), each["insertionPoint"] == "afterEnd")
            for each in replacements
        ),
    )


def _place(data: dict[str, Any]) -> Place:
    place = Place(*(index(data[key]) for key in ("line", "column", "endLine", "endColumn")))
    if min(place) < 1:
        raise ValueError(place)
    return place
