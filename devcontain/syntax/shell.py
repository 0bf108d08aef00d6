"""A POSIX or bash script to the simple commands in it, with the constructs that each stands in.

Written here because a rule needs places in the file, values without quotes, and an answer in linear time for any input;
it never fails: what is malformed is read as far as it makes sense.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.syntax import shell_patterns as patterns
from devcontain.syntax.shell_commands import Redirect, SimpleCommand
from devcontain.syntax.shell_constructs import RESERVED, TRANSPARENT, Constructs
from devcontain.syntax.shell_heads import HEADS
from devcontain.syntax.shell_words import Word, WordReader, find_terminator
from devcontain.syntax.source import Span

if TYPE_CHECKING:
    import re

_MAXIMUM_DEPTH = 40


def parse(text: str, offset: int = 0, depth: int = 0) -> list[SimpleCommand]:
    """All simple commands of a script in the order they begin, those in substitutions included."""
    return _Parser(text, offset, depth).run()


class _Parser:
    """One pass over the text with a stack of open constructs."""

    def __init__(self, text: str, offset: int, depth: int) -> None:
        self.text = text
        self.offset = offset
        self.depth = depth
        self.commands: list[SimpleCommand] = []
        self.open = Constructs()
        self.pending: list[tuple[SimpleCommand, int, str, bool]] = []
        self.words = WordReader(text, offset, self.substitute)
        self.command: SimpleCommand | None = None
        self.context: tuple[str, ...] = ()
        """Of the last command; commands in the same constructs share it."""
        self.operator = ""
        self.position = 0
        self.test_end = 0

    def run(self) -> list[SimpleCommand]:
        self.list_until("")
        self.commands.sort(key=lambda command: command.span.start)
        return self.commands

    def substitute(self, start: int, closing: str) -> int:
        """Parse the commands of a substitution that begins at `start`; returns where its closing character stands."""
        stack = self.open.stack
        depth = self.depth + stack.count("substitution")
        if depth >= _MAXIMUM_DEPTH:
            return len(self.text)
        if closing == "`":
            return self.backquoted(start, depth)
        outer = self.command, self.operator, self.position
        self.command, self.operator, self.position = None, "", start
        height = len(stack)
        stack.append("substitution")
        end = self.list_until(closing)
        del stack[height:]
        self.command, self.operator, self.position = outer
        return end

    def backquoted(self, start: int, depth: int) -> int:
        closing = patterns.BACKQUOTE.match(self.text, start)
        end = closing.end() - 1 if closing else len(self.text)
        inner = _Parser(self.text[start:end], self.offset + start, depth + 1)
        inner.open = Constructs((*self.open.stack, "substitution"))
        self.commands += inner.run()
        return end

    def list_until(self, closing: str) -> int:
        text = self.text
        length = len(text)
        base = len(self.open.stack)
        read_token = patterns.TOKEN.match
        while self.position < length:
            token = read_token(text, self.position)
            word, operator = token.groups() if token else (None, None)
            end = token.end() if token else self.position
            if operator is not None:
                self.position = end
                self.finish(operator)
            elif word is None:
                self.position = end
                if end < length and self.take_rest(closing, base):
                    return self.position
            elif not self.take_plain_word(word, end):
                self.position = end - len(word)
                self.take_word()
        self.finish("")
        return length

    def take_rest(self, closing: str, base: int) -> bool:
        """Take what is neither a plain word nor a usual operator; true at the closing character."""
        if self.text[self.position] == closing and len(self.open.stack) == base:
            self.finish("")
            return True
        if operator := patterns.OPERATOR.match(self.text, self.position):
            self.take_operator(operator[0])
        else:
            self.take_word()
        return False

    # Operators

    def take_operator(self, operator: str) -> None:
        if operator in patterns.REDIRECTS:
            self.take_redirect(operator, self.position)
        elif operator == "(":
            self.open_parenthesis()
        elif operator == ")":
            self.close_parenthesis()
        elif operator == "\n":
            self.position += 1
            if self.command is not None or self.operator not in patterns.JOINING:
                self.finish(";")
            self.read_heredocs()
        else:
            self.position += len(operator)
            self.finish(operator)
            if operator.startswith(";;") and self.open.inside("case"):
                self.open.replace("case-pattern")

    def open_parenthesis(self) -> None:
        arithmetic = patterns.ARITHMETIC.match(self.text, self.position)
        if arithmetic and self.command is None:
            self.position = arithmetic.end()
        elif self.open.inside("case-pattern") and self.command is None:
            self.position += 1
        else:
            self.position += 1
            self.finish("")
            self.open.open("subshell")

    def close_parenthesis(self) -> None:
        self.position += 1
        self.finish("")
        if self.open.inside("case-pattern"):
            self.drop_pattern()
            self.open.replace("case")
        else:
            self.open.close("subshell")

    def drop_pattern(self) -> None:
        """What was read as a command before `)` in a case was a pattern."""
        while self.commands and self.commands[-1].context[-1:] == ("case-pattern",):
            self.commands.pop()

    def take_redirect(self, operator: str, start: int) -> None:
        self.position += len(operator)
        if operator in "<>" and self.text.startswith("(", self.position):
            end = self.substitute(self.position + 1, ")")
            self.position = min(end + 1, len(self.text))
            self.current(start).words.append(Word(self.at(start, self.position), "/dev/fd/63", True))
            return
        self.skip(patterns.BLANK)
        target = self.next_word()
        command = self.current(start)
        end = target.span.end if target else self.offset + self.position
        command.redirects.append(Redirect(operator, target, Span(self.offset + start, end)))
        if operator in ("<<", "<<-") and target:
            self.pending.append((command, len(command.redirects) - 1, target.value, operator == "<<-"))

    def read_heredocs(self) -> None:
        pending, self.pending = self.pending, []
        for command, index, name, chomp in pending:
            end, following = find_terminator(self.text, self.position, name, chomp)
            content = self.at(self.position, end)
            command.redirects[index] = command.redirects[index]._replace(content=content)
            self.position = following

    # Words

    def at(self, start: int, end: int) -> Span:
        return Span(self.offset + start, self.offset + end)

    def next_word(self) -> Word | None:
        word, self.position = self.words.read(self.position)
        return word

    def current(self, start: int | None = None) -> SimpleCommand:
        if self.command is None:
            start = self.position if start is None else start
            context = tuple(self.open.stack)
            if context != self.context:
                self.context = context
            self.command = SimpleCommand(self.offset + start, self.operator, self.context)
            self.commands.append(self.command)
        return self.command

    def take_plain_word(self, value: str, end: int) -> bool:
        """Take a word without quotes and expansions; false where it may be more than a word."""
        start = self.offset + end - len(value)
        command = self.command
        if command is None or not command.words:
            if value in _SPECIAL or "=" in value or self.open.inside("case-pattern"):
                return False
            command = self.current(end - len(value))
        command.words.append(Word(Span(start, self.offset + end), value))
        self.position = end
        return True

    def take_word(self) -> None:
        if self.command is None and self.take_function():
            return
        start = self.position
        word = self.next_word()
        if word is None:
            self.position = max(self.position, start + 1)
        elif operator := self.redirect_of(word):
            self.take_redirect(operator, start)
        elif self.command is not None or not self.take_reserved(word):
            self.add(word)

    def redirect_of(self, word: Word) -> str:
        """The operator whose number a word is, such as the 2 of `2>/dev/null`."""
        operator = patterns.OPERATOR.match(self.text, self.position) if word.value.isdigit() else None
        return operator[0] if operator and operator[0][0] in "<>" else ""

    def add(self, word: Word) -> None:
        command = self.current(word.span.start - self.offset)
        if not command.words and self.is_assignment(word):
            command.assignments.append(word)
        else:
            command.words.append(word)
        self.skip_array(word)

    def is_assignment(self, word: Word) -> bool:
        start = word.span.start - self.offset
        return bool(patterns.ASSIGNMENT.match(word.value) and patterns.ASSIGNMENT.match(self.text, start))

    def skip_array(self, word: Word) -> None:
        """Pass over the elements of `name=(...)`."""
        if not word.value.endswith("=") or not self.text.startswith("(", self.position):
            return
        self.position += 1
        self.skip(patterns.SPACE)
        while self.position < len(self.text) and self.text[self.position] != ")":
            if self.next_word() is None:
                self.position += 1
            self.skip(patterns.SPACE)
        self.position = min(self.position + 1, len(self.text))

    def take_function(self) -> bool:
        """`name() {`: what follows stands in a function."""
        match = patterns.FUNCTION.match(self.text, self.position)
        if match is None or self.open.inside("case-pattern"):
            return False
        self.position = match.end()
        self.open.open("function")
        return True

    def take_reserved(self, word: Word) -> bool:
        value = word.value
        is_quoted = len(value) < word.span.end - word.span.start
        if is_quoted or (self.open.inside("case-pattern") and value != "esac"):
            return False
        if value in RESERVED:
            self.open.take(value)
        elif value in HEADS:
            HEADS[value](self)
        else:
            return False
        if value not in TRANSPARENT:
            self.operator = ""
        return True

    def finish(self, operator: str) -> None:
        command = self.command
        if command is not None:
            command.end(operator)
            if command.is_empty:
                self.commands.remove(command)
        self.command = None
        if operator or command is not None:
            self.operator = operator

    def skip(self, pattern: re.Pattern[str]) -> None:
        match = pattern.match(self.text, self.position)
        self.position = match.end() if match else self.position


_SPECIAL = RESERVED.union(HEADS)
