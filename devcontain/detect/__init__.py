"""A repository as facts, each with its evidence; nothing of it is executed."""

import posixpath
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path

from devcontain.detect.application.start import detect_start
from devcontain.detect.application.web import detect_web
from devcontain.detect.application.workers import detect_workers
from devcontain.detect.dependencies import detect_dependencies
from devcontain.detect.django_tests import DjangoTests, find_django_tests
from devcontain.detect.facts import Dependencies, Facts, Place, PythonRequest
from devcontain.detect.given_variables import find_given_variables
from devcontain.detect.gpu.cuda_builds import detect_cuda_builds
from devcontain.detect.gpu.frameworks import detect_gpu
from devcontain.detect.gpu.model_caches import detect_model_caches
from devcontain.detect.imports.undeclared import find_undeclared
from devcontain.detect.left_out import find_left_out
from devcontain.detect.outdated_tests import find_pytest_limit
from devcontain.detect.place import find_place
from devcontain.detect.pytest_folder import find_pytest_folder
from devcontain.detect.python.gone import find_gone
from devcontain.detect.python.version import detect_python, detect_python_around
from devcontain.detect.secrets import detect_secrets
from devcontain.detect.services.compose import find_env_files
from devcontain.detect.services.found import detect_services, detect_services_around
from devcontain.detect.services.jdbc import detect_jdbc
from devcontain.detect.submodules import absent_submodules
from devcontain.detect.system.browsers import detect_browsers
from devcontain.detect.system.hadoop import detect_hadoop
from devcontain.detect.system.packages import detect_system_packages
from devcontain.detect.tools import detect_tools, detect_unittest
from devcontain.detect.version_from_git import find_version_variable
from devcontain.manifests.dockerignore import is_ignored
from devcontain.manifests.pyproject import Pyproject, read_pyproject
from devcontain.manifests.repository import Repository
from devcontain.manifests.setuptools import read_setup
from devcontain.services import Service, services

_DOCKERIGNORE = ".dockerignore"
_NEVER = {".git": ".git/HEAD", ".env": ".env"}
_LAUNCH = ".vscode/launch.json"


def detect(
    root: Path,
    manager: str | None = None,
    catalogue: Mapping[str, Service] | None = None,
    on_read: Callable[[], None] = lambda: None,
    place: Place | None = None,
) -> Facts:
    """Read the project in a directory, as the manager has it that is asked for; `place` says more than its folder."""
    mounted, here = find_place(root)
    repository = Repository(root, on_read, within=mounted)
    around = Repository(mounted, on_read) if here.project != "." else None
    dependencies = detect_dependencies(repository, read_pyproject(repository), read_setup(repository), manager)
    return detect_all(repository, around, dependencies, place or here, catalogue or services())


def detect_all(
    repository: Repository,
    around: Repository | None,
    dependencies: Dependencies,
    place: Place,
    catalogue: Mapping[str, Service],
    python: tuple[PythonRequest, ...] = (),
) -> Facts:
    """All facts but how the project is installed, which is known; `python` is what else is asked of Python."""
    pyproject, setup = read_pyproject(repository), read_setup(repository)
    name = (pyproject.name if pyproject else "") or (setup.name if setup else "")
    dependencies = _with_undeclared(repository, dependencies, name)
    web = tuple(detect_web(repository, dependencies))
    workers = tuple(detect_workers(repository, dependencies))
    is_library = dependencies.is_packaged and not web and not workers
    # What is said around a project is said of it where there is no other.
    said_around = around if place.opened != place.project else None
    asked_around = detect_python_around(around, is_alone=bool(said_around)) if around else ()
    facts = Facts(
        name=name or repository.root.name,
        dependencies=dependencies,
        place=place,
        python=(*python, *detect_python(repository, pyproject, setup, dependencies), *asked_around),
        gone=tuple(find_gone(repository, dependencies)),
        web=web,
        system=tuple(detect_system_packages(repository, dependencies, name, said_around)),
        gpu=detect_gpu(dependencies),
        compiled=detect_cuda_builds(repository, dependencies),
        caches=tuple(detect_model_caches(repository, dependencies)),
        env_files=_env_files(repository, around, place),
        variables=find_given_variables(repository, said_around, catalogue),
        secrets=detect_secrets(repository, dependencies),
        browsers=detect_browsers(repository, dependencies),
        has_launch=repository.has(_LAUNCH),
        start=detect_start(repository, pyproject, dependencies, web, workers, name),
        workers=workers,
        jdbc=detect_jdbc(repository, dependencies),
        hadoop=detect_hadoop(repository, dependencies),
        left_out=find_left_out(repository, dependencies),
        version_variable=find_version_variable(repository, pyproject),
    )
    facts = _with_services(repository, around, facts, catalogue, is_library=is_library)
    return _with_dockerignore(repository, _with_tests(repository, pyproject, facts))


