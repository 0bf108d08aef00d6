"""What BuildKit refuses in an instruction that has arguments: a stage's name, a trigger, a health check, a shell."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devcontain.pattern import pattern
from devcontain.syntax.dockerfile import Fault
from devcontain.syntax.instruction import Instruction

if TYPE_CHECKING:
    from collections.abc import Iterator

_STAGE_NAME = pattern(r"[a-z][a-z0-9_.-]*", re.IGNORECASE)
_NO_TRIGGERS = frozenset(["ONBUILD", "FROM", "MAINTAINER"])


def refusals_of(instruction: Instruction) -> Iterator[Fault]:
    """Why BuildKit would refuse an instruction."""
    match instruction.keyword:
        case "FROM" if len(instruction.words) == 3 and not _STAGE_NAME.fullmatch(instruction.words[2].value):
            word = instruction.words[2]
            hint = "begin with a letter, and go on with letters, numbers, `-`, `_` and `.`"
            yield Fault(word.span, f"a stage cannot be called `{word.value}`", hint)
        case "ONBUILD" if instruction.trigger and instruction.trigger.keyword in _NO_TRIGGERS:
            trigger = instruction.trigger
            yield Fault(trigger.keyword_span, f"ONBUILD cannot keep {trigger.keyword} for later", "leave ONBUILD out")
        case "SHELL" if instruction.exec_form is None:
            span = instruction.at(0, len(instruction.body))
            yield Fault(span, "SHELL takes a JSON array", 'write `SHELL ["/bin/bash", "-c"]`')
        case "HEALTHCHECK":
            yield from _health_check(instruction)


def _health_check(instruction: Instruction) -> Iterator[Fault]:
    words = instruction.body.replace("\0", " ").split() or [instruction.body]
    kind = words[0].upper()
    span = instruction.at(0, len(words[0]))
    if kind not in ("CMD", "NONE"):
        yield Fault(span, f"`{words[0]}` is no kind of health check", "write `HEALTHCHECK CMD command`, or NONE")
    elif (kind == "CMD") != (len(words) > 1):
        message = "CMD needs a command" if kind == "CMD" else "NONE takes no arguments"
        yield Fault(span, message)
    else:
        command = Instruction(instruction.offset, instruction.body, instruction.escape)
        if command.is_mixed_array and not command.flags:
            yield mixed_array(command, "HEALTHCHECK")


def mixed_array(instruction: Instruction, keyword: str) -> Fault:
    """What BuildKit says of an array that holds more than strings."""
    span = instruction.at(0, len(instruction.body))
    return Fault(span, f"not all in the array of this {keyword} are strings", "put each of them in double quotes")
