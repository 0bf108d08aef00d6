"""The program `shellcheck`: where it is, and how it is asked about many scripts in few calls."""
# ruff: noqa: PTH117, PTH118, PTH120, PTH123

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from devcontain.errors import UserError
from devcontain.lint.shellcheck.answer import read_comments

if TYPE_CHECKING:
    from collections.abc import Iterable

    from devcontain.lint.shellcheck.answer import Comment

INSTALL = "pip install 'devcontain[shellcheck]'"
_SECONDS = 120
_MOST_PROCESSES = 8
_MOST_SCRIPTS = 100
_LONGEST_SHOWN = 200
_UNKNOWN_SHELL = "SC1103"
_HINT = "see to it, or leave it out with `--ignore SC`"


class Program:
    """ShellCheck with all that it has answered so far, by the text that it was given."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[Comment, ...] | UserError] = {}
        self._path = ""

    def find(self) -> str:
        """Where it is: beside our Python, else on the PATH. Raises UserError where it is not installed."""
        if self._path:
            return self._path
        places = [os.path.dirname(sys.executable), *os.get_exec_path()]
        found = shutil.which("shellcheck", path=os.pathsep.join(filter(os.path.isabs, places)))
        if found is None or not os.path.isabs(found):
            raise UserError("codes of ShellCheck (SC) are selected, but it is not installed", f"run `{INSTALL}`")
        self._path = found
        return found

    def comments(self, text: str) -> tuple[Comment, ...]:
        """What it says of a script. Raises UserError where it has failed on it."""
        self.ask([text])
        answer = self.answers[text]
        if isinstance(answer, UserError):
            raise answer
        return answer

    def ask(self, texts: Iterable[str]) -> None:
        """Ask about scripts that are new, many in a process, in as many processes at once as there are CPUs."""
        new = [text for text in dict.fromkeys(texts) if text not in self.answers]
        if not new:
            return
        try:
            self._ask(new)
        except OSError as error:
            raise UserError(f"ShellCheck cannot be run: {error.strerror or error}", _HINT) from error

    def _ask(self, new: list[str]) -> None:
        processes = min(os.cpu_count() or 1, _MOST_PROCESSES)
        size = max(1, min(_MOST_SCRIPTS, -(-len(new) // processes)))
        with TemporaryDirectory(prefix="devcontain-", ignore_cleanup_errors=True) as directory:
            waiting = [new[start : start + size] for start in range(0, len(new), size)]
            running: list[_Call] = []
            try:
                while waiting or running:
                    while waiting and len(running) < processes:
                        running.append(_start(self.find(), os.path.join(directory, str(len(waiting))), waiting.pop()))
                    self.answers.update(running[0].answers())
                    running.pop(0)
            finally:
                for call in running:
                    call.process.kill()
                    call.process.wait()


class _Call(NamedTuple):
    """A process that runs, and the scripts that it was given, in files that are named by their index."""

    process: subprocess.Popen[bytes]
    directory: str
    texts: list[str]

    def answers(self) -> dict[str, tuple[Comment, ...] | UserError]:
        """What it says of each script, once it has ended; that it failed, where it did."""
        try:
            code = self.process.wait(_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
            return self._failed(f"takes longer than {_SECONDS} seconds")
        found: dict[str, list[Comment]] = {str(number): [] for number in range(len(self.texts))}
        try:
            if code not in (0, 1):
                said = self._read("errors").decode(errors="replace").strip().partition("\n")[0]
                return self._failed(f"ended with {code}: {said[:_LONGEST_SHOWN]}")
            for name, comment in read_comments(self._read("answer")):
                found[name].append(comment)
        except (ValueError, KeyError):
            return self._failed("answered what cannot be understood")
        comments = [comment for each in found.values() for comment in each]
        if any(comment.code == _UNKNOWN_SHELL and comment.place.row == 1 for comment in comments):
            return self._failed("is older than 0.10, and does not know Alpine's shell", f"run `{INSTALL}`")
        return {text: tuple(said) for text, said in zip(self.texts, found.values(), strict=True)}

    def _read(self, name: str) -> bytes:
        with open(os.path.join(self.directory, name), "rb") as file:
            return file.read()

    def _failed(self, reason: str, hint: str = _HINT) -> dict[str, tuple[Comment, ...] | UserError]:
        return dict.fromkeys(self.texts, UserError(f"ShellCheck {reason}", hint))


def _start(program: str, directory: str, texts: list[str]) -> _Call:
    os.mkdir(directory)  # noqa: PTH102
    for number, text in enumerate(texts):
        with open(os.path.join(directory, str(number)), "wb") as file:
            file.write(text.encode("utf-8", "replace"))
    command = [program, "--norc", "--format=json1", "--", *map(str, range(len(texts)))]
    environment = {name: value for name, value in os.environ.items() if name != "SHELLCHECK_OPTS"}
    with (
        open(os.path.join(directory, "answer"), "wb") as answer,
        open(os.path.join(directory, "errors"), "wb") as errors,
    ):
        process = subprocess.Popen(
            command, cwd=directory, env=environment, stdin=subprocess.DEVNULL, stdout=answer, stderr=errors
        )
    return _Call(process, directory, texts)
