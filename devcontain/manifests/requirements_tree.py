"""Requirements files with the files that they include, and what of them an image build can read by itself."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass

from devcontain.errors import UserError
from devcontain.manifests.repository import Repository
from devcontain.manifests.requirement import Requirement
from devcontain.manifests.requirements_txt import Include, Local, RequirementsFile, parse_requirements
from devcontain.syntax.source import Span

_DEPTH = 20
_MOST = 500


@dataclass(frozen=True)
class RequirementsTree:
    """A requirements file and, below it, those it includes."""

    file: RequirementsFile
    includes: tuple["RequirementsTree", ...]
    is_constraint: bool = False

    @property
    def path(self) -> str:
        """The path of the file at the top."""
        return self.file.path

    def walk(self) -> Iterator["RequirementsTree"]:
        """This file and every one below it."""
        yield self
        for include in self.includes:
            yield from include.walk()

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """What is installed; constraints install nothing."""
        return tuple(
            requirement for tree in self.walk() if not tree.is_constraint for requirement in tree.file.requirements
        )

    @property
    def locals(self) -> tuple[Local, ...]:
        """The directories and archives that are installed."""
        return tuple(entry for tree in self.walk() for entry in tree.file.locals)

    @property
    def is_self_contained(self) -> bool:
        """Whether it installs with nothing else of the repository and no secret."""
        return not self.locals and not any(tree.file.needs_secret for tree in self.walk())

    def self_contained(self) -> Iterator["RequirementsTree"]:
        """The largest parts that install by themselves."""
        if self.is_self_contained:
            yield self
        else:
            for include in self.includes:
                if not include.is_constraint:
                    yield from include.self_contained()


def read_requirements(repository: Repository, path: str) -> RequirementsTree:
    """Read a requirements file and all that it includes."""
    return _read(repository, path, is_constraint=False, above=(), left=iter(range(_MOST)))


def _read(
    repository: Repository, path: str, is_constraint: bool, above: tuple[str, ...], left: Iterator[int]
) -> RequirementsTree:
    if next(left, None) is None:
        raise UserError(f"{path}: includes more than {_MOST} files, some of them again and again")
    file = parse_requirements(repository.read(path))
    _refuse_absent(file)
    includes = []
    for include in file.includes:
        if "://" not in include.path:
            target = _target(repository, file, include, (*above, path))
            includes.append(_read(repository, target, is_constraint or include.is_constraint, (*above, path), left))
    return RequirementsTree(file, tuple(includes), is_constraint)


def _target(repository: Repository, file: RequirementsFile, include: Include, above: tuple[str, ...]) -> str:
    target = posixpath.normpath(posixpath.join(posixpath.dirname(file.path), include.path))
    if target.startswith(("/", "..")) and not repository.has(target):
        hint = "run devcontain in the directory that holds both"
        raise UserError(f"{_place(file, include.span)}: `{include.path}` is outside the repository", hint)
    if target in above:
        raise UserError(f"{_place(file, include.span)}: `{include.path}` includes itself")
    if len(above) > _DEPTH:
        raise UserError(f"{_place(file, include.span)}: includes are nested too deeply")
    if not repository.has(target):
        raise UserError(f"{_place(file, include.span)}: there is no file `{target}` to include")
    return target


def _refuse_absent(file: RequirementsFile) -> None:
    for requirement in file.requirements:
        if requirement.url.startswith("file:"):
            hint = f"write the version instead, such as `{requirement.name}==1.0`"
            raise UserError(
                f"{_place(file, requirement.span)}: `{requirement.name}` is a file of the machine that wrote this", hint
            )


def _place(file: RequirementsFile, span: Span) -> str:
    row, column = file.source.position(span.start)
    return f"{file.path}:{row}:{column}"
