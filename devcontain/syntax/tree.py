"""Values of YAML and JSONC with the places they stand in: one tree for both."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from devcontain.syntax.source import Span

Kind = Literal["mapping", "sequence", "scalar"]
Scalar = str | int | float | bool | None

MAXIMUM_DEPTH = 100
ANY = "*"


class Mistake(NamedTuple):
    """What is wrong with the syntax, in one sentence, and where."""

    message: str
    span: Span


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A value and its span; a mapping has as many keys as children, a scalar has neither."""

    kind: Kind
    span: Span
    value: Scalar = None
    keys: tuple[Node, ...] = ()
    children: tuple[Node, ...] = ()

    @property
    def items(self) -> tuple[tuple[Node, Node], ...]:
        """The keys of a mapping, each with its value."""
        return tuple(zip(self.keys, self.children, strict=self.kind == "mapping"))

    def key(self, name: Scalar) -> Node | None:
        """The key of this name in a mapping; of several the last, which is the one that counts."""
        return next((key for key in reversed(self.keys) if key.value == name), None)

    def get(self, name: Scalar) -> Node | None:
        """The value of a key in a mapping; of several the last."""
        return next((value for key, value in reversed(self.items) if key.value == name), None)

    def at(self, path: Sequence[str | int]) -> Node | None:
        """The value at a path of keys and indexes, or none."""
        node: Node | None = self
        for step in path:
            if node is None:
                return None
            node = node._child(step)
        return node

    def select(self, path: Sequence[str | int]) -> Iterator[Node]:
        """Every value at a path in which `*` stands for any key or index."""
        nodes = [self]
        for step in path:
            nodes = [child for node in nodes for child in node._matching(step)]
        yield from nodes

    def to_python(self) -> Any:
        """The value as dicts, lists and scalars; of equal keys the last counts."""
        if self.kind == "mapping":
            return {key.value: child.to_python() for key, child in self.items}
        if self.kind == "sequence":
            return [child.to_python() for child in self.children]
        return self.value

    def _child(self, step: str | int) -> Node | None:
        if self.kind == "mapping":
            return self.get(step)
        if self.kind == "sequence" and isinstance(step, int) and 0 <= step < len(self.children):
            return self.children[step]
        return None

    def _matching(self, step: str | int) -> tuple[Node, ...]:
        if step == ANY:
            return self.children
        child = self._child(step)
        return () if child is None else (child,)


@dataclass(frozen=True)
class Document:
    """A parsed file; without a root where a mistake left nothing to rely on."""

    root: Node | None
    mistakes: tuple[Mistake, ...] = ()
    comments: tuple[Span, ...] = ()
    trailing_commas: tuple[Span, ...] = ()
    duplicates: tuple[tuple[Node, Node], ...] = ()
    """Keys given twice: the earlier one, which is lost, and the later one, which counts."""
