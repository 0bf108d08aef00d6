"""The commands of a RUN as they are carried out: behind sudo, env, `sh -c`, xargs and the like."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devcontain.caching import cached_property
from devcontain.pattern import pattern
from devcontain.semantics.shell_variables import SETTERS, own_variables
from devcontain.semantics.variables import Layered, expand_known
from devcontain.semantics.wrappers import WRAPPERS, Wrapped
from devcontain.syntax import instruction, shell
from devcontain.syntax.shell_commands import SimpleCommand
from devcontain.syntax.shell_words import Word
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Mapping

    from devcontain.semantics.build import Step

_SHELLS = frozenset(["sh", "bash", "dash", "ash", "zsh", "ksh"])
_NUMBERED = pattern(r"(python|pip|pypy)[\d.]*(\.exe)?")
_ASSIGNMENT = pattern(r"([A-Za-z_]\w*)=(.*)", re.DOTALL)
_SCRIPT_FLAG = pattern(r"-[a-z]*c[a-z]*")
_SHEBANG = pattern(r"#!\s*(\S+)(?:[ \t]+(\S+))?")
_VARIABLE = pattern(r"\$(?:\w+|\{\w+\})")
_PLAIN_WORD = pattern(r"[^\s$`'\"\\]+")
_MAXIMUM_DEPTH = 8
_MAXIMUM_LENGTH = 500
_MAXIMUM_WORDS = 1000


class Command:
    """One shell command: its name without directory or version, its arguments, and where it stands."""

    def __init__(
        self,
        step: Step,
        syntax: SimpleCommand,
        words: list[Word],
        outer: Command | None = None,
        own: Mapping[str, str | None] | None = None,
    ) -> None:
        self.step = step
        self.syntax = syntax
        self.words = words
        self.outer = outer
        self.own = own
        self.path = expand_known(words[0].value, self.variables) if words[0].expands else words[0].value
        self.name = _plain_name(self.path)
        self.wrappers: tuple[str, ...] = ()
        self.environment: dict[str, str] = {}

    @property
    def variables(self) -> Mapping[str, str | None]:
        """ARG, ENV, and what the script itself has set before."""
        known = self.step.scope.variables
        return Layered(self.own, known) if self.own else known

    @property
    def arguments(self) -> list[Word]:
        """The words after the name."""
        return self.words[1:]

    @property
    def span(self) -> Span:
        """From the name to the last argument."""
        return Span(self.words[0].span.start, self.words[-1].span.end)

    @property
    def context(self) -> tuple[str, ...]:
        """The constructs it stands in, from the outside: condition, branch, loop, function, substitution, ..."""
        return (*self.outer.context, *self.syntax.context) if self.outer else self.syntax.context

    @cached_property
    def values(self) -> list[str]:
        """The arguments' values, with the variables replaced that are known."""
        if not any(word.expands for word in self.arguments):
            return [word.value for word in self.arguments]
        variables = self.variables
        return [expand_known(word.value, variables) if word.expands else word.value for word in self.arguments]

    def has_flag(self, *flags: str) -> bool:
        """Whether one of these flags is given, alone or as `--flag=value`."""
        return any(value in flags or value.partition("=")[0] in flags for value in self.values)


def commands_of(step: Step) -> list[Command]:
    """The commands of a RUN step; none where the shell is not a POSIX one."""
    strings = step.instruction.exec_form
    if strings is not None:
        return _exec_form(step, strings)
    if not _is_posix(step.scope.shell):
        return []
    return _script(step, step.instruction.script, step.instruction.offset, None)


def _is_posix(shell: tuple[str, ...]) -> bool:
    """Whether a SHELL runs a POSIX shell, itself or through another program: `conda run -n x bash -c`, `scl enable`."""
    return not shell or _plain_name(shell[0]) == "scl" or any(_plain_name(part) in _SHELLS for part in shell)


def _exec_form(step: Step, strings: list[instruction.Word]) -> list[Command]:
    if not strings:
        return []
    syntax = SimpleCommand(strings[0].span.start, "", ())
    syntax.words = [Word(word.span, word.value) for word in strings]
    syntax.span = Span(strings[0].span.start, strings[-1].span.end)
    return _unwrap(step, syntax, None)


def _script(step: Step, text: str, offset: int, outer: Command | None) -> list[Command]:
    parsed = shell.parse(text, offset)
    if len(parsed) == 1 and not parsed[0].words and offset == step.instruction.offset:
        return _heredoc_script(step, parsed[0], outer)
    own = outer.own if outer else None
    if any(syntax.assignments or syntax.name in SETTERS for syntax in parsed):
        own = {**(own or {}), **own_variables(parsed, outer.variables if outer else step.scope.variables)}
    return [command for syntax in parsed if syntax.words for command in _unwrap(step, syntax, outer, own)]


def _heredoc_script(step: Step, syntax: SimpleCommand, outer: Command | None) -> list[Command]:
    """A here-document given to a shell is a script."""
    content = next((redirect.content for redirect in syntax.redirects if redirect.content), None)
    if content is None or _depth(outer) >= _MAXIMUM_DEPTH:
        return []
    offset = step.instruction.offset
    text = step.instruction.script[content.start - offset : content.end - offset]
    shebang = _SHEBANG.match(text)
    if shebang and not {_plain_name(part) for part in shebang.groups() if part} & _SHELLS:
        return []
    return _script(step, text, content.start, outer)


