"""What a COPY or ADD brings from the build context: manifests, configuration, or the application's source."""

from __future__ import annotations

import posixpath
import re
from typing import TYPE_CHECKING, NamedTuple

from devcontain.pattern import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Build, Step
    from devcontain.syntax.instruction import Word

_MANIFEST = pattern(
    r"(?:.*[-_.])?(?:requirements?|constraints?|reqs?|deps?|dependencies|packages?|environment|env|conda)[\w.-]*"
    r"\.(?:txt|in|ya?ml|lock|json|toml|cfg|pip)\*?"
    r"|pyproject\.toml|setup\.(?:py|cfg)|pipfile(?:\.lock)?\*?|[\w.-]*\.lock\*?|[\w-]*lock[\w-]*\.(?:ya?ml|json|txt)"
    r"|(?:pdm|poetry|uv|hatch|pixi)\.\w+|package\*?\.json|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|gemfile.*"
    r"|go\.(?:mod|sum)|cargo\.\w+|composer\.\w+|manifest\.in|readme.*|licen[cs]e.*|apt\.txt|aptfile|_?version\.py"
    r"|__(?:version|init|about)__\.py|versioneer\.py|\.python-version|(?:gnu)?makefile|justfile|procfile|noop\.txt|tox\.ini|noxfile\.py",
    re.IGNORECASE,
)
_CODE = pattern(
    r".*\.(?:py|pyx|ipynb|js|mjs|cjs|ts|tsx|jsx|vue|go|rs|java|kt|scala|c|cc|cpp|cxx|h|hpp|cu|cuh|rb|php|pl|r|jl|swift|cs|sh|bash)",
    re.IGNORECASE,
)
_STEM = pattern(
    r"(?:requirements?|constraints?|reqs?|package|yarn|npm|pyproject|poetry|pipfile|pdm|uv|environment|setup)[\w.-]*"
)
_CONFIGURATION = pattern(
    r"\.\w+|.*(?:config|_conf|settings)\.(?:py|js|ts|cjs|mjs)|(?:pip|apt|yum|dnf)\.conf|.*sources\.list.*|.*\.repo|rpm-gpg.*"
    r"|.*condarc|.*npmrc|.*yarnrc.*|.*\.(?:gpg|asc|pem|crt|key)",
    re.IGNORECASE,
)
_OTHER_FILE = pattern(r".*\.[\w*?\[\]-]{1,12}$")
_SUPPORT = pattern(
    r"(?:\.?docker\w*|(?:pip[-_]?)?(?:requirements?|reqs?)|deps?|dependencies|wheels?|whls?|wheelhouse|dist|build|vendor|third[-_]?party|patch(?:es)?"
    r"|conf(?:ig)?(?:s|uration)?|etc|cfg|certs?|certificates?|ssl|keys?|rootfs|overlay|bin|install\w*|setup|pip\w*"
    r"|apt|yum\.repos\.d|repos?|packages|files|licenses?|env\w*|conda\w*|nginx|supervisor\w*|gradle|\.mvn)",
    re.IGNORECASE,
)
_SINGLE = pattern(r".*\.[\w?\[\]-]{1,12}|[A-Z][A-Z0-9_]+")
_AID = pattern(r"scripts?|tools?|assets|data|models?|weights|checkpoints?|resources|templates?", re.IGNORECASE)
_SYSTEM = pattern(r"/(?:etc|usr|bin|sbin|lib|root|opt/conda)?(?:/.*)?")
EVERYTHING = frozenset([".", "./", "*", "./*", "/", "./.", "..", "../"])
"""The sources that mean the whole build context."""
_SPECIAL = frozenset("*?[$\n")
_MAXIMUM_STEPS = 200


class Copied(NamedTuple):
    """The sources of a COPY or ADD in the build context, and its destination as an absolute path, if known."""

    sources: tuple[str, ...]
    destination: str | None

    @property
    def is_everything(self) -> bool:
        """Whether the whole build context is copied."""
        return any(source in EVERYTHING for source in self.sources)

    @property
    def is_tree(self) -> bool:
        """Whether a directory is copied, or a pattern of files."""
        return any(not _SINGLE.fullmatch(posixpath.basename(source.rstrip("/"))) for source in self.sources)

    @property
    def is_aid(self) -> bool:
        """Whether all of it are directories that may hold what an installation uses: scripts, data, models."""
        return all(_AID.fullmatch(posixpath.basename(source.rstrip("/"))) for source in self.sources)

    @property
    def code(self) -> tuple[str, ...]:
        """The sources that are, or hold, source code of the application."""
        renamed = posixpath.basename(self.destination or "") if len(self.sources) == 1 else ""
        is_configuration = renamed.startswith(".") or _CONFIGURATION.fullmatch(renamed)
        if is_configuration and renamed != ".git" and not self.is_everything:
            return ()
        if self.is_aid and _SYSTEM.fullmatch(self.destination or "/"):
            return ()
        return tuple(source for source in self.sources if _is_code(source))


