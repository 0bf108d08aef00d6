"""What git fetches: references, clones and checkouts, and whether they stay what they are."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern
from devcontain.semantics.directories import absolute, directory_of, join
from devcontain.semantics.options import read_options
from devcontain.semantics.removals import ancestors

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage, Step
    from devcontain.semantics.commands import Command
    from devcontain.semantics.options import Operand, Options
    from devcontain.syntax.shell_words import Word

_GLOBAL_WITH_VALUE = ("-C", "-c", "--git-dir", "--work-tree", "--namespace", "--exec-path")
_WITH_VALUE = {
    "clone": (
        *("-b", "--branch", "--revision", "--depth", "-o", "--origin", "-u", "--upload-pack", "--template", "-c"),
        *("--config", "--reference", "--separate-git-dir", "-j", "--jobs", "--filter", "--shallow-since"),
        *("--shallow-exclude", "--server-option", "--bundle-uri"),
    ),
    "checkout": ("-b", "-B", "--orphan", "--conflict", "--pathspec-from-file"),
    "switch": ("-c", "-C", "--create", "--orphan", "--conflict"),
    "reset": (),
    "fetch": ("--depth", "--deepen", "--shallow-since", "--filter", "-j", "--jobs", "--refmap"),
}
_COMMIT = pattern(r"[0-9a-f]{7,64}", re.IGNORECASE)
_BRANCH = pattern(
    r"\D*|.*[-_./]x|.*\d\.x(?:[-_].*)?|stable/.*|(?:fix|feat|feature|bugfix|hotfix|topic|users?)/.*|.*[-_]branch"
    r"|refs/(?:heads|pull|merge-requests)/.*"
)
_REMOTE = pattern(r"(?:https?|git|ssh|git\+ssh)://|[\w.-]+@[\w.-]+:|(?:gh|github):")


class GitCommand(NamedTuple):
    """A git command: its subcommand, the directory that `-C` names, its options, and what follows the subcommand."""

    verb: str
    directory: str
    options: Options
    operands: list[Operand]


class Clone(NamedTuple):
    """A repository that a RUN clones, the word that says so, and the branch or tag that it asks for, if any."""

    command: Command
    word: Word
    url: str
    reference: Operand | None
    directory: str | None


def is_floating(reference: str) -> bool:
    """Whether a reference is a branch, as far as its name tells: tags have digits; a variable may be anything."""
    name = reference.removeprefix("origin/")
    if "$" in name or "`" in name or _COMMIT.fullmatch(name) or name.startswith(("refs/tags/", "tags/")):
        return False
    return bool(_BRANCH.fullmatch(name))


def reference_of(url: str) -> str:
    """The reference in pip's form, `git+https://host/path@reference#egg=name`; empty where there is none."""
    path = url.partition("#")[0].rpartition("://")[2].partition("/")[2]
    return path.rpartition("@")[2] if "@" in path else ""


def read_git(command: Command) -> GitCommand | None:
    """The parts of a git command that concern what is fetched; nothing for other commands."""
    if command.name != "git":
        return None
    verb = _verb(command)
    if verb not in _WITH_VALUE:
        return None
    options = read_options(command, (*_WITH_VALUE[verb], *(() if verb == "switch" else _GLOBAL_WITH_VALUE)))
    directory = next((operand.value for operand in options.values("-C") if verb != "switch"), "")
    operands = [operand for operand in options.operands if operand.value != "lfs"]
    return GitCommand(verb, directory, options, operands[1:])


def _verb(command: Command) -> str:
    values = iter(command.values)
    for value in values:
        if value in _GLOBAL_WITH_VALUE:
            next(values, None)
        elif not value.startswith("-") and value != "lfs":
            return value
    return ""


def floating_clones(step: Step) -> Iterator[Clone]:
    """The clones of a RUN that stay on a branch: no tag, and no checkout in this RUN or a later one of the stage."""
    open_clones: dict[int, Clone] = {}
    by_directory: dict[str, int] = {}
    for command in step.commands:
        git = read_git(command)
        clone = _read_clone(command, git) if git and git.verb == "clone" else None
        if clone is not None and _floats(clone):
            open_clones[id(command)] = clone
            by_directory[clone.directory or ""] = id(command)
        elif git and git.verb != "clone" and _fixes(git) and open_clones:
            inside = (by_directory.get(path) for path in ancestors(_place(command, git) or ""))
            settled = next((key for key in inside if key in open_clones), None)
            del open_clones[settled or next(reversed(open_clones))]
    if open_clones:
        later = settled_places(step.stage)
        yield from (clone for clone in open_clones.values() if later.get(clone.directory or "", -1) <= step.index)


def _floats(clone: Clone) -> bool:
    """Whether a clone is of a remote repository, by a branch or by nothing at all."""
    return bool(_REMOTE.match(clone.url)) and (clone.reference is None or is_floating(clone.reference.value))


def cloned(command: Command) -> Clone | None:
    """What a command clones."""
    git = read_git(command)
    return _read_clone(command, git) if git and git.verb == "clone" else None


def _read_clone(command: Command, git: GitCommand) -> Clone | None:
    if not git.operands:
        return None
    source = git.operands[0]
    reference = next(iter(git.options.values("-b", "--branch", "--revision")), None)
    named = git.operands[1].value if len(git.operands) > 1 else _repository(source.value)
    base = join(command.step, directory_of(command), git.directory) if git.directory else directory_of(command)
    return Clone(command, source.word, source.value, reference, join(command.step, base, named))


def _repository(url: str) -> str:
    return url.rstrip("/").rpartition("/")[2].removesuffix(".git")


def _fixes(git: GitCommand) -> bool:
    """Whether a tag, a commit or a variable is checked out, or fetched to be checked out."""
    operands = git.operands[1:] if git.verb == "fetch" else git.operands[:1]
    names = [operand.value for operand in operands]
    return any(name != "." and not is_floating(name) for name in names)


def _place(command: Command, git: GitCommand) -> str | None:
    return absolute(command, git.directory) if git.directory else directory_of(command)


@lru_cache(maxsize=1)
def settled_places(stage: Stage) -> dict[str, int]:
    """The directories in which a stage checks out something fixed, each with the last step that does."""
    places: dict[str, int] = {}
    for step in stage.steps:
        for command in step.commands:
            git = read_git(command) if command.name == "git" else None
            if git is not None and git.verb != "clone" and _fixes(git):
                places.update((place, step.index) for place in ancestors(_place(command, git) or ""))
    return places
