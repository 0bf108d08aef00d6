"""What BuildKit refuses once the instructions are told apart: unknown ones, missing arguments, no FROM."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from devcontain.semantics.forms import mixed_array, refusals_of
from devcontain.syntax.dockerfile import Fault
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.syntax.dockerfile import Dockerfile
    from devcontain.syntax.instruction import Instruction

KEYWORDS = frozenset(
    "ADD ARG CMD COPY ENTRYPOINT ENV EXPOSE FROM HEALTHCHECK LABEL MAINTAINER ONBUILD RUN SHELL STOPSIGNAL USER VOLUME"
    " WORKDIR".split()
)
_WITH_EXEC_FORM = frozenset(["ADD", "CMD", "COPY", "ENTRYPOINT", "RUN", "SHELL", "VOLUME"])
_BARE = frozenset(["CMD", "ENTRYPOINT", "RUN"])


def faults_of(dockerfile: Dockerfile) -> Iterator[Fault]:
    """Each fault of the file, those that the parser met first; what holds NUL bytes is no text to find faults in."""
    if "\0" in dockerfile.source.text:
        return
    yield from dockerfile.faults
    instructions = dockerfile.instructions
    if not instructions:
        yield Fault(Span(0, 0), "the file has no instructions", "begin with `FROM image:tag`")
        return
    for instruction in instructions:
        if instruction.keyword.startswith(("{%", "{{", "<%")):
            hint = "lint what it becomes, or name it with its template's ending"
            yield Fault(instruction.keyword_span, "this is a template, not a Dockerfile", hint)
            return
        faults = list(_faults(instruction))
        yield from faults or refusals_of(instruction)
    yield from _misplaced(instructions)


def _misplaced(instructions: list[Instruction]) -> Iterator[Fault]:
    first = next((each for each in instructions if each.keyword != "ARG"), None)
    if first is None:
        yield Fault(instructions[-1].keyword_span, "the file has no FROM", "add `FROM image:tag`")
    elif first.keyword in KEYWORDS and first.keyword != "FROM":
        end = first.offset + len(first.body.partition("\0")[0].rstrip())
        message = "an instruction stands before the first FROM" if _has_from(instructions) else "the file has no FROM"
        yield Fault(Span(first.start, end), message, "begin with `FROM image:tag`; only ARG may come before it")


def _has_from(instructions: list[Instruction]) -> bool:
    return any(instruction.keyword == "FROM" for instruction in instructions)


def _faults(instruction: Instruction) -> Iterator[Fault]:
    keyword = instruction.keyword
    if keyword not in KEYWORDS:
        from difflib import get_close_matches

        close = get_close_matches(keyword, KEYWORDS, 1)
        hint = (
            f"did you mean `{close[0]}`?" if close else "a line that continues another one needs a backslash before it"
        )
        yield Fault(instruction.keyword_span, f"there is no instruction `{keyword.lower()}`", hint)
    elif not instruction.body and keyword not in _BARE:
        yield Fault(instruction.keyword_span, f"{keyword} needs an argument")
    elif keyword in ("COPY", "ADD") and len(instruction.words) < 2 and not instruction.heredocs:
        yield Fault(instruction.keyword_span, f"{keyword} needs a source and a destination")
    elif keyword == "FROM" and not _is_from(instruction):
        yield Fault(instruction.keyword_span, "FROM takes an image, or `image AS name`")
    elif keyword in ("ENV", "LABEL"):
        yield from _unvalued(instruction)
    elif keyword in _WITH_EXEC_FORM and instruction.is_mixed_array:
        yield mixed_array(instruction, keyword)
    elif instruction.trigger:
        yield from _faults(instruction.trigger)


def _is_from(instruction: Instruction) -> bool:
    words = [word.value for word in instruction.words]
    return len(words) == 1 or (len(words) == 3 and words[1].lower() == "as")


def _unvalued(instruction: Instruction) -> Iterator[Fault]:
    for index, pair in enumerate(instruction.pairs):
        if not pair.value and "=" not in instruction.body:
            yield Fault(pair.span, f"{instruction.keyword} needs a name and a value")
        elif pair.value is None and pair.name.startswith("#"):
            *_, last = takewhile(lambda one: one.value is None, instruction.pairs[index:])
            span = Span(pair.span.start, last.span.end)
            yield Fault(span, "a comment stands on a line of its own", "move it above")
            return
        elif pair.value is None:
            yield Fault(pair.span, f"`{pair.name}` has no value: write `{pair.name}=value`")
