"""The packages that a line of a Dockerfile installs, as a set that the user and devcontain may both change."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from devcontain.generate.render import listed, wrapped
from devcontain.pattern import pattern

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

_GAP = r"[ \t]+(?:\\[ \t]*\n(?:[ \t]*#[^\n]*\n)*[ \t]*)?"
_WORD = r"""(?:[A-Za-z0-9][\w.+:=~!*/\[\],@-]*|'[A-Za-z0-9][^'\\\n]*'|"[A-Za-z0-9][^"\\$`\n]*")"""
LIST = (
    r"(?P<head>[^\n]*?\b(?:apt-get install -y --no-install-recommends"
    r"|(?P<pip>pip install --cache-dir=/var/cache/\w+ --constraint=/tmp/installed\.txt)))"
    rf"(?P<words>(?:{_GAP}{_WORD})+)(?P<tail>[ \t]+\\[ \t]*\n(?=[ \t]*&&)|[ \t]*(?:\n|\Z))"
)
"""The lines of such a list as the templates have it, with nothing else on them."""
_LISTED = pattern(rf"(?P<gap>{_GAP})(?P<word>{_WORD})")
_COMMENT = pattern(r"#[^\n]*\n")
_VERSION = pattern(r"[^\w.+:-].*")
_INDENT = " " * 6


class PackageList(NamedTuple):
    """A list as it stands in a file: the words, and the comments above them, by the names of the packages."""

    text: str
    head: str
    tail: str
    is_of_pip: bool
    is_stacked: bool
    """Whether a line ends between two packages."""
    words: Mapping[str, str]
    comments: Mapping[str, str]

    def emptied(self) -> PackageList:
        """The same without packages, which no file has."""
        return self._replace(text="", words={}, comments={})


def read_list(match: re.Match[str]) -> PackageList | None:
    """The list that a match of LIST is; nothing where it names a package twice, differently."""
    found = list(_LISTED.finditer(match["words"]))
    words = {_name(one["word"]): one["word"] for one in found}
    if len(words) < len({one["word"] for one in found}):
        return None
    comments: dict[str, str] = {}
    for one in found:
        name = _name(one["word"])
        comments[name] = comments.get(name, "") + "".join(_INDENT + line for line in _COMMENT.findall(one["gap"]))
    is_stacked = any("\n" in one["gap"] for one in found[1:])
    return PackageList(match[0], match["head"], match["tail"], bool(match["pip"]), is_stacked, words, comments)


def merge_lists(base: PackageList, mine: PackageList, new: PackageList) -> str | None:
    """The text of what both made of a list; nothing where only a person can tell what that is."""
    if base.text == mine.text:
        return new.text
    sides = [side.words for side in (base, mine, new)]
    words = {}
    for name in {**mine.words, **new.words}:
        was, is_now, to_be = (side.get(name, "") for side in sides)
        if was and is_now and to_be and len({was, is_now, to_be}) == len(sides):
            return None
        words[name] = to_be if was == is_now else is_now
    words = {name: word for name, word in words.items() if word}
    if words == mine.words:
        return mine.text
    has_orphan = any(mine.comments[name] for name in mine.words if name not in words)
    if not words or has_orphan or any((*base.comments.values(), *new.comments.values())):
        return None
    is_stacked = mine.is_stacked and not base.is_stacked
    return f"{new.head} {_laid_out(words, mine, is_stacked)}{new.tail}"


def _laid_out(words: Mapping[str, str], mine: PackageList, is_stacked: bool) -> str:
    """As the templates do it; where the user put comments between packages, or one a line, that stays so."""
    names = sorted(words)
    has_comments = any(mine.comments.values())
    if has_comments:
        names = [*(name for name in names if name not in mine.words), *(name for name in mine.words if name in words)]
    if has_comments or is_stacked:
        return "\\\n" + " \\\n".join(f"{mine.comments.get(name, '')}{_INDENT}{words[name]}" for name in names)
    in_order = tuple(words[name] for name in names)
    return f"\\\n{_INDENT}{listed(in_order)}" if mine.is_of_pip else wrapped(in_order)


def _name(word: str) -> str:
    """Of pip's packages as of Debian's; one of another architecture is another package."""
    return _VERSION.sub("", word.strip("'\"")).casefold().replace("_", "-")
