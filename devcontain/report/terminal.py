"""Text that a terminal shows as it is: nothing in it moves the cursor, changes colours or hides."""

from __future__ import annotations

TAB_WIDTH = 4
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}
_COLORS = {"red": "31", "yellow": "33", "blue": "34", "cyan": "36", "green": "32"}


def printable(text: str) -> str:
    """The text with everything escaped that is not to be seen: controls, bidi marks, line separators, stray bytes."""
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else escaped(character) for character in text)


def escaped(character: str) -> str:
    r"""A character as an escape such as `\x1b`; a byte that was not UTF-8 as that byte."""
    if character in _SHORT:
        return _SHORT[character]
    number = ord(character)
    if 0xDC80 <= number <= 0xDCFF:
        number -= 0xDC00
    if number < 0x100:
        return f"\\x{number:02x}"
    return f"\\u{number:04x}" if number < 0x10000 else f"\\U{number:08x}"


def cells(text: str) -> list[tuple[str, int]]:
    """What is shown for each character of a line, and how many columns that takes."""
    shown = []
    column = 0
    for character in text:
        cell = _cell(character, column)
        shown.append(cell)
        column += cell[1]
    return shown


def _cell(character: str, column: int) -> tuple[str, int]:
    if character == "\t":
        width = TAB_WIDTH - column % TAB_WIDTH
        return " " * width, width
    if not character.isprintable():
        escape = escaped(character)
        return escape, len(escape)
    return character, 1 if character.isascii() else _width(character)


def _width(character: str) -> int:
    from unicodedata import category, east_asian_width

    if category(character) in ("Mn", "Me"):
        return 0
    return 2 if east_asian_width(character) in "WF" else 1


class Style:
    """Colours and links, or none."""

    def __init__(self, color: bool, links: bool = False) -> None:
        self.color = color
        self.links = links

    def __call__(self, text: str, color: str = "", *, bold: bool = False) -> str:
        """The text in a colour, bold if asked."""
        codes = [code for code in ("1" if bold else "", _COLORS.get(color, "")) if code]
        return f"\x1b[{';'.join(codes)}m{text}\x1b[0m" if self.color and codes and text else text

    def link(self, text: str, url: str) -> str:
        """The text as a link that a terminal opens (OSC 8)."""
        return f"\x1b]8;;{url}\x1b\\{text}\x1b]8;;\x1b\\" if self.links else text
