"""The same for a compose file, key by key: seen as blocks of lines, so that all that the user wrote stays as it is."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.generate.again.merge import Conflict, Merge, merge_texts
from devcontain.generate.again.named import lost
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

_KEY = pattern(r"""("(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\s#:'"\[\]{}&*!|>%@`,-][^:#\n]*?)[ ]*:(?=\s|$)""")
_SCALAR = pattern(r":[ ]+[|>][-+0-9]*[ ]*(?:#[^\n]*)?\n?\Z")
_ITEM = pattern(r"-(?:[ ]|$)")

_Lines = list[str]
_Path = tuple[str, ...]


class _Entry(NamedTuple):
    """A key with its value, or an item: the blank lines and comments above, its first line, and the deeper ones."""

    above: _Lines
    first: str
    below: _Lines

    @property
    def lines(self) -> _Lines:
        """All of it but what stands above."""
        return [self.first, *self.below]


def merge_yamls(path: str, base: str, mine: str, new: str, taken: Set[Conflict]) -> Merge:
    """Conflicts among `taken` get devcontain's side, all others the user's."""
    texts = [text.splitlines(keepends=True) for text in (base, mine, new)]
    needed: frozenset[_Path] = frozenset()
    while True:
        merging = _Merging(path, taken, needed)
        merged = "".join(merging.blocks((), *texts))
        sides = [] if merged == mine else [mine, new] if taken else [mine]
        missing = {place for side in sides for place in lost(side, merged)} - needed
        if not missing:
            is_empty = any(map(_is_content, texts[1])) and not any(map(_is_content, merged.splitlines()))
            return _of_nothing(path, base, mine, new, taken) if is_empty else Merge(merged, tuple(merging.conflicts))
        needed |= missing


def _of_nothing(path: str, base: str, mine: str, new: str, taken: Set[Conflict]) -> Merge:
    """Where each side took away what the other left: a file without a key would be none that Compose reads."""
    conflict = Conflict(path, "the whole file", mine, base, new)
    return Merge(new if conflict in taken else mine, (conflict,))


class _Merging:
    """One merge, and the conflicts found so far."""

    def __init__(self, path: str, taken: Set[Conflict], needed: Set[_Path]) -> None:
        self.path = path
        self.taken = taken
        self.needed = needed
        """What stays, or comes back, since something that is there names it."""
        self.conflicts: list[Conflict] = []

    def blocks(self, place: _Path, base: _Lines, mine: _Lines, new: _Lines) -> _Lines:
        """What is made of the lines below a key."""
        base, new = _aligned(base, mine), _aligned(new, mine)
        if mine == new or (mine == base and place not in self.needed):
            return new
        if new == base:
            return mine
        before, own, wanted = (_read(lines) for lines in (base, mine, new))
        if before is None or own is None or wanted is None or _mixes((*before, *own, *wanted)):
            return self._as_text(place, base, mine, new)
        kept = {key: self._kept(place, key, before.get(key), entry, wanted.get(key)) for key, entry in own.items()}
        merged = [(key, lines) for key, lines in kept.items() if lines]
        for previous, (key, entry) in zip((None, *wanted), wanted.items(), strict=False):
            if key not in own and self._is_added(place, key, before.get(key), entry):
                names = [name for name, _ in merged]
                at = names.index(previous) + 1 if previous in names else 0 if previous is None else len(names)
                merged.insert(at, (key, [*entry.above, *entry.lines]))
        tail = mine[sum(len(entry.above) + len(entry.lines) for entry in own.values()) :]
        return [line for _, lines in merged for line in lines] + tail

    def _kept(self, place: _Path, key: str, base: _Entry | None, mine: _Entry, new: _Entry | None) -> _Lines:
        """What stays of an entry that the user has; nothing where it goes."""
        if base and not new and (*place, key) not in self.needed:
            is_gone = mine.lines == base.lines or self._is_taken((*place, key), mine.lines, base.lines, [])
            return [] if is_gone else [*mine.above, *mine.lines]
        if not new:
            return [*mine.above, *mine.lines]
        above = new.above if base and mine.above == base.above else mine.above
        lines = self._lines((*place, key), base, mine, new)
        return [*above, *lines] if lines else []

    def _lines(self, place: _Path, base: _Entry | None, mine: _Entry, new: _Entry) -> _Lines:
        """An entry that both sides have; nothing where each took away what the other left of it."""
        if base and mine.lines == base.lines and place not in self.needed:
            return new.lines
        if mine.lines == new.lines or (base and new.lines == base.lines):
            return mine.lines
        if mine.first == new.first and mine.below and new.below:
            texts = (base.below if base else [], mine.below, new.below)
            if _SCALAR.search(mine.first):
                return [mine.first, *self._as_text(place, *texts)]
            below = self.blocks(place, *texts)
            return [mine.first, *below] if any(map(_is_content, below)) else []
        return new.lines if self._is_taken(place, mine.lines, base.lines if base else [], new.lines) else mine.lines

    def _is_added(self, place: _Path, key: str, base: _Entry | None, new: _Entry) -> bool:
        """Whether an entry comes that the user does not have: it is new, or was taken out and has changed since."""
        if base is None or (*place, key) in self.needed:
            return True
        return base.lines != new.lines and self._is_taken((*place, key), [], base.lines, new.lines)

    def _is_taken(self, place: _Path, mine: _Lines, base: _Lines, new: _Lines) -> bool:
        conflict = Conflict(self.path, ".".join(place), *("".join(lines) for lines in (mine, base, new)))
        self.conflicts.append(conflict)
        return conflict in self.taken

    def _as_text(self, place: _Path, base: _Lines, mine: _Lines, new: _Lines) -> _Lines:
        merged = merge_texts(self.path, "".join(base), "".join(mine), "".join(new), frozenset())
        if not merged.conflicts:
            return merged.text.splitlines(keepends=True)
        return new if self._is_taken(place or ("the whole file",), mine, base, new) else mine


def _read(lines: _Lines) -> dict[str, _Entry] | None:
    """The entries of a block by their keys, or by themselves in a list; none where it is written in another way."""
    entries: dict[str, _Entry] = {}
    waiting: _Lines = []
    current: _Entry | None = None
    indent = next((_indent(line) for line in lines if _is_content(line)), 0)
    for line in lines:
        is_item = current is not None and _ITEM.match(line.strip()) and not _ITEM.match(current.first.strip())
        is_deeper = _indent(line) > indent or (_indent(line) == indent and is_item)
        if not _is_content(line) and not (is_deeper and current and line.strip()):
            waiting.append(line)
        elif current and is_deeper:
            current.below.extend((*waiting, line))
            waiting = []
        else:
            key = _key(line.strip()) if _indent(line) == indent else None
            if key is None or key in entries:
                return None
            current = entries[key] = _Entry(waiting, line, [])
            waiting = []
    return None if _mixes(entries) else entries


def _key(text: str) -> str | None:
    """The name of a key, or an item itself."""
    if _ITEM.match(text):
        return text
    match = _KEY.match(text)
    return match[1].strip("\"'") if match else None


def _aligned(lines: _Lines, others: _Lines) -> _Lines:
    """The lines, moved to where the others begin: levels may be of other widths on both sides."""
    first, wanted = (next((_indent(line) for line in side if _is_content(line)), None) for side in (lines, others))
    if first is None or wanted is None or first == wanted:
        return lines
    return [f"{' ' * max(0, _indent(line) + wanted - first)}{line.lstrip(' ')}" for line in lines]


def _mixes(entries: Iterable[str]) -> bool:
    """Whether some are keys and some are items, as where a list stands no deeper than its key."""
    return len({bool(_ITEM.match(key)) for key in entries}) > 1


def _is_content(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
