"""The Debian packages that the CI installs before it runs the tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.detect.facts import Evidence, SystemNeed
from devcontain.detect.system.ci_jobs import jobs_of
from devcontain.detect.system.ci_tests import runs_tests
from devcontain.pattern import pattern
from devcontain.semantics.debian_other_names import debian_name
from devcontain.semantics.debian_uses import IN_IMAGE, OF_CI, OF_SERVERS
from devcontain.semantics.shell_script import step_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.detect.system.ci_jobs import Job
    from devcontain.manifests.repository import Repository
    from devcontain.semantics.build import Step

_INTERPRETER = pattern(r"python[\d.]*(?:-pip)?|python[\d.]*\$.*")
_COMPILES_ONE = frozenset({"libreadline-dev", "libsqlite3-dev"})


def packages_of_ci(repository: Repository) -> Iterator[SystemNeed]:
    """Those of each file, as Debian 12 calls them; not what serves the CI itself, and not what other jobs install."""
    found: dict[str, list[str]] = {}
    seen: set[str] = set()
    for job in jobs_of(repository, "apt"):
        steps = [step for step in map(step_of, job.scripts) if step]
        if any(map(runs_tests, steps)):
            needed = [name for name in dict.fromkeys(_needed(job, steps)) if name not in seen]
            seen.update(needed)
            found.setdefault(job.path, []).extend(needed)
    for path, packages in found.items():
        if packages:
            yield SystemNeed(tuple(packages), Evidence(path, "apt-get install"))


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
