"""Where and how one more command is added to the end of a RUN, in the style of the RUN."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from devcontain.syntax.instruction import HOLE

if TYPE_CHECKING:
    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command

_LEAVERS = frozenset(["exit", "exec", "return"])
_INDENT = re.compile(r"[ \t]*")


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
    if last.rstrip().endswith("\\") or any(command.name in _LEAVERS for command in step.commands[-1:]):
        return None
    indent = _INDENT.match(last)
    return Insertion(end, f"{indent[0] if indent else ''}{addition}{_newline(step)}")


def _after_last(step: Step, addition: str) -> Insertion | None:
    instruction = step.instruction
    top = [command for command in step.commands if command.outer is None]
    last = top[-1].syntax
    if last.after == "&" or top[-1].name in _LEAVERS or not instruction.body:
        return None
    end = instruction.offset + len(instruction.body)
    tail = instruction.body[last.span.end - instruction.offset :]
    comment = tail.find("#")
    if comment >= 0:
        end = last.span.end + len(tail[:comment].rstrip(" \t" + HOLE))
    body = instruction.body[: end - instruction.offset]
    if body.endswith(("&", "|", "(", "{")):
        return None
    return Insertion(end, _joined(step, body, addition))


def _joined(step: Step, body: str, addition: str) -> str:
    """`&&` stands where the RUN's own last operator stands: at the end of a line, or at the beginning of one."""
    newline = _newline(step)
    separator = "" if body.endswith(";") else "&& "
    source = step.stage.build.dockerfile.source
    start, end = step.instruction.start, step.instruction.offset + len(body)
    head, broken, line = source.text[start:end].rpartition("\n")
    if not broken:
        return f" {separator}{addition}"
    indent = _INDENT.match(line)
    space = indent[0] if indent else ""
    escape = step.instruction.escape
    if not separator or head.rstrip("\r").rstrip(escape).rstrip().endswith("&&"):
        return f" {separator}{escape}{newline}{space}{addition}"
    return f" {escape}{newline}{space or '    '}{separator}{addition}"


def _newline(step: Step) -> str:
    return "\r\n" if "\r\n" in step.stage.build.dockerfile.source.text[:2000] else "\n"
