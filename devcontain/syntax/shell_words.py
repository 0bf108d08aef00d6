"""The words of a shell script: quotes and escapes removed, expansions kept as written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern
from devcontain.syntax.instruction import HOLE
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Callable

_PLAIN = pattern(r"""[^\s;&|()<>"'`$\\]+""")
_DOUBLE_PLAIN = pattern(r'[^"\\$`]+')
_VARIABLE = pattern(r"\$(?:[A-Za-z_][A-Za-z0-9_]*|[0-9@*#?$!-])")
_ANSI_QUOTED = pattern(r"\$'(?:[^'\\]|\\.)*'?", re.DOTALL)
_PARENTHESIS = pattern(r"[()]")
_BRACE = pattern(r"[{}'\"\\]")


class Word(NamedTuple):
    """A word's place and value; `expands` tells that the value holds `$...` still to be resolved."""

    span: Span
    value: str
    expands: bool = False


class WordReader:
    """Reads one word at a time; `substitute(start, closing)` parses a command substitution and returns its end."""

    def __init__(self, text: str, offset: int, substitute: Callable[[int, str], int]) -> None:
        self.text = text
        self.offset = offset
        self.substitute = substitute
        self.expands = False

    def read(self, start: int) -> tuple[Word | None, int]:
        """The word that begins at `start`, and where it ends; nothing where there is none."""
        text = self.text
        self.expands = False
        plain = _PLAIN.match(text, start)
        end = plain.end() if plain else start
        if plain and (end >= len(text) or text[end] not in "\"'`$\\"):
            return self._word(start, end, plain[0]), end
        parts = [plain[0]] if plain else []
        end = self._read_parts(end, parts)
        if end == start:
            return None, start
        return self._word(start, end, "".join(parts)), end

    def _word(self, start: int, end: int, value: str) -> Word:
        if HOLE in value:
            trimmed = len(self.text[start:end].rstrip(HOLE))
            end = start + trimmed
            value = value.replace(HOLE, "")
        return Word(Span(self.offset + start, self.offset + end), value, self.expands)

    def _read_parts(self, position: int, parts: list[str]) -> int:
        text = self.text
        while position < len(text):
            character = text[position]
            if character == "'":
                position = self._single_quoted(position, parts)
            elif character == '"':
                position = self._double_quoted(position, parts)
            elif character == "\\":
                if text.startswith(("\\\n", "\\\r\n"), position):
                    position = text.index("\n", position) + 1
                    continue
                parts.append(text[position + 1 : position + 2])
                position += 2
            elif ansi := _ANSI_QUOTED.match(text, position):
                self.expands = True
                parts.append(ansi[0])
                position = ansi.end()
            elif character in "$`":
                position = self._expansion(position, parts)
            elif plain := _PLAIN.match(text, position):
                parts.append(plain[0])
                position = plain.end()
            else:
                break
        return min(position, len(text))

    def _single_quoted(self, position: int, parts: list[str]) -> int:
        closing = self.text.find("'", position + 1)
        closing = closing if closing >= 0 else len(self.text)
        parts.append(self.text[position + 1 : closing])
        return closing + 1

    def _double_quoted(self, position: int, parts: list[str]) -> int:
        text = self.text
        position += 1
        while position < len(text):
            character = text[position]
            if character == '"':
                return position + 1
            if character == "\\":
                escaped = text[position + 1 : position + 2]
                parts.append(escaped if escaped in '"\\$`\n' else "\\" + escaped)
                position += 2
            elif character in "$`":
                position = self._expansion(position, parts)
            elif plain := _DOUBLE_PLAIN.match(text, position):
                parts.append(plain[0])
                position = plain.end()
        return position

    def _expansion(self, position: int, parts: list[str]) -> int:
        """`$name`, `${...}`, `$(...)`, `$((...))` or a backquoted command: kept as written."""
        text = self.text
        expands = True
        if text[position] == "`":
            end = self.substitute(position + 1, "`") + 1
        elif text.startswith("$((", position):
            end = self._arithmetic(position)
        elif text.startswith("$(", position):
            end = self.substitute(position + 2, ")") + 1
        elif text.startswith("${", position):
            end = self._braces(position)
        elif variable := _VARIABLE.match(text, position):
            end = variable.end()
        else:
            end = position + 1
            expands = text.startswith('$"', position)
        end = min(end, len(text))
        self.expands = self.expands or expands
        parts.append(text[position:end])
        return end

    def _arithmetic(self, position: int) -> int:
        depth = 0
        for match in _PARENTHESIS.finditer(self.text, position):
            depth += 1 if match[0] == "(" else -1
            if depth == 0:
                return match.end()
        return len(self.text)

    def _braces(self, position: int) -> int:
        depth = 0
        text = self.text
        match = _BRACE.search(text, position)
        while match:
            end = match.end()
            if match[0] == "{":
                depth += 1
            elif match[0] == "}":
                depth -= 1
                if depth == 0:
                    return end
            elif match[0] == "\\":
                end += 1
            match = _BRACE.search(text, end)
        return len(text)


def find_terminator(text: str, start: int, name: str, chomp: bool) -> tuple[int, int]:
    """Where the content of a here-document ends, and where the text goes on; an open one takes all that is left."""
    while start < len(text):
        newline = text.find("\n", start)
        end = newline if newline >= 0 else len(text)
        line = text[start:end].rstrip("\r")
        if (line.lstrip("\t") if chomp else line) == name:
            return start, min(end + 1, len(text))
        start = end + 1
    return len(text), len(text)
