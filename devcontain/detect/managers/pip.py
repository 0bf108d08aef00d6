"""pip: requirements files, else what pyproject.toml or setup.py says."""

import posixpath

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.detect.imports.read import distribution_of, own_modules
from devcontain.detect.managers.found import Found, files_of, flat, for_development, read_all
from devcontain.detect.managers.hatch import read_hatch_requirements
from devcontain.detect.requirement_files import RequirementFiles
from devcontain.errors import UserError
from devcontain.manifests.poetry import read_poetry_groups, read_poetry_requirements
from devcontain.manifests.pyproject import PATH as PYPROJECT
from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.requirement import Requirement, parse_requirement
from devcontain.manifests.requirements_tree import RequirementsTree
from devcontain.manifests.setuptools import Setup
from devcontain.syntax.source import Source, Span


def find_requirements(found: Found) -> Dependencies | None:
    """What requirements files list."""
    pyproject, files = found.pyproject, found.files
    paths = (*files.main, *files.development)
    if not paths or (not files.main and pyproject and pyproject.has_static_dependencies):
        return None
    trees = read_all(found.repository, paths)
    is_itself_named = any(entry.names_project for tree in trees.values() for entry in tree.locals)
    main = files.main or files.development
    return Dependencies(
        manager="requirements",
        evidence=Evidence(paths[0]),
        requirements=flat(trees[path].requirements for path in main),
        development=flat(trees[path].requirements for path in paths if path not in main),
        **files_of(trees),
        locals=_folders(trees),
        extras=for_development(pyproject.extras) if pyproject and pyproject.is_packaged else (),
        is_packaged=_is_project(pyproject, found.setup) and not is_itself_named,
        build_requirements=_build_requirements(found),
        notes=files.notes,
    )


def _folders(trees: dict[str, RequirementsTree]) -> tuple[str, ...]:
    """The folders that requirements files install; pip takes them from where it is run."""
    paths = (entry.path.removeprefix("file:").partition("[")[0] for tree in trees.values() for entry in tree.locals)
    return tuple(dict.fromkeys(posixpath.normpath(path) for path in paths if path and not path.startswith("/")))


def find_misspelled(found: Found) -> Dependencies | None:
    """What a requirements file of an unusual name lists."""
    path = found.files.misspelled
    note = f"{path} is taken for requirements.txt"
    return find_requirements(found._replace(files=RequirementFiles((path,), (), (note,)))) if path else None


def find_project(found: Found) -> Dependencies | None:
    """What the `[project]` table of pyproject.toml says, and the environments of Hatch besides."""
    pyproject = found.pyproject
    if pyproject is None or not pyproject.has_static_dependencies:
        return None
    hatch, features = read_hatch_requirements(found.repository, pyproject)
    extras = tuple(dict.fromkeys((*for_development(pyproject.extras), *features)))
    groups = for_development(pyproject.groups)
    trees = read_all(found.repository, found.files.development)
    listed = files_of(trees)
    listed["manifests"] = (PYPROJECT, *listed["manifests"])
    return Dependencies(
        manager="project",
        evidence=Evidence(PYPROJECT),
        requirements=pyproject.dependencies,
        development=flat(
            [
                *(pyproject.extras[extra] for extra in extras),
                *(pyproject.groups[group] for group in groups),
                *(tree.requirements for tree in trees.values()),
                hatch,
            ]
        ),
        **listed,
        words=tuple(dict.fromkeys(requirement.text for requirement in hatch)),
        extras=extras,
        groups=groups,
        is_packaged=pyproject.is_packaged,
    )


def find_source(found: Found) -> Dependencies | None:
    """What can be installed, but says what it requires only when it is built."""
    pyproject, setup = found.pyproject, found.setup
    if pyproject and pyproject.is_packaged:
        return Dependencies(
            manager="source",
            evidence=Evidence(PYPROJECT),
            requirements=(*read_poetry_requirements(pyproject), *_of_setup(setup)),
            development=read_poetry_groups(pyproject),
            extras=for_development(setup.extras if setup else pyproject.extras),
            is_packaged=True,
        )
    if setup is None:
        return None
    return Dependencies(
        manager="source",
        evidence=Evidence(setup.path),
        requirements=_of_setup(setup),
        extras=for_development(setup.extras),
        is_packaged=True,
        build_requirements=_build_requirements(found),
    )


def _build_requirements(found: Found) -> tuple[str, ...]:
    """What setup.py imports though no build-system table asks for it: pip builds without it, and fails."""
    if found.setup is None or (found.pyproject and "build-system" in found.pyproject.root.data):
        return ()
    own = own_modules(list(found.repository.walk(".py")))
    names = (distribution_of(module, own) for module in found.setup.imports)
    return tuple(dict.fromkeys(name for name in names if name and name != "setuptools"))


def _is_project(pyproject: Pyproject | None, setup: Setup | None) -> bool:
    return bool(pyproject and pyproject.is_packaged) or bool(setup)


def _of_setup(setup: Setup | None) -> tuple[Requirement, ...]:
    found = []
    for text in setup.requirements if setup else ():
        try:
            found.append(parse_requirement(Source(setup.path if setup else "", ""), Span(0, 0), text.strip()))
        except UserError:
            continue
    return tuple(found)