def read_copy(step: Step) -> Copied | None:
    """What a step copies from the build context; nothing for other steps, other stages' files, and downloads."""
    instruction = step.instruction
    if step.keyword not in ("COPY", "ADD") or instruction.flag("from") or instruction.heredocs:
        return None
    words = [step.scope.resolve(word.value) for word in instruction.words]
    if len(words) < 2:
        return None
    *sources, destination = words
    local = tuple(source for source in sources if source is not None and "://" not in source and "git@" not in source)
    return Copied(local, _absolute(destination, step.scope.workdir)) if local else None


def source_of(step: Step) -> Copied | None:
    """What a step copies from the build context, at once or from another stage that has it from there."""
    flag = step.instruction.flag("from") if step.keyword in ("COPY", "ADD") else None
    return read_copy(step) if flag is None else _read_stage_copy(step, flag.value)


def _read_stage_copy(step: Step, reference: str) -> Copied | None:
    other = step.stage.build.stage_at(reference)
    words = [step.scope.resolve(word.value) for word in step.instruction.words]
    if other is None or other is step.stage or len(words) < 2:
        return None
    *sources, destination = words
    copies = list(filter(None, map(read_copy, other.steps[:_MAXIMUM_STEPS])))
    names = [name for source in sources if source for name in _in_context(source, copies)]
    return Copied(tuple(names), _absolute(destination, step.scope.workdir)) if names else None


def _in_context(path: str, copies: list[Copied]) -> Iterator[str]:
    """The name in the build context of what lies at a path: below all of it, or in a directory that was copied.

    What lies in a directory such as `build` was made there.
    """
    path = posixpath.normpath(path)
    for copied in copies:
        place = copied.destination
        if place is None or len(copied.sources) != 1 or not (path + "/").startswith(place.rstrip("/") + "/"):
            continue
        below = posixpath.relpath(path, place)
        if any(map(_SUPPORT.fullmatch, below.split("/")[:-1])):
            continue
        if copied.is_everything and below != ".":
            yield below
        elif copied.is_tree and not copied.is_everything:
            yield posixpath.normpath(posixpath.join(copied.sources[0], below))


def named_sources(build: Build) -> Iterator[str]:
    """The files and directories of the build context that are copied by name, as paths from there on."""
    for step in build.steps:
        if step.keyword in ("COPY", "ADD"):
            yield from filter(None, (named_source(step, word) for word in step.instruction.words[:-1]))


def named_source(step: Step, word: Word) -> str | None:
    """The path of a source in the build context; nothing for patterns, for all of it, and for what is elsewhere."""
    instruction = step.instruction
    if instruction.flag("from") or instruction.heredocs or step.written.keyword == "ONBUILD":
        return None
    source = step.scope.resolve(word.value)
    if source is None or "://" in source or "git@" in source or not _SPECIAL.isdisjoint(source):
        return None
    path = posixpath.normpath(source.lstrip("/") or ".")
    return None if path == "." or path.startswith("..") else path


def _absolute(path: str | None, workdir: str | None) -> str | None:
    if path is None or (workdir is None and not path.startswith("/")):
        return None
    return posixpath.normpath(posixpath.join(workdir or "/", path))


def _is_code(source: str) -> bool:
    if source in EVERYTHING or source.rstrip("/") in (".git", "./.git"):
        return True
    directory, _, name = source.rstrip("/").rpartition("/")
    if directory and not name.strip("*"):
        name = posixpath.basename(directory)
    if "*" in name and _STEM.fullmatch(name.strip("*").lower()):
        return False
    if _MANIFEST.fullmatch(name) or _CONFIGURATION.fullmatch(name):
        return False
    if _CODE.fullmatch(name):
        return True
    return not (_OTHER_FILE.fullmatch(name) or _SUPPORT.fullmatch(name) or name.startswith("$"))
