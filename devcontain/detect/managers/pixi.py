"""pixi: pixi.toml or its tables in pyproject.toml, with or without pixi.lock."""

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.detect.managers.found import Found, for_development
from devcontain.manifests.pixi import LOCK_PATH, Pixi, read_pixi
from devcontain.manifests.pyproject import PATH as PYPROJECT
from devcontain.pattern import pattern

VERSION = "0.77.1"
"""Seen in November 2026."""

_NUMBERS = pattern(r"\d+\.\d+\.\d+")
_PLATFORMS = {"linux-64", "linux-aarch64"}


def find_locked_pixi(found: Found) -> Dependencies | None:
    """What pixi.lock names."""
    return _dependencies(found, is_locked=True) if found.repository.has(LOCK_PATH) else None


def find_pixi(found: Found) -> Dependencies | None:
    """What pixi's manifest says where there is no lock file."""
    return _dependencies(found, is_locked=False)


def _dependencies(found: Found, *, is_locked: bool) -> Dependencies | None:
    pixi = read_pixi(found.repository)
    if pixi is None:
        return None
    environment = _environment(pixi)
    if not is_locked and not pixi.requirements(environment):
        return None
    own = found.pyproject.dependencies if found.pyproject and pixi.path == PYPROJECT else ()
    required = (*own, *pixi.requirements("default"))
    return Dependencies(
        manager="pixi",
        evidence=Evidence(LOCK_PATH if is_locked else pixi.path),
        requirements=required,
        development=tuple(one for one in pixi.requirements(environment) if one not in required),
        manifests=(pixi.path, LOCK_PATH) if is_locked else (pixi.path,),
        locals=tuple(path for path in pixi.folders(environment) if path != "."),
        is_packaged="." in pixi.folders(environment),
        environment=environment,
        cuda=pixi.cuda(environment),
        tool_version=_tool_version(pixi),
        notes=tuple(_notes(pixi, is_locked)),
    )


def _environment(pixi: Pixi) -> str:
    """The environment to work in: one for development that adds to the default one, else that."""
    default = set(pixi.environments["default"])
    fuller = (name for name in for_development(pixi.environments) if default <= set(pixi.environments[name]))
    return next(fuller, "default")


def _tool_version(pixi: Pixi) -> str:
    """Ours, or where the project admits only others, the first that it names."""
    try:
        admits = SpecifierSet(pixi.requires_pixi).contains(VERSION)
    except InvalidSpecifier:
        admits = True
    named = _NUMBERS.search(pixi.requires_pixi)
    return VERSION if admits or not named else named[0]


def _notes(pixi: Pixi, is_locked: bool) -> list[str]:
    notes = [] if is_locked else ["there is no pixi.lock: pixi makes one in the container; commit it"]
    if pixi.platforms and not _PLATFORMS & set(pixi.platforms):
        notes.append(f"{pixi.path} is for {', '.join(pixi.platforms)} alone: `pixi workspace platform add linux-64`")
    return notes
