"""Several projects in one environment, which pip's requirements and pyproject.toml files can share."""

import posixpath
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.errors import UserError
from devcontain.manifests.pyproject import PATH as PYPROJECT
from devcontain.manifests.requirement import Requirement

_SHARED = {"requirements", "project", "source"}


def put_together(parts: Mapping[str, Dependencies]) -> Dependencies:
    """How all are installed at once; the keys are their folders. Raises UserError where one cannot share."""
    for folder, part in parts.items():
        if reason := _obstacle(part):
            hint = "`--projects each` writes a configuration for each, `--project PATH` for some"
            raise UserError(f"`{folder}` {reason}, so that it shares no environment with other projects", hint)
    return Dependencies(
        manager="together",
        evidence=Evidence(", ".join(parts)),
        requirements=tuple(_placed(parts, "requirements")),
        development=tuple(_placed(parts, "development")),
        files=tuple(path for folder, part in parts.items() for path in _files(folder, part)),
        image_files=tuple(path for folder, part in parts.items() for path in _image_files(folder, part)),
        manifests=tuple(dict.fromkeys(_join(parts, "manifests"))),
        groups=tuple(f"{folder}/{PYPROJECT}:{group}" for folder, part in parts.items() for group in _groups(part)),
        members=tuple(f"./{folder}{_extras(part)}" for folder, part in parts.items() if part.is_packaged),
        words=tuple(dict.fromkeys(word for part in parts.values() for word in part.words)),
        tool_version=next((part.tool_version for part in parts.values() if part.tool_version), ""),
        indexes=tuple(dict.fromkeys(index for part in parts.values() for index in part.indexes)),
        notes=tuple(note for part in parts.values() for note in part.notes),
    )


def with_tools_above(part: Dependencies, root: Dependencies, folder: str) -> Dependencies:
    """The only project of a repository with what requirements files at its root list for work on all of it."""
    if folder == "." or part.manager not in _SHARED or root.manager != "requirements" or _obstacle(root):
        return part
    above = {posixpath.relpath(".", folder): root}
    return replace(
        part,
        development=(*part.development, *_placed(above, "requirements"), *_placed(above, "development")),
        files=(*part.files, *_join(above, "files")),
        image_files=(*part.image_files, *_join(above, "image_files")),
        manifests=(*part.manifests, *_join(above, "manifests")),
    )


def _obstacle(part: Dependencies) -> str:
    if part.manager not in _SHARED:
        return f"is installed by {part.manager}"
    if part.is_mended:
        return f"has a {part.evidence.path} that nobody can install"
    if part.manager == "requirements" and part.locals:
        return f"installs `{part.locals[0]}` relative to its own folder"
    return ""


def can_share(parts: Mapping[str, Dependencies]) -> bool:
    """Whether one environment can have them all, and no two pin one distribution to versions that differ."""
    return not any(map(_obstacle, parts.values())) and not _contradict(parts)


def _contradict(parts: Mapping[str, Dependencies]) -> bool:
    pins: dict[str, set[str]] = {}
    for part in parts.values():
        for requirement in part.all_requirements:
            if requirement.pin:
                pins.setdefault(requirement.name, set()).add(str(requirement.pin))
    return any(len(versions) > 1 for versions in pins.values())


def _placed(parts: Mapping[str, Dependencies], kind: str) -> Iterator[Requirement]:
    for folder, part in parts.items():
        for requirement in getattr(part, kind):
            yield replace(requirement, path=posixpath.join(folder, requirement.path))


def _join(parts: Mapping[str, Dependencies], kind: str) -> Iterable[str]:
    return (posixpath.normpath(f"{folder}/{path}") for folder, part in parts.items() for path in getattr(part, kind))


def _files(folder: str, part: Dependencies) -> list[str]:
    own = [PYPROJECT] if part.manager == "project" and not part.is_packaged and not part.run_groups else []
    return [f"{folder}/{path}" for path in (*own, *part.files)]


def _image_files(folder: str, part: Dependencies) -> list[str]:
    is_read = part.manager == "project" and not (part.needs_workspace or part.run_groups or part.is_dynamic)
    own = [PYPROJECT] if is_read else []
    return [f"{folder}/{path}" for path in (*own, *part.image_files)]


def _groups(part: Dependencies) -> tuple[str, ...]:
    return (*part.run_groups, *part.groups)


def _extras(part: Dependencies) -> str:
    return f"[{','.join(part.extras)}]" if part.extras else ""
