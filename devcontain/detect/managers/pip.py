"""pip: requirements files, else what pyproject.toml or setup.py says."""

import posixpath
from collections.abc import Iterable, Iterator

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.detect.imports.own import own_modules
from devcontain.detect.imports.read import distribution_of
from devcontain.detect.managers.found import Found, files_of, flat, for_development, read_all
from devcontain.detect.managers.hatch import read_hatch_requirements
from devcontain.detect.managers.mended import mend
from devcontain.detect.managers.uv_version import find_uv_version
from devcontain.detect.requirement_files import RequirementFiles
from devcontain.detect.requirements_of_tests import extras_of_runners
from devcontain.errors import UserError
from devcontain.manifests.environment_yml import find_environment_yml
from devcontain.manifests.poetry import read_poetry_groups, read_poetry_requirements
from devcontain.manifests.pyproject import PATH as PYPROJECT
from devcontain.manifests.pyproject import Pyproject
from devcontain.manifests.requirement import Requirement, parse_requirement
from devcontain.manifests.requirements_tree import RequirementsTree
from devcontain.manifests.requirements_txt import logical_lines
from devcontain.manifests.setuptools import Setup
from devcontain.pattern import pattern
from devcontain.syntax.source import Source, Span

_GROUP = pattern(r"[A-Za-z0-9](?:[\w.-]*[A-Za-z0-9])?")
_OF_OTHERS = {"build", "doc", "docs", "documentation", "publish", "release"}
"""Groups for what a project is not worked on with."""
_REBUILT = {"mesonpy": ("ninja",)}
"""Build backends whose editable projects are compiled when they are imported, and what they require besides."""


def find_requirements(found: Found) -> Dependencies | None:
    """What requirements files list."""
    pyproject, files = found.pyproject, found.files
    paths = (*files.main, *files.development)
    if not paths or (not files.main and pyproject and pyproject.has_static_dependencies):
        return None
    mended = mend(found.repository, files.main[0]) if len(files.main) == 1 else None
    if mended and mended.is_of_conda and find_environment_yml(found.repository):
        return None
    trees = {files.main[0]: mended.tree} if mended else {}
    trees |= read_all(found.repository, tuple(path for path in paths if path not in trees))
    is_itself_named = any(entry.names_project for tree in trees.values() for entry in tree.locals)
    own = _own(found)
    main = files.main or (files.development if not own else ())
    listed = flat(trees[path].requirements for path in main)
    names = {one.name for one in listed}
    return Dependencies(
        manager="requirements",
        evidence=Evidence(paths[0]),
        requirements=(*listed, *(one for one in own if one.name not in names)),
        development=flat(trees[path].requirements for path in paths if path not in main),
        **files_of(trees),
        lines=mended.lines if mended else _lines(trees),
        is_mended=mended is not None,
        locals=_folders(trees),
        extras=_extras(found) if not is_itself_named else (),
        is_packaged=_is_project(pyproject, found.setup) and not is_itself_named,
        build_requirements=_build_requirements(found),
        rebuilt_with=_rebuilt_with(pyproject),
        has_hashes=any(_has_hashes(file) for file in _installed(trees)),
        has_bare=any(map(_has_bare, _installed(trees))) or _is_project(pyproject, found.setup),
        notes=(*files.notes, *((mended.note,) if mended else ())),
    )


def _lines(trees: dict[str, RequirementsTree]) -> tuple[tuple[str, str], ...]:
    """Those of the only file, where no other can have anything to do with it, nor hashes with the versions."""
    only = next(iter(trees.values())) if len(trees) == 1 else None
    if only is None or only.includes or only.file.includes or _has_hashes(only):
        return ()
    return tuple((line, "") for _, line in logical_lines(only.file.source.text))


def _own(found: Found) -> tuple[Requirement, ...]:
    """What the project itself requires, which is installed besides what the files list."""
    pyproject = found.pyproject
    if pyproject and pyproject.is_packaged:
        return pyproject.dependencies or read_poetry_requirements(pyproject) or _of_setup(found.setup)
    return _of_setup(found.setup)


def _installed(trees: dict[str, RequirementsTree]) -> list[RequirementsTree]:
    return [file for tree in trees.values() for file in tree.walk() if not file.is_constraint]