def _unwrap(
    step: Step, syntax: SimpleCommand, outer: Command | None, own: Mapping[str, str | None] | None = None
) -> list[Command]:
    command = Command(step, syntax, syntax.words, outer, own)
    if any(word.expands for word in syntax.words):
        command = Command(step, syntax, _spread(syntax.words, command.variables), outer, own)
    command.environment = {**(outer.environment if outer else {}), **_assignments(syntax.assignments)}
    command.wrappers = outer.wrappers if outer else ()
    return _carried_out(command)


def _carried_out(command: Command) -> list[Command]:
    """What a command comes to behind its wrappers, and what that runs itself."""
    for _ in range(_MAXIMUM_DEPTH):
        wrapper = WRAPPERS.get(command.name)
        wrapped = wrapper(command.arguments) if wrapper else None
        if wrapped is None:
            break
        command = _inner(command, wrapped)
    return [command, *_inner_script(command)] if _depth(command.outer) < _MAXIMUM_DEPTH else [command]


def _spread(words: list[Word], variables: Mapping[str, str | None]) -> list[Word]:
    """The words of a command line, those apart that a variable without quotes holds."""
    found: list[Word] = []
    for word in words:
        found += _parts(word, variables) if word.expands and len(found) < _MAXIMUM_WORDS else [word]
    return found


def _parts(word: Word, variables: Mapping[str, str | None]) -> list[Word]:
    if len(word.value) != word.span.end - word.span.start or not _VARIABLE.fullmatch(word.value):
        return [word]
    value = expand_known(word.value, variables)
    parts = value.split() if len(value) <= _MAXIMUM_LENGTH else []
    if len(parts) < 2 or not all(map(_PLAIN_WORD.fullmatch, parts)):
        return [word]
    return [Word(word.span, part, expands=True) for part in parts]


def _inner(command: Command, wrapped: Wrapped) -> Command:
    inner = Command(command.step, command.syntax, command.arguments[wrapped.skip :], command.outer, command.own)
    inner.environment = {**command.environment, **_assignments(command.arguments[: wrapped.skip])}
    inner.wrappers = (*command.wrappers, command.name)
    if wrapped.name:
        inner.name = wrapped.name
        inner.words = [Word(Span(command.words[0].span.start, inner.words[0].span.end), wrapped.name), *inner.words[1:]]
    return inner


def _inner_script(command: Command) -> list[Command]:
    """The commands of `sh -c '...'`, `eval '...'`, `su -c '...'`, `find -exec ...`, or a here-document for a shell."""
    if command.name == "find":
        return _executed(command)
    word = _script_word(command)
    if word is not None:
        text, offset = _inner_text(command.step, word)
        return _script(command.step, text, offset, command)
    if command.name in _SHELLS and all(value.startswith("-") for value in command.values):
        return _heredoc_script(command.step, command.syntax, command)
    return []


def _executed(command: Command) -> list[Command]:
    """The command that `find` runs for what it finds; one that removes is seen with `find` itself."""
    words = command.arguments
    start = next((index for index, word in enumerate(words, 1) if word.value in ("-exec", "-execdir")), len(words))
    end = next((index for index in range(start, len(words)) if words[index].value in (";", "+")), start)
    if start == end or words[start].value in ("rm", "unlink") or "find" in command.wrappers:
        return []
    inner = Command(command.step, command.syntax, words[start:end], command.outer, command.own)
    inner.environment = command.environment
    inner.wrappers = (*command.wrappers, "find")
    return _carried_out(inner)


def _script_word(command: Command) -> Word | None:
    if command.name == "eval" and len(command.arguments) == 1:
        return command.arguments[0]
    if command.name == "scl":
        return command.arguments[-1] if command.values[:1] == ["enable"] else None
    if command.name not in _SHELLS and command.name not in ("su", "runuser"):
        return None
    for index, word in enumerate(command.arguments[:-1]):
        if _SCRIPT_FLAG.fullmatch(word.value) or word.value == "--command":
            return command.arguments[index + 1]
    return None


def _inner_text(step: Step, word: Word) -> tuple[str, int]:
    """The script in a quoted word; its places are exact where quoting changes nothing but the ends."""
    start = word.span.start - step.instruction.start
    written = step.instruction.masked[start : word.span.end - step.instruction.start]
    inner = written[1:-1] if written[:1] in ("'", '"') and len(written) >= 2 else written
    if inner.replace(instruction.HOLE, "") == word.value:
        return inner, word.span.start + (len(written) - len(inner)) // 2
    if len(word.value) <= len(inner):
        return word.value, word.span.start + 1
    return "", word.span.start


def _assignments(words: list[Word]) -> dict[str, str]:
    if not words:
        return {}
    matches = (_ASSIGNMENT.fullmatch(word.value) for word in words)
    return {match[1]: match[2] for match in matches if match}


def _plain_name(path: str) -> str:
    name = path.rpartition("/")[2]
    numbered = _NUMBERED.fullmatch(name) if name.startswith("p") else None
    return numbered[1] if numbered else name


def _depth(command: Command | None) -> int:
    depth = 0
    while command is not None:
        depth, command = depth + 1, command.outer
    return depth
