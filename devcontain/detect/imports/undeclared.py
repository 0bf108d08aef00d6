"""What the code imports and nothing that is installed brings, as distributions."""

from __future__ import annotations

import posixpath
from collections import Counter
from dataclasses import replace
from itertools import chain, islice
from typing import TYPE_CHECKING, NamedTuple

from packaging.utils import canonicalize_name

from devcontain.detect.facts import PREFERRED_PYTHON
from devcontain.detect.imports.airflow import NAME as AIRFLOW
from devcontain.detect.imports.airflow import airflow_of_images
from devcontain.detect.imports.brought import with_brought, with_same
from devcontain.detect.imports.django_settings import modules_of_settings
from devcontain.detect.imports.layout import Layout
from devcontain.detect.imports.lines import modules_on_lines
from devcontain.detect.imports.named import named_in_manifests
from devcontain.detect.imports.needed import needed_modules
from devcontain.detect.imports.optional_files import optional_requirements
from devcontain.detect.imports.own import is_own
from devcontain.detect.imports.read import code_of, distribution_of, distribution_of_app
from devcontain.detect.imports.tensorflow1 import LIMITED, NAME, is_for_tensorflow1
from devcontain.detect.projects import find_projects
from devcontain.manifests.pyproject import read_pyproject
from devcontain.manifests.requirement import parse_requirement
from devcontain.pattern import pattern
from devcontain.syntax.source import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from devcontain.detect.facts import Dependencies
    from devcontain.manifests.repository import Repository
    from devcontain.manifests.requirement import Requirement

_FILES = 4000
_OPTIONAL = 20
"""In so many files an import has to be one that the code can do without, to be taken for such a one everywhere."""
_ASIDE = frozenset(
    """
    benchmark benchmarks demo demos doc docs doc_src docs_src example examples extern external externals fixtures
    node_modules sample samples site-packages snippets templates test_data testdata third_party thirdparty tutorial
    tutorials vendor vendored _vendor website setup.py
    """.split()
)
"""Where code stands that the project runs neither by itself nor for its tests, or that is somebody else's."""
_TESTS = frozenset({"test", "tests", "testing"})
_TEST = pattern(r"test_.*\.py|.*_test\.py|tests\.py|conftest\.py")
_DATA = frozenset("assets cases data expected files input inputs packages projects repos resources sources".split())
"""Where code lies below tests that they read, and do not import."""
_MANIFESTS = ("/requirements.txt", "/pyproject.toml", "/setup.py", "/Pipfile", "/environment.yml")
_FORMS = ("{}", "django-{}", "flask-{}", "python-{}", "{}-python", "{}-py")
"""What distributions are called that may bring a module: one that is named so is trusted to."""
_TEST_CLIENT = pattern(r"(?m)^from (?:fastapi|starlette)\.testclient import")
"""What cannot be loaded without httpx, which neither of the two requires."""
_KERNEL = "ipykernel"
_KERNELS = {_KERNEL, "jupyter", "jupyterlab", "notebook"}
"""What brings the kernel that notebooks run in, which they do not import."""


def find_undeclared(repository: Repository, dependencies: Dependencies, project: str) -> tuple[Requirement, ...]:
    """The distributions of what the code has to import, each once, with the first file that does; sorted by name.

    Only those that are known by name, and what neither a manifest names, optional parts included, nor brings along:
    but for requirements files of optional parts, which limit the version.
    """
    if dependencies.manager in {"none", "scripts"}:
        return ()
    files = _files(repository, dependencies)
    named, left_out = named_in_manifests(repository, dependencies), _left_out(repository, dependencies)
    named -= left_out.of_groups
    covered = with_brought((named - left_out.of_extras) | {canonicalize_name(project)}) | with_same(left_out.of_extras)
    notebooks = [path for path in files if path.endswith(".ipynb")] if not _KERNELS & covered else []
    layout = Layout([path for path in files if path.endswith(".py")])
    search = _Search(layout, covered | with_brought(_KERNEL for _ in notebooks[:1]))
    for path in notebooks[:1]:
        search.add(_KERNEL, path)
    for path in islice(files, _FILES):
        for code in code_of(path, repository.glance(path) or ""):
            search.read(path, code)
    for path, modules in modules_of_settings(repository):
        search.need_one(modules, path)
    if NAME in search.found and is_for_tensorflow1(repository):
        search.add(LIMITED, search.found[NAME].path)
    if AIRFLOW in search.found:
        search.add(airflow_of_images(repository), search.found[AIRFLOW].path)
    optional = optional_requirements(repository) if search.found else {}
    return tuple(_within(search.found[name], optional.get(name)) for name in sorted(search.found))


def _within(requirement: Requirement, limited: Requirement | None) -> Requirement:
    """The same as a file for an optional part has it, where there is one."""
    return replace(limited, path=requirement.path, span=requirement.span) if limited else requirement


