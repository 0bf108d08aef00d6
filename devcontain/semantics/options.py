"""The words of a command line to options and operands."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

    from devcontain.semantics.commands import Command
    from devcontain.syntax.shell_words import Word


class Operand(NamedTuple):
    """A word that is not an option, or an option's value; `value` has its known variables replaced."""

    word: Word
    value: str


class Options:
    """Options with their values, and operands, in order."""

    def __init__(self) -> None:
        self.given: dict[str, list[Operand]] = {}
        self.flags: set[str] = set()
        self.operands: list[Operand] = []

    def has(self, *flags: str) -> bool:
        """Whether one of these flags is given."""
        return not self.flags.isdisjoint(flags)

    def values(self, *flags: str) -> list[Operand]:
        """The values of these options."""
        return [operand for flag in flags for operand in self.given.get(flag, ())]

    def add(self, flag: str, operand: Operand) -> None:
        """Record an option with its value."""
        self.flags.add(flag)
        self.given.setdefault(flag, []).append(operand)


@lru_cache(maxsize=256)
def read_options(command: Command, with_value: tuple[str, ...]) -> Options:
    """Split a command's arguments; `with_value` are the options that take the next word. The answer is shared."""
    takes = _as_set(with_value)
    options = Options()
    words = iter(zip(command.arguments, command.values, strict=True))
    for word, value in words:
        if not value.startswith("-") or value == "-":
            options.operands.append(Operand(word, value))
        elif value == "--":
            options.operands += [Operand(*pair) for pair in words]
        else:
            _read_option(options, Operand(word, value), takes, words)
    return options


_as_set = lru_cache(maxsize=256)(frozenset[str])


def _read_option(options: Options, operand: Operand, takes: frozenset[str], words: Iterable[tuple[Word, str]]) -> None:
    name, equals, text = operand.value.partition("=")
    if name.startswith("--") and equals:
        options.add(name, Operand(operand.word, text))
        return
    options.flags.add(name)
    flag, attached = (name, "") if name in takes or name.startswith("--") else _read_cluster(options, operand, takes)
    if attached:
        options.add(flag, Operand(operand.word, attached))
    elif flag in takes and (following := next(iter(words), None)):
        options.add(flag, Operand(*following))


def _read_cluster(options: Options, operand: Operand, takes: frozenset[str]) -> tuple[str, str]:
    """`-qyrfile` is `-q -y -r file`: the option that takes a value, and what is attached to it."""
    for index, letter in enumerate(operand.value[1:], 2):
        options.flags.add(f"-{letter}")
        if f"-{letter}" in takes:
            return f"-{letter}", operand.value[index:]
    return "", ""
