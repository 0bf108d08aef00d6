"""Whether a job of the CI runs tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.pattern import pattern

if TYPE_CHECKING:
    from devcontain.semantics.build import Step
    from devcontain.semantics.commands import Command

_TESTS = pattern(r"(?<![a-z])(?:py|unit)?\.?tests?(?![a-z])|(?<![\w.])(?:nosetests|trial)(?![\w.])")
_RUNNERS = pattern(r"tox|nox")
_OTHER_SESSIONS = pattern(
    r"(?<![a-z])(?:docs?|html|lint\w*|flake8|pydocstyle|mypy|typ(?:es|ing)|style|format\w*|build|dist)(?![a-z])"
)
"""What tox and nox run that is no test."""
_LAUNCHERS = frozenset(
    {
        *("python", "coverage", "make", "bash", "sh", "just", "invoke", "inv", "task", "doit", "xvfb-run", "mpirun"),
        *("uv", "uvx", "poetry", "pdm", "pipenv", "hatch", "rye", "pixi", "conda", "mamba", "micromamba", "mpiexec"),
        *("pipx", "poe", "django-admin"),
    }
)
"""What runs tests that an argument names."""
_RUNS = frozenset({"run", "uvx"})
"""What uv and pipx do when they install a tool to run it at once."""


def runs_tests(step: Step) -> bool:
    """Whether a script does, which to install what runs them is not."""
    installing = {install.command for install in step.installs if install.verb.value not in _RUNS}
    return any(_is_for_tests(command) for command in step.commands if command not in installing)


def _is_for_tests(command: Command) -> bool:
    """Whether a command runs tests; `test` by itself is one of the shell's."""
    name = command.path.rpartition("/")[2]
    if name != "test" and _TESTS.search(name):
        return True
    if any(map(_RUNNERS.fullmatch, (name, *command.values))):
        return not any(map(_OTHER_SESSIONS.search, command.values))
    return command.name in _LAUNCHERS and any(map(_TESTS.search, command.values))
