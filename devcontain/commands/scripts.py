"""Asks ShellCheck about the scripts of many files in a few calls, which takes less time than a call for each file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.errors import UserError
from devcontain.files.reading import read_source
from devcontain.semantics.build import Build
from devcontain.syntax import dockerfile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from devcontain.commands.configured import Configured
    from devcontain.files.search import Found
    from devcontain.lint.shellcheck.program import Program


def ask_ahead(program: Program, files: Iterable[Found], configured: Configured) -> None:
    """Let the program answer all that linting the files will ask it."""
    program.ask(text for file in files if file.kind == "dockerfile" for text in _texts(file.path, configured))


def _texts(path: str, configured: Configured) -> Iterator[str]:
    try:
        shellcheck = configured.linter(path).shellcheck
        if shellcheck is not None:
            yield from shellcheck.texts(Build(dockerfile.parse(read_source(path))))
    except UserError:
        return  # linting the file will say so
