"""Which of ShellCheck's codes are wanted, and how grave they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import OFF
from devcontain.lint.select import is_shellcheck, names_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from devcontain.lint.rule import Severity
    from devcontain.lint.select import Selection

_ABSENT = "the file that is sourced stands in the image, where it cannot be read"
LEFT_OUT = {
    "SC1075": "a RUN is one line, in which an `if` right behind an `else` is no mistaken `elif`",
    "SC1090": _ABSENT,
    "SC1091": _ABSENT,
    "SC2016": "a RUN that writes a script or a profile means what it puts in single quotes",
    "SC2102": "what it finds in Dockerfiles are the extras of Python packages, such as `uvicorn[standard]`",
    "SC2185": "every `find` in a Linux image has a default path",
    "SC2291": "the spaces that it finds are the indentation of continued lines",
}
"""Codes that only their own name turns on, not `SC` or another prefix, and why."""


class Wanted:
    """The codes that selections choose, as they choose rules; without one that names ShellCheck there is none."""

    def __init__(
        self,
        selections: Sequence[Selection],
        ignored: Iterable[str] = (),
        severities: Mapping[str, Severity] | None = None,
    ) -> None:
        self.selections = [
            (bool(each.select), [*_prefixes((*each.select, *each.extend))], [*_prefixes(each.ignore, "")])
            for each in selections
        ]
        self.ignored = tuple(_prefixes(ignored, ""))
        self.severities = [
            (prefix, grade) for name, grade in (severities or {}).items() for prefix in _prefixes([name], "")
        ]

    def __bool__(self) -> bool:
        return bool(self.prefixes())

    def prefixes(self) -> list[str]:
        """What is selected: codes, and the beginnings of codes."""
        return sorted({prefix for _, selected, _ in self.selections for prefix in selected if self.has(prefix)})

    def has(self, code: str) -> bool:
        """Whether a code is wanted."""
        is_on = False
        for begins_anew, selected, ignored in self.selections:
            on = _longest(code, selected if code not in LEFT_OUT else [name for name in selected if name == code])
            off = _longest(code, ignored)
            is_on = on > off if max(on, off) >= 0 else is_on and not begins_anew
        return is_on and not code.startswith(self.ignored) and self.severity(code, "info") != OFF

    def severity(self, code: str, level: Severity) -> Severity:
        """The severity of a code that ShellCheck itself gives this one."""
        grade = max((each for each in self.severities if code.startswith(each[0])), key=_length, default=("", level))
        return grade[1]


def _prefixes(selectors: Iterable[str], everything: str | None = None) -> Iterator[str]:
    """The selectors that mean codes of ShellCheck, in capitals; for `ALL` what is given for it, if that is."""
    for name in map(str.upper, names_in(selectors)):
        if is_shellcheck(name):
            yield name
        elif name == "ALL" and everything is not None:
            yield everything


def _longest(code: str, prefixes: Iterable[str]) -> int:
    return max((len(prefix) for prefix in prefixes if code.startswith(prefix)), default=-1)


def _length(grade: tuple[str, Severity]) -> int:
    return len(grade[0])
