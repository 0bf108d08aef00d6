"""The extras of a project that its code, or its tests, cannot be loaded without."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice
from typing import TYPE_CHECKING

from packaging.utils import canonicalize_name

from devcontain.detect.facts import PREFERRED_PYTHON
from devcontain.detect.imports.brought import main_name, with_brought
from devcontain.detect.imports.lines import modules_on_lines
from devcontain.detect.imports.needed import needed_modules
from devcontain.detect.imports.read import distribution_of
from devcontain.detect.imports.undeclared import is_run
from devcontain.errors import UserError
from devcontain.gpu.frameworks import LIBRARIES
from devcontain.manifests.requirement import parse_requirement
from devcontain.pattern import pattern
from devcontain.syntax.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from devcontain.detect.facts import Dependencies
    from devcontain.manifests.pyproject import Pyproject
    from devcontain.manifests.repository import Repository
    from devcontain.manifests.requirement import Requirement
    from devcontain.manifests.setuptools import Setup

_MANAGERS = {"requirements", "project", "source", "uv"}
_TEST = pattern(r"(?:.*/)?(?:test_[^/]*|[^/]*_test|conftest)\.py")
_FILES = 2000
_HEAVY = {*LIBRARIES, "jax", "jaxlib", "keras", "pyspark", "ray", "mxnet", "paddlepaddle"}
"""What a library can work with and is many times its own size: an extra with one is taken for tests alone."""
_NAME_END = pattern(r"[\[<]")
_FORMS = ("{}", "py{}", "python-{}", "{}-python", "django-{}", "flask-{}")


def with_needed_extras(
    dependencies: Dependencies, repository: Repository, pyproject: Pyproject | None, setup: Setup | None
) -> Dependencies:
    """The same with the smallest extras that bring what the code imports and nothing that is installed does."""
    is_able = dependencies.manager in _MANAGERS and (dependencies.is_packaged or dependencies.manager == "uv")
    extras = _extras(pyproject, setup) if is_able else {}
    left = {name: held for name, held in extras.items() if name not in dependencies.extras}
    if not left or (dependencies.manager == "uv" and _has_conflicts(pyproject)):
        return dependencies
    locked = {package.name for package in dependencies.lock.installed(PREFERRED_PYTHON)}
    offered = {one.name for held in left.values() for one in held} - with_brought(dependencies.names | locked)
    light = offered & {one.name for held in left.values() if not _is_heavy(held) for one in held}
    missing = _imported(repository, offered, light) if offered else set()
    chosen: list[str] = []
    for name, held in sorted(left.items(), key=lambda item: (_is_heavy(item[1]), len(item[1]))):
        if brought := missing & {one.name for one in held}:
            chosen.append(name)
            missing -= brought
    added = tuple(one for name in chosen for one in left[name])
    return replace(
        dependencies,
        extras=(*dependencies.extras, *sorted(chosen)),
        lock=replace(dependencies.lock, extras=(*dependencies.lock.extras, *chosen)),
        development=(*dependencies.development, *added),
    )


def _extras(pyproject: Pyproject | None, setup: Setup | None) -> Mapping[str, tuple[Requirement, ...]]:
    if pyproject and pyproject.extras:
        return pyproject.extras
    named = ((name, texts) for name, texts in setup.extras.items() if ":" not in name) if setup else ()
    return {name: tuple(_parsed(setup.path, texts)) for name, texts in named} if setup else {}


def _parsed(path: str, texts: tuple[str, ...]) -> Iterator[Requirement]:
    for text in texts:
        try:
            yield parse_requirement(Source(path, ""), Span(0, 0), text.strip())
        except UserError:
            continue


def _has_conflicts(pyproject: Pyproject | None) -> bool:
    """Whether some extras cannot be installed together."""
    return bool(pyproject and pyproject.root.table("tool").table("uv").data.get("conflicts"))


def _is_heavy(held: tuple[Requirement, ...]) -> bool:
    return any(one.name in _HEAVY for one in held)


def _imported(repository: Repository, of_tests: set[str], of_code: set[str]) -> set[str]:
    """Those of the distributions whose modules a test, or the code itself, has to import."""
    found: set[str] = set()
    for path in islice(filter(is_run, repository.walk(".py")), _FILES):
        wanted = (of_tests if _TEST.fullmatch(path) else of_code) - found
        offered = {main_name(name): name for name in sorted(wanted)}
        text = (repository.glance(path) or "") if offered else ""
        lines = modules_on_lines(text)
        if lines is None or offered.keys() & _distributions(lines):
            found |= {offered[name] for name in offered.keys() & _distributions(needed_modules(text, at_once=True))}
    return found


def _distributions(modules: Iterable[str]) -> set[str]:
    """What the modules may come with: by name, where nothing else is known."""
    found: set[str] = set()
    for module in modules:
        known = _NAME_END.split(distribution_of(module, set()))[0]
        name = canonicalize_name(module.partition(".")[0])
        found |= {main_name(canonicalize_name(known))} if known else {form.format(name) for form in _FORMS}
    return found