def _with_undeclared(repository: Repository, dependencies: Dependencies, name: str) -> Dependencies:
    """The same with what nothing names: distributions that the code imports, and submodules that are not there."""
    notes = (*dependencies.notes, *absent_submodules(repository))
    return replace(dependencies, imported=find_undeclared(repository, dependencies, name), notes=notes)


def _with_services(
    repository: Repository,
    around: Repository | None,
    facts: Facts,
    catalogue: Mapping[str, Service],
    *,
    is_library: bool,
) -> Facts:
    """The facts with the services that the project talks to, and those that it does without."""
    place, dependencies, is_shared = facts.place, facts.dependencies, facts.place.is_one_of_several
    found = detect_services(repository, dependencies, catalogue, is_library=is_library, is_shared=is_shared)
    needs = tuple(found)
    if around:
        is_alone = place.opened != place.project
        needs = detect_services_around(
            around, dependencies, catalogue, needs, is_alone=is_alone, is_library=is_library, is_shared=is_shared
        )
    optional = tuple(need for need in needs if need.is_optional)
    return replace(facts, services=tuple(need for need in needs if not need.is_optional), optional_services=optional)


def _with_tests(repository: Repository, pyproject: Pyproject | None, facts: Facts) -> Facts:
    """The facts with the tools for development, and by which of them the tests are run where and how."""
    tools = detect_tools(repository, pyproject, facts.dependencies)
    django_tests = find_django_tests(repository, facts.dependencies, tools)
    # Django runs its tests by a command of its own.
    is_for_unittest = "pytest" not in tools and all(one.framework != "Django" for one in facts.web)
    return replace(
        facts,
        tools=tools,
        unittest=detect_unittest(repository) if is_for_unittest else "",
        pytest_folder=_pytest_folder(repository, pyproject, tools, django_tests),
        pytest_limit=find_pytest_limit(repository) if "pytest" in tools else None,
        django_tests=django_tests,
    )


def _pytest_folder(
    repository: Repository, pyproject: Pyproject | None, tools: frozenset[str], django_tests: DjangoTests | None
) -> str:
    if django_tests and django_tests.lacks_pytest:
        return django_tests.folder
    return find_pytest_folder(repository, pyproject) if "pytest" in tools else ""


def _env_files(repository: Repository, around: Repository | None, place: Place) -> tuple[str, ...]:
    own = (posixpath.normpath(f"{place.project}/{path}") for path in find_env_files(repository))
    return tuple(dict.fromkeys((*own, *(find_env_files(around) if around else ()))))


def _with_dockerignore(repository: Repository, facts: Facts) -> Facts:
    """The facts with what the .dockerignore of the build's context hides; one above all that we write is there."""
    context, project = f"/{facts.context}", f"/{facts.place.project}"
    path = posixpath.relpath(f"{context}/{_DOCKERIGNORE}", project)
    text = repository.read(path).text if repository.has(path) else ""
    inside = posixpath.relpath(project, context)
    named = {manifest: posixpath.normpath(f"{inside}/{manifest}") for manifest in facts.dependencies.manifests}
    is_above = posixpath.relpath(context, f"/{facts.place.directory}").startswith("..")
    hidden = tuple(manifest for manifest, path in named.items() if is_ignored(text, path))
    has = repository.has(path) or is_above
    unhidden = tuple(name for name, file in _NEVER.items() if has and not is_ignored(text, file))
    return replace(facts, has_dockerignore=has, hidden=hidden, unhidden=unhidden)