class _LeftOut(NamedTuple):
    """What is named for extras, or else for groups, that are not installed; what it brings is not there either."""

    of_extras: set[str]
    of_groups: set[str]


def _left_out(repository: Repository, dependencies: Dependencies) -> _LeftOut:
    pyproject, installed = read_pyproject(repository), dependencies.lock.groups
    extras = pyproject.extras if pyproject else {}
    groups = pyproject.groups if pyproject and installed is not None else {}
    there = dependencies.names | {package.name for package in dependencies.lock.installed(PREFERRED_PYTHON)}
    of_extras = {one.name for name, held in extras.items() if name not in dependencies.extras for one in held} - there
    left = [held for name, held in groups.items() if name not in (installed or ())]
    of_groups = {name for held in left for one in held for name in one.names if one.name not in there | of_extras}
    return _LeftOut(of_extras, of_groups)


def _files(repository: Repository, dependencies: Dependencies) -> list[str]:
    """The code of the project, then its notebooks, then its tests; without what is another project's."""
    others = [folder for folder in find_projects(repository) if not _is_installed(folder, dependencies)]
    samples = {posixpath.dirname(path) for path in repository.walk(*_MANIFESTS)}
    folders = tuple(f"{folder}/" for folder in (*others, *filter(_is_below_tests, samples)))
    walked = chain(repository.walk(".py"), repository.walk(".ipynb"))
    own = (path for path in walked if is_run(path) and not path.startswith(folders))
    return sorted(own, key=is_of_tests)


def is_run(path: str) -> bool:
    """Whether code at a path is run by the project or for its tests: no example, and nobody else's."""
    parts = path.split("/")
    is_data = _is_below_tests(path) and not _DATA.isdisjoint(parts)
    return not is_data and _ASIDE.isdisjoint(parts) and not any("{" in part for part in parts)


def is_of_tests(path: str) -> bool:
    """Whether code at a path is a test, or is there for tests."""
    return _is_below_tests(path) or _TEST.fullmatch(posixpath.basename(path)) is not None


def _is_below_tests(path: str) -> bool:
    return not _TESTS.isdisjoint(path.split("/")[:-1])


def _is_installed(folder: str, dependencies: Dependencies) -> bool:
    """Whether what a project below requires is installed with the one at the root."""
    return any(posixpath.dirname(path) == folder for path in dependencies.manifests) or folder in dependencies.locals


class _Search:
    """What was found in the files so far; of a file that names nothing new by its lines no more is read."""

    def __init__(self, layout: Layout, covered: set[str]) -> None:
        self.found: dict[str, Requirement] = {}
        self._layout = layout
        self._covered = covered
        self._known: dict[str, tuple[str, str]] = {}
        self._misses: Counter[str] = Counter()

    def read(self, path: str, text: str) -> None:
        """Add what a file needs."""
        lines = modules_on_lines(text)
        own = self._layout.seen_from(path)
        new = None if lines is None else set(self._new(lines, own))
        if new is None or new:
            for distribution in self._new(needed_modules(text, at_once=True), own):
                self.add(distribution, path)
        if _TEST_CLIENT.search(text):
            for distribution in self._new(("httpx",), own):
                self.add(distribution, path)
        self._misses.update((new or set()) - {one.text for one in self.found.values()})

    def need_one(self, modules: tuple[str, ...], path: str) -> None:
        """Add what brings the first of these modules, where nothing brings any of them."""
        own = self._layout.seen_from(path)
        new = [self._uncovered(module, distribution_of_app(module, own)) for module in modules]
        if all(name and name not in self.found for _, name in new):
            self.add(new[0][0], path)

    def add(self, distribution: str, path: str) -> None:
        """Take a distribution for one that a file needs."""
        requirement = parse_requirement(Source(path, ""), Span(0, 0), distribution)
        self.found[requirement.name] = requirement

    def _new(self, modules: Iterable[str], own: set[str]) -> Iterator[str]:
        """The distributions of modules that are neither covered nor found yet."""
        for module in modules:
            if module not in self._known:
                self._known[module] = self._uncovered(module, distribution_of(module, set()))
            text, name = self._known[module]
            is_new = name and name not in self.found and self._misses[text] < _OPTIONAL
            if is_new and not is_own(module, own):
                yield text

    def _uncovered(self, module: str, text: str) -> tuple[str, str]:
        """The distribution that brings a module, as it is asked for, and its name; nothing where it is covered."""
        name = canonicalize_name(text.partition("<")[0].partition("[")[0])
        by_name = canonicalize_name(module.partition(".")[0])
        alike = {form.format(by_name) for form in _FORMS}
        return ("", "") if {name, *alike} & self._covered else (text, name)
