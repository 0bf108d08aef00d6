"""The Debian packages that the CI installs before it runs the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.detect.facts import Evidence, SystemNeed
from devcontain.detect.system.ci_jobs import jobs_of
from devcontain.pattern import pattern
from devcontain.semantics.debian_other_names import debian_name
from devcontain.semantics.debian_uses import IN_IMAGE, OF_CI, OF_SERVERS
from devcontain.semantics.shell_script import step_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.detect.system.ci_jobs import Job
    from devcontain.manifests.repository import Repository
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
_INTERPRETER = pattern(r"python[\d.]*(?:-pip)?|python[\d.]*\$.*")
_COMPILES_ONE = frozenset({"libreadline-dev", "libsqlite3-dev"})
_RUNS = frozenset({"run", "uvx"})
"""What uv and pipx do when they install a tool to run it at once."""


def packages_of_ci(repository: Repository) -> Iterator[SystemNeed]:
    """Those of each file, as Debian 12 calls them; not what serves the CI itself, and not what other jobs install."""
    found: dict[str, list[str]] = {}
    seen: set[str] = set()
    for job in jobs_of(repository, "apt"):
        steps = [step for step in map(step_of, job.scripts) if step]
        if any(map(_runs_tests, steps)):
            needed = [name for name in dict.fromkeys(_needed(job, steps)) if name not in seen]
            seen.update(needed)
            found.setdefault(job.path, []).extend(needed)
    for path, packages in found.items():
        if packages:
            yield SystemNeed(tuple(packages), Evidence(path, "apt-get install"))


def _runs_tests(step: Step) -> bool:
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


def _needed(job: Job, steps: list[Step]) -> Iterator[str]:
    """What the steps install by apt, but for what brings a Python, or what one is compiled with."""
    installs = (install for step in steps for install in step.installs if install.manager == "apt")
    named = [[package.name for package in install.packages] for install in installs]
    listed = (name for names in named if not _brings_python(names) for name in names)
    for name in map(debian_name, (*listed, *job.packages)):
        if name and name not in IN_IMAGE | OF_SERVERS | OF_CI:
            yield name


def _brings_python(names: list[str]) -> bool:
    return any(map(_INTERPRETER.fullmatch, names)) or set(names) >= _COMPILES_ONE
