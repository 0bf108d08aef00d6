"""JSON with comments and trailing commas, as dev-container files are written."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern
from devcontain.syntax.source import Span
from devcontain.syntax.tree import MAXIMUM_DEPTH, Document, Mistake, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

MAXIMUM_MISTAKES = 20
_QUOTED_LENGTH = 40

_TOKEN = pattern(
    r"""
      (?P<blank>   [ \t\r\n]+ )
    | (?P<comment> //[^\r\n]* | /\*(?s:.*?)(?:\*/|\Z) )
    | (?P<string>  "[^"\\\r\n]*(?:\\[^\r\n][^"\\\r\n]*)*"? | '[^'\\\r\n]*(?:\\[^\r\n][^'\\\r\n]*)*'? )
    | (?P<mark>    [{}\[\],:] )
    | (?P<word>    [^ \t\r\n{}\[\],:"'/]+ | / )
    """,
    re.VERBOSE,
)
_NUMBER = pattern(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
_ESCAPED = pattern(r'(?:[^\\]+|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*+')
_WHOLE = pattern(r"-?[0-9]+")
_CONTROL = pattern(r"[\x00-\x1f]")
_WORDS: dict[str, Scalar] = {"true": True, "false": False, "null": None}
_CLOSING = {"{": "}", "[": "]"}


class _Token(NamedTuple):
    kind: str
    text: str
    span: Span


class _FatalError(Exception):
    """Nothing after this mistake can be understood."""


def parse(text: str) -> Document:
    """The tree of a JSONC text, and what is wrong with it; never raises."""
    parser = _Parser(text)
    root = parser.root()
    return Document(
        root, tuple(parser.mistakes), tuple(parser.comments), tuple(parser.trailing_commas), tuple(parser.duplicates)
    )


class _Parser:
    """Recursive descent, at most `MAXIMUM_DEPTH` deep, with one token in hand."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.mistakes: list[Mistake] = []
        self.comments: list[Span] = []
        self.trailing_commas: list[Span] = []
        self.duplicates: list[tuple[Node, Node]] = []
        self.depth = 0
        self.tokens = self._tokens()

    def root(self) -> Node | None:
        try:
            self._advance()
            if self.token.kind == "end":
                raise self._fatal("The file holds no JSON value", self.token.span)
            node = self._value()
            if self.token.kind != "end":
                raise self._fatal(
                    f"Only comments may follow the value, not {_quoted(self.token.text)}", self.token.span
                )
        except _FatalError:
            return None
        return node

    def _tokens(self) -> Iterator[_Token]:
        position = 1 if self.text.startswith("\ufeff") else 0
        while match := _TOKEN.match(self.text, position):
            position = match.end()
            kind = match.lastgroup or ""
            if kind == "comment":
                self._comment(match.group(), Span(*match.span()))
            elif kind != "blank":
                yield _Token(kind, match.group(), Span(*match.span()))
        end = len(self.text)
        while True:
            yield _Token("end", "", Span(end, end))

    def _comment(self, text: str, span: Span) -> None:
        self.comments.append(span)
        if text.startswith("/*") and (len(text) < 4 or not text.endswith("*/")):
            raise self._fatal("The comment is never closed; end it with `*/`", Span(span.start, span.start + 2))

    def _advance(self) -> None:
        self.token = next(self.tokens)

    def _mistake(self, message: str, span: Span) -> None:
        self.mistakes.append(Mistake(message, span))
        if len(self.mistakes) >= MAXIMUM_MISTAKES:
            raise _FatalError

    def _fatal(self, message: str, span: Span) -> _FatalError:
        self.mistakes.append(Mistake(message, span))
        return _FatalError()

    def _value(self) -> Node:
        token = self.token
        if token.kind == "string":
            return self._string()
        if token.kind == "word":
            return self._word()
        if token.text in _CLOSING:
            return self._collection()
        if token.kind == "end":
            raise self._fatal("The file ends where a value is expected", token.span)
        raise self._fatal(f"A value is expected, not {_quoted(token.text)}", token.span)

    def _collection(self) -> Node:
        opening = self.token
        if self.depth == MAXIMUM_DEPTH:
            raise self._fatal(f"Values are nested more than {MAXIMUM_DEPTH} deep", opening.span)
        self.depth += 1
        self._advance()
        node = self._object(opening) if opening.text == "{" else self._array(opening)
        self.depth -= 1
        return node

    def _object(self, opening: _Token) -> Node:
        keys: dict[Scalar, Node] = {}
        pairs: list[tuple[Node, Node]] = []
        for _ in self._elements(opening):
            key = self._key()
            if earlier := keys.get(key.value):
                self.duplicates.append((earlier, key))
            keys[key.value] = key
            self._colon(key)
            pairs.append((key, self._value()))
        span = self._close(opening)
        return Node("mapping", span, keys=tuple(key for key, _ in pairs), children=tuple(value for _, value in pairs))

    def _array(self, opening: _Token) -> Node:
        children = tuple(self._value() for _ in self._elements(opening))
        return Node("sequence", self._close(opening), children=children)

    def _elements(self, opening: _Token) -> Iterator[None]:
        """Stand at the start of each element in turn, whatever its commas."""
        comma: Span | None = None
        first = True
        while self.token.kind != "end" and self.token.text not in ("}", "]"):
            if self.token.text == ",":
                self._mistake("A value is missing before this comma", self.token.span)
            else:
                if not first and comma is None:
                    self._mistake(f"A comma is missing before {_quoted(self.token.text)}", self.token.span)
                yield
                first = False
            comma = self._comma()
        if comma is not None and self.token.text == _CLOSING[opening.text]:
            self.trailing_commas.append(comma)

    def _comma(self) -> Span | None:
        if self.token.text != ",":
            return None
        span = self.token.span
        self._advance()
        return span

    def _close(self, opening: _Token) -> Span:
        closing = _CLOSING[opening.text]
        if self.token.kind == "end":
            raise self._fatal(f"This `{opening.text}` is never closed; add a `{closing}`", opening.span)
        if self.token.text != closing:
            raise self._fatal(f"`{opening.text}` is closed by `{self.token.text}`; write `{closing}`", self.token.span)
        end = self.token.span.end
        self._advance()
        return Span(opening.span.start, end)

    def _key(self) -> Node:
        token = self.token
        if token.kind == "string":
            return self._string()
        if token.kind != "word":
            raise self._fatal(f"A property name is expected, not {_quoted(token.text)}", token.span)
        self._mistake(f'Property names stand in double quotes: write `"{_cropped(token.text)}"`', token.span)
        self._advance()
        return Node("scalar", token.span, token.text)

    def _colon(self, key: Node) -> None:
        if self.token.text != ":":
            raise self._fatal(f"A colon and a value are missing after {_quoted(str(key.value))}", key.span)
        self._advance()

    def _word(self) -> Node:
        token = self.token
        self._advance()
        if token.text in _WORDS:
            return Node("scalar", token.span, _WORDS[token.text])
        if _NUMBER.fullmatch(token.text):
            return Node("scalar", token.span, _number(token.text))
        self._mistake(f"{_quoted(token.text)} is neither a number nor `true`, `false` or `null`", token.span)
        return Node("scalar", token.span, token.text)

    def _string(self) -> Node:
        token = self.token
        quote, body = token.text[0], token.text[1:-1]
        if len(token.text) < 2 or not token.text.endswith(quote) or _ends_escaped(body):
            raise self._fatal("The string is not closed on its line", token.span)
        if quote == "'":
            self._mistake("Strings stand in double quotes, not single ones", token.span)
        elif control := _CONTROL.search(body):
            message = f"A control character in a string is written `\\u{ord(control.group()):04x}`"
            self._mistake(message, _within(token.span, control.start() + 1, 1))
        self._advance()
        return Node("scalar", token.span, self._unescaped(body, token) if "\\" in body and quote == '"' else body)

    def _unescaped(self, body: str, token: _Token) -> str:
        good = _ESCAPED.match(body)
        if good is None or good.end() == len(body):
            from json import loads

            return str(loads(f'"{body}"', strict=False))
        escape = body[good.end() : good.end() + 2]
        message = f"{_quoted(escape)} is no escape in JSON; a backslash itself is written `\\\\`"
        self._mistake(message, _within(token.span, good.end() + 1, len(escape)))
        return body


def _number(text: str) -> int | float:
    """The number; a whole one with more digits than Python converts becomes a float."""
    if _WHOLE.fullmatch(text):
        try:
            return int(text)
        except ValueError:
            pass
    return float(text)


def _ends_escaped(body: str) -> bool:
    """Whether an odd number of backslashes stands last, so that the quote after it is part of the string."""
    return (len(body) - len(body.rstrip("\\"))) % 2 == 1


def _within(span: Span, offset: int, length: int) -> Span:
    return Span(span.start + offset, span.start + offset + length)


def _quoted(text: str) -> str:
    return f"`{_cropped(text)}`"


def _cropped(text: str) -> str:
    return text if len(text) <= _QUOTED_LENGTH else f"{text[:_QUOTED_LENGTH]}..."
