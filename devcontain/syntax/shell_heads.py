"""Words that open a construct of a shell script and take words of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.syntax import shell_patterns as patterns

if TYPE_CHECKING:
    from devcontain.syntax.shell import _Parser


def _open_loop(parser: _Parser) -> None:
    """Pass over `for name in words`; the body begins at `do`."""
    parser.open.open("loop")
    parser.skip(patterns.BLANK)
    parser.skip(patterns.ARITHMETIC)
    header = patterns.HEADER.match(parser.text, parser.position)
    while header and parser.position < header.end():
        if (
            patterns.BLANK.match(parser.text, parser.position)
            or parser.text[parser.position] in "()&|<>"
            or parser.next_word() is None
        ):
            parser.position += 1


def _open_case(parser: _Parser) -> None:
    parser.skip(patterns.SPACE)
    parser.next_word()
    parser.skip(patterns.IN)
    parser.open.open("case-pattern")


def _open_function(parser: _Parser) -> None:
    parser.skip(patterns.BLANK)
    parser.next_word()
    parser.skip(patterns.PARENTHESES)
    parser.open.open("function")


def _open_test(parser: _Parser) -> None:
    """Pass over `[[ ... ]]`, if it is closed on its line."""
    if parser.test_end < parser.position:
        closing = parser.text.find("]]", parser.position)
        parser.test_end = closing + 2 if closing >= 0 else len(parser.text) + 1
    if parser.test_end <= len(parser.text) and parser.text.find("\n", parser.position, parser.test_end) < 0:
        parser.position = parser.test_end


HEADS = {
    "for": _open_loop,
    "select": _open_loop,
    "case": _open_case,
    "function": _open_function,
    "[[": _open_test,
}
"""What each of them does to the parser that has just read it."""
