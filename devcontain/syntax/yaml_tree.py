"""YAML as a tree that knows where its values stand."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING, Any

from devcontain.pattern import pattern
from devcontain.syntax.source import Span
from devcontain.syntax.tree import MAXIMUM_DEPTH, Document, Mistake, Node, Scalar

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = "tag:yaml.org,2002:"
_COMMENT = pattern(r"(?:^|(?<=\s))#[^\r\n]*")
_BRACKETS = pattern(r"[\[{\]}]")
_WORDS: dict[str, Scalar] = {"true": True, "false": False}
_TABS = pattern(r"(?<=\S)[ \t]+")
_MAXIMUM_MERGED = 50_000
"""So many members are merged in all: more are in no file that a person writes."""


class _DeepError(Exception):
    """The text is nested deeper than anything that a person writes."""


def parse(text: str) -> Document:
    """The tree of the first document of a YAML text, and what is wrong with it; never raises.

    Merged keys stand before those of a mapping itself, which count; what an alias stands for is the same node.
    """
    from ruamel.yaml.error import MarkedYAMLError

    comments = tuple(Span(*match.span()) for match in _COMMENT.finditer(text)) if "#" in text else ()
    try:
        root, reader = _compose(text), _Reader(text)
        tree = reader.node(root, 0) if root is not None else None
        return Document(tree, (), comments, duplicates=tuple(reader.duplicates))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        start = min(mark.index, len(text)) if mark else 0
        return Document(None, (Mistake(_sentence(error.problem or error.context), _place(text, start)),), comments)
    except (_DeepError, RecursionError):
        return Document(None, (Mistake("this is nested too deeply", Span(0, 0)),), comments)
    except Exception as error:
        # Odd characters make ruamel.yaml raise whatever Python raises of them.
        start = getattr(error, "position", 0)
        return Document(None, (Mistake(_sentence(getattr(error, "reason", "")), _place(text, start)),), comments)


def _compose(text: str) -> Any:
    """The nodes of the first document; a tab between two tokens, at which ruamel.yaml stops, is taken for a blank."""
    from ruamel.yaml import YAML
    from ruamel.yaml.scanner import ScannerError

    depth = 0
    for match in _BRACKETS.finditer(text):
        depth += 1 if match[0] in "[{" else -1
        if depth > MAXIMUM_DEPTH * 10:
            raise _DeepError
    with warnings.catch_warnings(action="ignore"):
        try:
            return next(iter(YAML(typ="safe", pure=True).compose_all(text)), None)
        except ScannerError as error:
            index = error.problem_mark.index if error.problem_mark else len(text)
            if text[index : index + 1] != "\t":
                raise
            text = _TABS.sub(lambda match: " " * len(match[0]), text)
            return next(iter(YAML(typ="safe", pure=True).compose_all(text)), None)


class _Reader:
    """Turns nodes of ruamel.yaml into ours, each once."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.known: dict[int, Node] = {}
        self.duplicates: list[tuple[Node, Node]] = []
        self.merges = 0

    def node(self, node: Any, depth: int) -> Node:
        if depth > MAXIMUM_DEPTH:
            raise _DeepError
        found = self.known.get(id(node))
        if found is None:
            # What holds itself is nothing inside itself.
            self.known[id(node)] = Node("scalar", self.span(node))
            found = self.known[id(node)] = self.read(node, depth + 1)
        return found

    def read(self, node: Any, depth: int) -> Node:
        span = self.span(node)
        if isinstance(node.value, str):
            return Node("scalar", span, _value(str(node.tag), node.value))
        if str(node.tag) != f"{_TAG}map" and not (node.value and isinstance(node.value[0], tuple)):
            return Node("sequence", span, children=tuple(self.node(item, depth) for item in node.value))
        merged: dict[Scalar, tuple[Node, Node]] = {}
        own: list[tuple[Node, Node]] = []
        names: dict[Scalar, Node] = {}
        for key, value in node.value:
            if str(key.tag) == f"{_TAG}merge":
                for pair in self.merged(value, depth):
                    merged.setdefault(pair[0].value, pair)
            else:
                name = self.node(key, depth)
                own.append((name, self.node(value, depth)))
                if name.kind == "scalar" and (earlier := names.get(name.value)) is not None:
                    self.duplicates.append((earlier, name))
                names[name.value] = name
        pairs = [*merged.values(), *own]
        return Node("mapping", span, keys=tuple(key for key, _ in pairs), children=tuple(value for _, value in pairs))

    def merged(self, node: Any, depth: int) -> Iterator[tuple[Node, Node]]:
        value = self.node(node, depth)
        for mapping in value.children if value.kind == "sequence" else (value,):
            if self.merges < _MAXIMUM_MERGED:
                self.merges += len(mapping.keys)
                yield from mapping.items if mapping.kind == "mapping" else ()

    def span(self, node: Any) -> Span:
        """Without the line breaks and comments that ruamel.yaml counts as the end of a block."""
        start, end = node.start_mark.index, node.end_mark.index
        return Span(start, start + len(self.text[start:end].rstrip()))


def _value(tag: str, text: str) -> Scalar:
    match tag.removeprefix(_TAG):
        case "null":
            return None
        case "bool":
            return _WORDS.get(text.lower(), text)
        case "int" if text.lstrip("+-").isdecimal() and len(text) < MAXIMUM_DEPTH:
            return int(text)
    return text


def _place(text: str, start: int) -> Span:
    """One character, or nothing at the end of a line."""
    return Span(start, start + (text[start : start + 1].strip() != ""))


def _sentence(reason: str | None) -> str:
    first = " ".join((reason or "").split())
    return f"this is no YAML: {first}" if first else "this is no YAML"
