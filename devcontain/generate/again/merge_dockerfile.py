"""The same for a Dockerfile: by lines, but for the lists of packages, to which the user and devcontain may both add."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.generate.again.merge import Merge, merge_regions, regions, shared
from devcontain.generate.again.package_list import LIST, PackageList, merge_lists, read_list
from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Set

    from devcontain.generate.again.merge import Conflict

_STAGE_OR_LIST = pattern(rf"(?m)^(?:(?P<stage>(?i:FROM)\b)|{LIST})")

_Lines = list[str]
_Region = tuple[_Lines, _Lines, _Lines]


class _Part(NamedTuple):
    """A line or a list, and that by which it is found in another text: of a list, all but what it lists."""

    text: str
    key: Hashable
    packages: PackageList | None = None


_Parts = list[_Part]


def merge_dockerfiles(path: str, base: str, mine: str, new: str, taken: Set[Conflict]) -> Merge:
    """Conflicts among `taken` get devcontain's side, all others the user's."""
    return merge_regions(path, _regions(*(list(_parts(text)) for text in (base, mine, new))), taken)


def _regions(base: _Parts, mine: _Parts, new: _Parts) -> Iterator[_Region]:
    """The texts cut at the lists that all three have; a merged one counts as a change of devcontain's alone."""
    row = row_of_mine = row_of_new = 0
    for index, in_mine, in_new in shared(*([part.key for part in side] for side in (base, mine, new))):
        was, is_now, to_be = base[index].packages, mine[in_mine].packages, new[in_new].packages
        merged = merge_lists(was, is_now, to_be) if was and is_now and to_be else None
        if is_now and merged:
            yield from _by_lines(base[row:index], mine[row_of_mine:in_mine], new[row_of_new:in_new])
            lines = _lines(is_now.text)
            yield lines, lines, _lines(merged)
            row, row_of_mine, row_of_new = index + 1, in_mine + 1, in_new + 1
    yield from _by_lines(base[row:], mine[row_of_mine:], new[row_of_new:])


def _by_lines(*sides: _Parts) -> Iterator[_Region]:
    for was, is_now, to_be in regions(*(_lines("".join(part.text for part in side)) for side in sides)):
        merged = _of_two(was, is_now, to_be) if is_now and bool(was) != bool(to_be) else None
        yield (is_now, is_now, _lines(merged)) if merged else (was, is_now, to_be)


def _of_two(was: _Lines, is_now: _Lines, to_be: _Lines) -> str | None:
    """What the user made of an instruction that devcontain wrote and needs no more, or needs from now on."""
    mine, other = (list(_parts("".join(side))) for side in (is_now, was or to_be))
    if is_now == (was or to_be) or [part.key for part in mine] != [part.key for part in other]:
        return None
    merged: list[str | None] = []
    for own, part in zip(mine, other, strict=True):
        if own.packages and part.packages:
            sides = part.packages, own.packages, part.packages.emptied()
            merged.append(merge_lists(*(sides if was else reversed(sides))))
        else:
            merged.append(own.text)
    return "".join(text for text in merged if text) if all(merged) else None


def _parts(text: str) -> Iterator[_Part]:
    stages = end = 0
    for match in _STAGE_OR_LIST.finditer(text):
        if match["stage"]:
            stages += 1
        elif packages := read_list(match):
            yield from _plain(text[end : match.start()])
            yield _Part(packages.text, (stages, packages.head, bool(packages.tail.strip())), packages)
            end = match.end()
    yield from _plain(text[end:])


def _plain(text: str) -> Iterator[_Part]:
    return (_Part(line, line) for line in _lines(text))


def _lines(text: str) -> _Lines:
    return text.splitlines(keepends=True)
