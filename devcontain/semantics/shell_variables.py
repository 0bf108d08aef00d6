"""The variables that a script sets for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.semantics.variables import Layered, expand_known

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from devcontain.syntax.shell_commands import SimpleCommand
    from devcontain.syntax.shell_words import Word

_ASSIGNMENT = pattern(r"([A-Za-z_]\w*)=([^`]*)")
SETTERS = frozenset(["export", "declare", "typeset", "readonly", "local"])
_TESTS = frozenset(["[", "[[", "test"])
_MAXIMUM_LENGTH = 500


def own_variables(script: list[SimpleCommand], outer: Mapping[str, str | None]) -> dict[str, str | None]:
    """What a script sets; no value where it is set twice, conditionally, or to what a command says."""
    found: dict[str, str | None] = {}
    for word, is_certain in _assigned(script):
        match = _ASSIGNMENT.fullmatch(word.value)
        if match is None or len(match[2]) > _MAXIMUM_LENGTH:
            found[word.value.partition("=")[0].removesuffix("+")] = None
        else:
            is_known = is_certain and match[1] not in found
            value = expand_known(match[2], Layered(found, outer)) if word.expands and is_known else match[2]
            found[match[1]] = value if is_known and _is_plain(value) else None
    return found


def _is_plain(value: str) -> bool:
    """Whether nothing is left to be replaced; values that are made of each other stay short."""
    return 0 < len(value) <= _MAXIMUM_LENGTH and "$" not in value


def _assigned(script: list[SimpleCommand]) -> Iterator[tuple[Word, bool]]:
    """The assignments that outlast their command, and whether each is certainly made, and in this very shell."""
    previous = ""
    for command in script:
        words = command.assignments if not command.words else command.words[1:] if command.name in SETTERS else []
        is_certain = not (
            command.context
            or command.before in ("||", "|", "|&")
            or command.after in ("|", "|&", "&")
            or (command.before == "&&" and previous in _TESTS)
        )
        yield from ((word, is_certain) for word in words if "=" in word.value)
        previous = command.name
