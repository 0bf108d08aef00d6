"""Where and how one more command is added to the end of a RUN, in the style of the RUN."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern
from devcontain.syntax import shell
from devcontain.syntax.instruction import HOLE

if TYPE_CHECKING:
    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command
    from devcontain.syntax.instruction import Instruction
    from devcontain.syntax.shell_commands import Redirect, SimpleCommand
    from devcontain.syntax.shell_words import Word

_SPECIAL = frozenset("'\"`$\\")
_LEAVERS = frozenset(["exit", "exec", "return"])
_COMMENT = pattern(rf"[ \t{HOLE}]+#")
_INDENT = pattern(r"[ \t]*")


class Insertion(NamedTuple):
    """Text to put at an offset of the file."""

    offset: int
    text: str


def append_command(command: Command, addition: str) -> Insertion | None:
    """Add a command after all others of the RUN in which `command` stands; nothing where that might not work."""
    step = command.step
    instruction = step.instruction
    if instruction.exec_form is not None or not step.commands:
        return None
    if "sudo" in command.wrappers:
        addition = f"sudo {addition}"
    for heredoc in instruction.heredocs:
        if heredoc.content.start <= command.syntax.span.start < heredoc.content.end:
            return _in_heredoc(step, heredoc.content.start, heredoc.content.end, addition)
    return _after_last(step, addition)


def _in_heredoc(step: Step, start: int, end: int, addition: str) -> Insertion | None:
    text = step.stage.build.dockerfile.source.text[start:end]
    last = text.rstrip("\r\n").rpartition("\n")[2]
    if last.rstrip().endswith("\\") or any(map(_leaves, step.commands[-1:])):
        return None
    indent = _INDENT.match(last)
    return Insertion(end, f"{indent[0] if indent else ''}{addition}{_newline(step)}")


@lru_cache(maxsize=4)
def _after_last(step: Step, addition: str) -> Insertion | None:
    instruction = step.instruction
    top = (command for command in step.commands if command.outer is None)
    final = max(top, key=lambda command: command.syntax.span.end)
    last = final.syntax
    if last.after == "&" or _leaves(final) or not instruction.body:
        return None
    end = instruction.offset + len(instruction.body)
    tail = instruction.body[last.span.end - instruction.offset :]
    comment = _COMMENT.search(tail)
    if comment:
        end = last.span.end + comment.start()
    body = instruction.body[: end - instruction.offset]
    if body.endswith(("&", "|", "(", "{")) or not _is_closed(last, instruction, body):
        return None
    return Insertion(end, _joined(step, body, addition))


def _is_closed(last: SimpleCommand, instruction: Instruction, body: str) -> bool:
    """Whether a word that is put behind the last one becomes a word, and no part of an open quotation."""
    parts: list[Word | Redirect] = [*last.words, *last.assignments, *last.redirects]
    text = body[max(part.span.start for part in parts) - instruction.offset :]
    if _SPECIAL.isdisjoint(text):
        return True
    commands = [each for each in shell.parse(f"a {text} b") if "substitution" not in each.context]
    return [word.value for word in commands[-1].words[-1:]] == ["b"]


def _leaves(command: Command) -> bool:
    """Whether nothing that follows is carried out."""
    return not _LEAVERS.isdisjoint((command.name, *command.wrappers))


def _joined(step: Step, body: str, addition: str) -> str:
    """`&&` stands where the RUN's own operators stand: at the ends of lines, or at their beginnings."""
    newline = _newline(step)
    separator = "" if body.endswith(";") else "&& "
    source = step.stage.build.dockerfile.source
    start, end = step.instruction.start, step.instruction.offset + len(body)
    lines = source.text[start:end].split("\n")
    if len(lines) == 1:
        return f" {separator}{addition}"
    escape = step.instruction.escape
    contents = [line.rstrip().removesuffix(escape).rstrip() for line in lines]
    leading = sum(line.lstrip().startswith("&&") for line in contents)
    if not separator or sum(line.endswith("&&") for line in contents) > leading:
        return f" {separator}{escape}{newline}{_indent(lines, contents, ('&&', ';'))}{addition}"
    return f" {escape}{newline}{_indent(lines, contents, ()) or '    '}{separator}{addition}"


def _indent(lines: list[str], contents: list[str], operators: tuple[str, ...]) -> str:
    """The indentation of the last line on which a command begins."""
    for index in range(len(lines) - 1, 0, -1):
        begins = contents[index - 1].endswith(operators) if operators else contents[index].lstrip().startswith("&&")
        if begins:
            match = _INDENT.match(lines[index])
            return match[0] if match else ""
    match = _INDENT.match(lines[1])
    return match[0] if match else ""


def _newline(step: Step) -> str:
    return "\r\n" if "\r\n" in step.stage.build.dockerfile.source.text[:2000] else "\n"
