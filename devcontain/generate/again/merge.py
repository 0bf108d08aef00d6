"""Three texts as one: what was written last, what the user made of it, and what is to be written now."""

from __future__ import annotations

from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Iterator, Sequence, Set

    _Side = Sequence[Hashable]

_Lines = list[str]


class Conflict(NamedTuple):
    """A place that the user and devcontain changed differently; without a text on the side that has nothing there."""

    path: str
    place: str
    mine: str
    base: str
    new: str

    def lines(self) -> Iterator[str]:
        """The conflict as git marks it in its `diff3` style, without line endings."""
        yield f"<<<<<<< {self.path}, {self.place}: yours"
        yield from self.mine.splitlines()
        yield "||||||| what devcontain wrote before"
        yield from self.base.splitlines()
        yield "======="
        yield from self.new.splitlines()
        yield ">>>>>>> what devcontain writes now"


class Merge(NamedTuple):
    """The text that came of it, and every conflict, whichever side the text has there."""

    text: str
    conflicts: tuple[Conflict, ...] = ()


def merge_texts(path: str, base: str, mine: str, new: str, taken: Set[Conflict]) -> Merge:
    """Line by line; conflicts among `taken` get devcontain's side, all others the user's."""
    return merge_regions(path, regions(*(text.splitlines(keepends=True) for text in (base, mine, new))), taken)


def merge_regions(path: str, parts: Iterable[tuple[_Lines, _Lines, _Lines]], taken: Set[Conflict]) -> Merge:
    """Region by region: what only one side changed is merged, what both changed differently is a conflict."""
    merged: _Lines = []
    conflicts = []
    row = 1
    for was, is_now, to_be in parts:
        if was in (is_now, to_be) or is_now == to_be:
            merged += to_be if was == is_now else is_now
        else:
            place = f"line {row}" if len(is_now) < 2 else f"lines {row}-{row + len(is_now) - 1}"
            conflict = Conflict(path, place, "".join(is_now), "".join(was), "".join(to_be))
            conflicts.append(conflict)
            merged += to_be if conflict in taken else is_now
        row += len(is_now)
    return Merge("".join(merged), tuple(conflicts))


def whole(path: str, base: str, mine: str, new: str, taken: Set[Conflict]) -> Merge:
    """One conflict over everything: for a text that cannot be taken apart."""
    conflict = Conflict(path, "the whole file", mine, base, new)
    return Merge(new if conflict in taken else mine, (conflict,))


def regions(base: _Lines, mine: _Lines, new: _Lines) -> Iterator[tuple[_Lines, _Lines, _Lines]]:
    """The texts cut where all three agree: what lies between, then the line that they share, and so on."""
    row = row_of_mine = row_of_new = 0
    for index, in_mine, in_new in shared(base, mine, new):
        yield base[row:index], mine[row_of_mine:in_mine], new[row_of_new:in_new]
        yield [base[index]], [base[index]], [base[index]]
        row, row_of_mine, row_of_new = index + 1, in_mine + 1, in_new + 1
    yield base[row:], mine[row_of_mine:], new[row_of_new:]


def shared(base: _Side, mine: _Side, new: _Side) -> Iterator[tuple[int, int, int]]:
    """Where each line of the base that both others have stands in all three."""
    in_mine, in_new = _matches(base, mine), _matches(base, new)
    return ((index, in_mine[index], in_new[index]) for index in in_mine if index in in_new)


def _matches(base: _Side, other: _Side) -> dict[int, int]:
    """The lines of the base that the other has as well, and where."""
    blocks = SequenceMatcher(None, base, other, autojunk=False).get_matching_blocks()
    return {block.a + offset: block.b + offset for block in blocks for offset in range(block.size)}
