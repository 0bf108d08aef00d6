"""Comments that silence findings: `# devcontain: ignore=CODE[,CODE] reason`, and hadolint's."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from devcontain.lint.rule import Finding
    from devcontain.syntax.dockerfile import Comment, Dockerfile
    from devcontain.syntax.instruction import Instruction
    from devcontain.syntax.source import Source, Span

_CODES = r"([\w-]+(?:[ \t]*,[ \t]*[\w-]+)*)"
_LINE = re.compile(rf"(?://|#)[ \t]*(?:devcontain[ \t]*:|hadolint)[ \t]+ignore[ \t]*=[ \t]*{_CODES}")
_FILE = re.compile(
    rf"(?://|#)[ \t]*(?:devcontain[ \t]*:[ \t]*ignore-file|hadolint[ \t]+global[ \t]+ignore)[ \t]*=[ \t]*{_CODES}"
)
_SEPARATOR = re.compile(r"[ \t]*,[ \t]*")
_SKIP = re.compile(r"(?:^|;)\s*skip\s*=\s*([^;]*)")


class Suppressions:
    """The codes that are silenced in a file, and those that are silenced in a part of it."""

    def __init__(self, codes: Mapping[str, str]) -> None:
        self.codes = codes
        self.everywhere: set[str] = set()
        self.parts: list[tuple[int, int, frozenset[str]]] = []

    def read_dockerfile(self, dockerfile: Dockerfile) -> None:
        """Take the comments of a Dockerfile: above or in an instruction, or for the whole file."""
        skip = _SKIP.search(dockerfile.directives.get("check", ""))
        if skip:
            self.everywhere |= self._canonical(skip[1])
        marked = [comment for comment in dockerfile.comments if "ignore" in comment.text]
        for comment in marked:
            if match := _FILE.match(comment.text):
                self.everywhere |= self._canonical(match[1])
            elif match := _LINE.match(comment.text):
                self._place(dockerfile, comment, self._canonical(match[1]))

    def read_json(self, source: Source, comments: Iterable[Span]) -> None:
        """Take the comments of a JSONC file: at the end of a line, or alone on the line above."""
        for span in comments:
            text = source.slice(span)
            if match := _FILE.match(text):
                self.everywhere |= self._canonical(match[1])
            elif match := _LINE.match(text):
                row = source.position(span.start).row
                alone = not source.line(row)[: source.position(span.start).column - 1].strip()
                self._silence_row(source, row + 1 if alone else row, self._canonical(match[1]))

    def split(self, findings: list[Finding]) -> tuple[list[Finding], int]:
        """The findings that remain, and how many were silenced."""
        if not self.everywhere and not self.parts:
            return findings, 0
        kept = [finding for finding in findings if not self._is_silenced(finding)]
        return kept, len(findings) - len(kept)

    def _canonical(self, text: str) -> frozenset[str]:
        """Our codes for codes, names and other linters' codes as users write them."""
        written = (code.upper() for code in _SEPARATOR.split(text.strip()))
        return frozenset(self.codes.get(code, code) for code in written)

    def _place(self, dockerfile: Dockerfile, comment: Comment, codes: frozenset[str]) -> None:
        instructions = dockerfile.instructions
        following = next((each for each in instructions if each.span.end > comment.span.start), None)
        if following is None:
            return
        if following.start <= comment.span.start or _is_directly_above(dockerfile.source.text, comment, following):
            self.parts.append((following.start, following.span.end, codes))
        elif following is instructions[0]:
            self.everywhere |= codes

    def _silence_row(self, source: Source, row: int, codes: frozenset[str]) -> None:
        starts = source.line_starts
        if row <= len(starts):
            end = starts[row] if row < len(starts) else len(source.text)
            self.parts.append((starts[row - 1], end, codes))

    def _is_silenced(self, finding: Finding) -> bool:
        names = {finding.code, "ALL"}
        if not names.isdisjoint(self.everywhere):
            return True
        start = finding.problem.span.start
        return any(low <= start <= high and not names.isdisjoint(codes) for low, high, codes in self.parts)


def _is_directly_above(text: str, comment: Comment, instruction: Instruction) -> bool:
    """Whether only other comments stand between; a blank line parts them."""
    between = text[comment.span.end : instruction.start].split("\n")
    return all(line.strip() for line in between[1:-1])
