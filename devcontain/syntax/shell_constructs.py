"""The constructs of a shell script that are open at a place: conditions, loops, functions, groups, substitutions."""

from __future__ import annotations

_MAXIMUM_NESTING = 100

_OPENING = {"if": "condition", "while": "condition", "until": "condition", "{": "group"}
_TURNING = {"then": "branch", "else": "branch", "elif": "condition"}
_CLOSING = {
    "fi": ("branch", "condition"),
    "done": ("loop", "condition"),
    "esac": ("case", "case-pattern"),
    "}": ("group",),
}
RESERVED = frozenset([*_OPENING, *_TURNING, *_CLOSING, "do", "!", "time"])
"""Reserved words that stand alone; those that take words of their own are read by the parser."""
TRANSPARENT = frozenset([*_OPENING, "!", "time", "[["])
"""Words through which the operator before them reaches the command behind them."""


class Constructs:
    """A stack of kinds, the outermost first."""

    def __init__(self, stack: tuple[str, ...] = ()) -> None:
        self.stack = list(stack)

    def take(self, word: str) -> None:
        """Open, turn or close what a reserved word opens, turns or closes."""
        if word in _OPENING:
            self.open(_OPENING[word])
        elif word in _TURNING:
            self._turn(_TURNING[word])
        elif word in _CLOSING:
            self.close(*_CLOSING[word])
        elif word == "do" and self.inside("condition"):
            self.stack[-1] = "loop"

    def open(self, kind: str) -> None:
        """Open a construct; beyond any sane nesting further ones are not told apart, which keeps the time linear."""
        if len(self.stack) < _MAXIMUM_NESTING:
            self.stack.append(kind)

    def inside(self, kind: str) -> bool:
        """Whether this is the innermost construct."""
        return bool(self.stack) and self.stack[-1] == kind

    def close(self, *kinds: str) -> None:
        """Close the innermost construct if it is one of these, and the function whose body it was."""
        if self.stack and self.stack[-1] in kinds:
            self.stack.pop()
            if self.inside("function"):
                self.stack.pop()

    def replace(self, kind: str) -> None:
        """Let the innermost construct become another kind."""
        if self.stack:
            self.stack[-1] = kind

    def _turn(self, kind: str) -> None:
        if self.stack and self.stack[-1] in ("condition", "branch"):
            self.stack[-1] = kind
        else:
            self.open(kind)