def _has_hashes(tree: RequirementsTree) -> bool:
    return "--hash=" in tree.file.source.text


def _has_bare(tree: RequirementsTree) -> bool:
    """Whether a file lists something without a hash, which what comes from version control cannot have."""
    listed = tree.file.requirements
    return bool(tree.file.locals or (listed and not _has_hashes(tree)) or any("git+" in one.url for one in listed))


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
    extras = tuple(dict.fromkeys(name for name in (*_extras(found), *features) if name in pyproject.extras))
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
        rebuilt_with=_rebuilt_with(pyproject),
        tool_version=find_uv_version(found.repository, pyproject),
    )


def find_groups(found: Found) -> Dependencies | None:
    """The dependency groups of a pyproject.toml that is about no project."""
    pyproject = found.pyproject
    if pyproject is None or found.setup or "project" in pyproject.root.data or pyproject.name or not pyproject.groups:
        return None
    groups = for_development(pyproject.groups)
    known = (name for name in pyproject.groups if _GROUP.fullmatch(name) and name.lower() not in _OF_OTHERS)
    others = tuple(name for name in known if name not in groups)
    return Dependencies(
        manager="project",
        evidence=Evidence(PYPROJECT),
        requirements=flat(pyproject.groups[name] for name in others or groups),
        development=flat(pyproject.groups[name] for name in groups if others),
        manifests=(PYPROJECT,),
        groups=groups if others else (),
        run_groups=others or groups,
    )


def find_source(found: Found) -> Dependencies | None:
    """What can be installed, but says what it requires only when it is built."""
    pyproject, setup = found.pyproject, found.setup
    if pyproject and pyproject.is_packaged:
        groups = for_development(pyproject.groups)
        return Dependencies(
            manager="project" if groups else "source",
            evidence=Evidence(PYPROJECT),
            requirements=(*read_poetry_requirements(pyproject), *_of_setup(setup)),
            development=(
                *read_poetry_groups(pyproject),
                *_of_extras(found),
                *flat(pyproject.groups[group] for group in groups),
            ),
            manifests=(PYPROJECT,) if groups else (),
            extras=_extras(found),
            groups=groups,
            is_packaged=True,
            is_dynamic=bool(groups),
            tool_version=find_uv_version(found.repository, pyproject) if groups else "",
            rebuilt_with=_rebuilt_with(pyproject),
        )
    if setup is None:
        return None
    return Dependencies(
        manager="source",
        evidence=Evidence(setup.path),
        requirements=_of_setup(setup),
        development=_of_extras(found),
        extras=_extras(found),
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


def _rebuilt_with(pyproject: Pyproject | None) -> tuple[str, ...]:
    build = pyproject.root.table("build-system") if pyproject else None
    more = _REBUILT.get(build.string("build-backend")) if build else None
    return (*build.strings("requires"), *more) if build and more else ()


def _is_project(pyproject: Pyproject | None, setup: Setup | None) -> bool:
    return bool(pyproject and pyproject.is_packaged) or bool(setup)


def _extras(found: Found) -> tuple[str, ...]:
    """The extras that developers want: by their names in the file that lists them, and those that tox installs."""
    pyproject, setup = found.pyproject, found.setup
    listed: Iterable[str] = setup.extras if setup else ()
    if pyproject and pyproject.extras:
        listed = pyproject.extras
    chosen = (*for_development(listed), *extras_of_runners(found.repository, pyproject, setup))
    return tuple(dict.fromkeys(chosen))


def _of_setup(setup: Setup | None) -> tuple[Requirement, ...]:
    return tuple(_parsed(setup.path, setup.requirements)) if setup else ()


def _of_extras(found: Found) -> tuple[Requirement, ...]:
    """What setup.py says that these require."""
    path, listed = (found.setup.path, found.setup.extras) if found.setup else ("", {})
    return tuple(one for name in _extras(found) for one in _parsed(path, listed.get(name, ())))


def _parsed(path: str, texts: tuple[str, ...]) -> Iterator[Requirement]:
    for text in texts:
        try:
            yield parse_requirement(Source(path, ""), Span(0, 0), text.strip())
        except UserError:
            continue
