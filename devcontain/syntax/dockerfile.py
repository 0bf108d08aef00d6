"""A Dockerfile's text to instructions, the way BuildKit reads it: continuations, comments, directives, heredocs."""

from __future__ import annotations

import re
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern
from devcontain.syntax.instruction import HOLE, SPACES, Heredoc, Instruction, heredoc_openings
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    from devcontain.syntax.source import Source

_DIRECTIVE = pattern(r"#[ \t]*([a-zA-Z][a-zA-Z0-9]*)[ \t]*=[ \t]*(.+)")
_BLANK_LINE = pattern(r"\n[^\S\n]*(?=\n)")
_KNOWN_DIRECTIVES = frozenset(["syntax", "escape", "check"])
_LONGEST_LINE = 65_535
"""In bytes, without its ending."""
BYTE_ORDER_MARK = "\ufeff"


class Comment(NamedTuple):
    """A comment, from its number sign to the end of its line; it may stand inside an instruction."""

    span: Span
    text: str


class Fault(NamedTuple):
    """Why BuildKit would refuse the file, and where."""

    span: Span
    message: str
    help: str = ""


class Dockerfile:
    """The instructions, comments and directives of a file, and what is wrong with its syntax."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.directives: dict[str, str] = {}
        self.comments: list[Comment] = []
        self.instructions: list[Instruction] = []
        self.faults: list[Fault] = []

    @property
    def escape(self) -> str:
        """The escape character: a backslash, or what the `escape` directive says."""
        return self.directives.get("escape", "\\")

    @cached_property
    def blank_lines(self) -> list[int]:
        """Where they are: the offset of the line end before each."""
        return [match.start() for match in _BLANK_LINE.finditer(self.source.text)]

    @cached_property
    def empty_comments(self) -> list[int]:
        """Where comments begin that say nothing."""
        return [comment.span.start for comment in self.comments if comment.text.rstrip() == "#"]


def parse(source: Source) -> Dockerfile:
    """Read a Dockerfile; what is wrong with it is recorded in `faults`, never raised."""
    dockerfile = Dockerfile(source)
    _Reader(dockerfile).read()
    return dockerfile


class _Reader:
    def __init__(self, dockerfile: Dockerfile) -> None:
        self.dockerfile = dockerfile
        self.text = dockerfile.source.text
        self.starts = dockerfile.source.line_starts
        self.row = 0
        self.continued = re.compile(r"(?:^|[^\\])(\\)[ \t]*$")

    def line(self, row: int) -> str:
        """A line without its ending; rows count from 0 here."""
        starts = self.starts
        end = starts[row + 1] if row + 1 < len(starts) else len(self.text)
        return self.text[starts[row] : end].rstrip("\r\n")

    def read(self) -> None:
        self.note_long_lines()
        self.read_directives()
        count = len(self.starts)
        while self.row < count:
            line = self.line(self.row)
            stripped = line.removeprefix(BYTE_ORDER_MARK).lstrip(SPACES) if self.row == 0 else line.lstrip(SPACES)
            start = self.starts[self.row] + len(line) - len(stripped)
            if not stripped:
                self.row += 1
            elif stripped[0] == "#":
                self.note_comment(start, stripped)
                self.row += 1
            else:
                self.read_instruction(start, stripped)

    def note_long_lines(self) -> None:
        """A character takes at most four bytes, so that most files need no second look."""
        if len(self.text) <= _LONGEST_LINE // 4:
            return
        for row, (start, end) in enumerate(pairwise([*self.starts, len(self.text)])):
            if end - start > _LONGEST_LINE // 4:
                line = self.text[start:end].removesuffix("\n")
                if len(line.encode("utf-8", "surrogatepass")) > _LONGEST_LINE:
                    self.fault(row, f"this line has more than {_LONGEST_LINE:,} bytes", "BuildKit reads no such line")

    def read_directives(self) -> None:
        """Directives stand at the very top, one a line, before anything else; an unknown one is a comment."""
        seen = self.dockerfile.directives
        for row in range(len(self.starts)):
            line = self.line(row).removeprefix(BYTE_ORDER_MARK if row == 0 else "").strip()
            match = _DIRECTIVE.fullmatch(line)
            name = match[1].lower() if match else ""
            if match is None or name not in _KNOWN_DIRECTIVES:
                return
            if name in seen:
                self.fault(row, f"the `{name}` directive stands here a second time", "keep one of them")
            seen.setdefault(name, match[2].strip())
            if name == "escape":
                self.use_escape(row)

    def use_escape(self, row: int) -> None:
        escape = self.dockerfile.directives["escape"]
        if escape not in ("\\", "`"):
            self.fault(row, f"`{escape}` cannot be the escape character", "use a backslash or a backtick")
            self.dockerfile.directives["escape"] = escape = "\\"
        mark = re.escape(escape)
        self.continued = re.compile(rf"(?:^|[^{mark}])({mark})[ \t]*$")

    def fault(self, row: int, message: str, help: str = "") -> None:  # noqa: A002
        start = self.starts[row]
        self.dockerfile.faults.append(Fault(Span(start, start + len(self.line(row))), message, help))

    def note_comment(self, start: int, stripped: str) -> None:
        self.dockerfile.comments.append(Comment(Span(start, start + len(stripped)), stripped))

    def read_instruction(self, start: int, stripped: str) -> None:
        parts: list[str] = []
        continued = self.take(stripped, parts, start)
        last = self.row
        self.row += 1
        while continued and self.row < len(self.starts):
            line = self.line(self.row)
            content = line.lstrip(SPACES)
            offset = self.starts[self.row]
            if not content or content[0] == "#":
                if content:
                    self.note_comment(offset + len(line) - len(content), content)
                parts.append(HOLE * (self.next_start(self.row) - offset))
            else:
                continued = self.take(line, parts, offset)
                last = self.row
            self.row += 1
        end = self.starts[last] + len(self.line(last))
        masked = "".join(parts)[: end - start]
        self.finish(Instruction(start, masked, self.dockerfile.escape))

    def next_start(self, row: int) -> int:
        return self.starts[row + 1] if row + 1 < len(self.starts) else len(self.text)

    def take(self, line: str, parts: list[str], offset: int) -> bool:
        """Add a line to the instruction; a continuation's escape character and line ending become holes."""
        match = self.continued.search(line)
        if match is None:
            parts.append(line)
            return False
        parts.append(line[: match.start(1)])
        parts.append(HOLE * (self.next_start(self.row) - offset - match.start(1)))
        return True

    def finish(self, instruction: Instruction) -> None:
        self.dockerfile.instructions.append(instruction)
        if "<<" in instruction.masked or f"<{HOLE}" in instruction.masked:
            openings = heredoc_openings(instruction)
            found = [self.read_heredoc(opening.name, opening.chomp, opening.span) for opening in openings]
            instruction.add_heredocs(found, self.text)

    def read_heredoc(self, name: str, chomp: bool, opening: Span) -> Heredoc:
        start = self.starts[self.row] if self.row < len(self.starts) else len(self.text)
        while self.row < len(self.starts):
            line = self.line(self.row)
            offset = self.starts[self.row]
            self.row += 1
            if (line.lstrip("\t") if chomp else line) == name and offset < len(self.text):
                return Heredoc(name, opening, Span(start, offset), offset + len(line))
        self.dockerfile.faults.append(
            Fault(opening, f"the heredoc `{name}` is never closed", f"end it with a line that says only `{name}`")
        )
        return Heredoc(name, opening, Span(start, len(self.text)), len(self.text))
