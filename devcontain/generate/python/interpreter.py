"""Which Python, and the image that has it."""

from dataclasses import replace

from packaging.specifiers import SpecifierSet
from packaging.version import Version

from devcontain.detect.facts import PREFERRED_PYTHON, Facts, PythonRequest
from devcontain.errors import UserError
from devcontain.generate.plan import Decision, Python
from devcontain.generate.python.images import conda_image, python_image
from devcontain.generate.python.legacy import PYTHONS as LEGACY
from devcontain.generate.python.legacy import legacy_image, recipe, require_manager, runs_on
from devcontain.generate.python.wheels import blockers, unreleased
from devcontain.pattern import pattern

_MINORS = (*LEGACY, *(f"3.{minor}" for minor in range(7, 15)))
_NEWER = _MINORS[_MINORS.index(PREFERRED_PYTHON) + 1 :]
_OVER = (*LEGACY, "3.7", "3.8", "3.9", "3.10")
_PYTHON_2 = "2.7"
_WISH = pattern(r"(\d+\.\d+)(?:\.\d+)?")


def choose_python(facts: Facts, wish: str | None, base: str | None = None) -> tuple[Python, tuple[Decision, ...]]:
    """The wished version; else the one that a file names; else the newest that suits and that wheels are built for."""
    if facts.dependencies.brings_python:
        return _of_conda(facts, wish, base)
    version, because = _wished(wish) if wish is not None else _named(facts) or _python2(facts) or _newest(facts)
    _require_known(version, because)
    require_manager(version, facts.dependencies)
    image = legacy_image(version, base) if version in LEGACY else python_image(version, base)
    decisions = (Decision("python", version, because), Decision("image", image.reference, image.because))
    return Python(version, image, version in _OVER, recipe(version)), decisions


def _of_conda(facts: Facts, wish: str | None, base: str | None) -> tuple[Python, tuple[Decision, ...]]:
    """conda and pixi bring the Python that their files name; the image needs none."""
    if wish is not None:
        file = facts.dependencies.evidence.path
        raise UserError(f"{file} decides on the Python", f"name Python {wish} there, or choose another --manager")
    path, manager = facts.dependencies.manifests[0], facts.dependencies.manager
    version, because = _named(facts) or ("", f"{path} names none: {manager} takes its newest")
    image = conda_image(base, manager)
    decisions = (Decision("python", version or "newest", because), Decision("image", image.reference, image.because))
    return Python(version, image), decisions


def contradictions(facts: Facts, version: str) -> tuple[str, ...]:
    """A note for each file that does not admit the version that was chosen, and for a pin that has no wheel for it."""
    if not version:
        return ()
    against = [
        f"{request.evidence}: `--python {_PYTHON_2}` runs that"
        for request in facts.python
        if request.tested == (_PYTHON_2,) and version != _PYTHON_2 and request.evidence.path.endswith(".py")
    ]
    against += [
        f"Python {version} was chosen, which is against {request.evidence}"
        for request in facts.python
        if (request.version and request.version != version)
        or (version not in _suited((request,), ".99") and version not in _suited((request,), ".0"))
    ]
    dependencies = facts.dependencies
    if dependencies.lock.path:
        dependencies = replace(dependencies, requirements=(), development=())
    too_new = (f"{one.text} ({one.path})" for one in unreleased(dependencies, version))
    pins = [*too_new, *blockers(dependencies, version)][:1] if not dependencies.brings_python else []
    against += [f"Python {version} was chosen, which {pin} was not released for" for pin in pins]
    gone = _gone(facts, version).items()
    against += [f"Python {version} was chosen, which has no `{name}`: {path}" for name, path in gone]
    return tuple(dict.fromkeys(against))


def _wished(wish: str) -> tuple[str, str]:
    match = _WISH.fullmatch(wish)
    if not match:
        raise UserError(f"`{wish}` is not a Python version", "write two numbers, such as `--python 3.12`")
    return match[1], f"--python {wish}"


def decisive(facts: Facts) -> PythonRequest | None:
    """The request whose version is the one to have; nothing where none names one."""
    return next((one for one in facts.python if one.version and (not one.gives_way or _is_suited(one, facts))), None)


def _is_suited(request: PythonRequest, facts: Facts) -> bool:
    suited = {*_suited(facts.python, ".99"), *_suited(facts.python, ".0")}
    return request.version in suited and runs_on(request.version, facts.dependencies)


def _named(facts: Facts) -> tuple[str, str] | None:
    request = decisive(facts)
    return (request.version, str(request.evidence)) if request else None


def _python2(facts: Facts) -> tuple[str, str] | None:
    """Python 2.7 where the project is tested on, or written for, nothing newer."""
    tested = [request for request in facts.python if request.tested]
    is_old = bool(tested) and all(minor.startswith("2.") for request in tested for minor in request.tested)
    if not is_old or _PYTHON_2 not in _suited(facts.python, ".99") or not runs_on(_PYTHON_2, facts.dependencies):
        return None
    return _PYTHON_2, str(tested[0].evidence)


def _newest(facts: Facts) -> tuple[str, str]:
    suited = _suited(facts.python, ".99") or _suited(facts.python, ".0")
    because = [str(request.evidence) for request in facts.python if request.specifier]
    if not suited:
        said = "; ".join(because)
        raise UserError(f"no Python from {_MINORS[0]} to {_MINORS[-1]} suits {said}", "choose one with --python")
    tested = _tested(facts.python)
    # What the project is tested on goes first; then the preferred version, older ones, and those that are new.
    ordered = sorted(
        suited,
        key=lambda minor: (
            minor in LEGACY,
            bool(tested) and minor not in tested,
            minor != PREFERRED_PYTHON,
            minor in _NEWER,
            -_MINORS.index(minor),
        ),
    )
    ordered = [minor for minor in ordered if runs_on(minor, facts.dependencies)] or ordered
    modern = [minor for minor in ordered if minor not in LEGACY]
    return _newest_with_wheels(facts, ordered, because, modern or ordered)


def _tested(requests: tuple[PythonRequest, ...]) -> dict[str, str]:
    """The versions from the oldest to the newest that a place says the project is tested on, with that place."""
    found: dict[str, str] = {}
    for request in requests:
        known = [minor for minor in _MINORS if minor in request.tested]
        between = _MINORS[_MINORS.index(known[0]) : _MINORS.index(known[-1]) + 1] if known else ()
        for minor in between:
            found.setdefault(minor, str(request.evidence))
    return found


def _newest_with_wheels(facts: Facts, ordered: list[str], bounds: list[str], modern: list[str]) -> tuple[str, str]:
    """The first version that nothing blocks; else, of those that least does, the oldest, where an old pin builds.

    What only Python 2 has is no reason to take that: the code would have to be written for it.
    """
    gone = {
        minor: [f"`{name}`, which {path} imports" for name, path in _gone(facts, minor).items()] for minor in ordered
    }
    blocked = {minor: [*gone[minor], *blockers(facts.dependencies, minor)] for minor in ordered}
    suited = [minor for minor in ordered if not blocked[minor] and minor in {*modern, "3.5", "3.6"}]
    free = next((minor for minor in suited if not unreleased(facts.dependencies, minor)), next(iter(suited), None))
    chosen = free or min(modern, key=lambda minor: (len(blocked[minor]), _MINORS.index(minor)))
    tested = _tested(facts.python).get(chosen)
    reasons = [*bounds, *([tested] if tested else [])] or ["no file asks for a version"]
    newer = next((blocked[minor][0] for minor in ordered if blocked[minor]), "")
    is_gone = any(newer in names for names in gone.values())
    if free == PREFERRED_PYTHON:
        reasons.append("nearly every wheel is built for it")
    elif newer and free and free != ordered[0]:
        reasons.append(f"a newer one has no {newer}" if is_gone else f"no wheel for a newer one of {newer}")
    elif newer and not free and len(ordered) > 1:
        reasons.append(f"no wheel for any of {newer}")
    return chosen, "; ".join(reasons)


def _gone(facts: Facts, version: str) -> dict[str, str]:
    """The modules that the code imports and this Python has no more, with the file that does."""
    return {one.name: one.path for one in facts.gone if Version(version) >= Version(one.python)}


def _suited(requests: tuple[PythonRequest, ...], patch: str) -> list[str]:
    """The minor versions that all requests admit; images have the last patch release, which `.99` stands for."""
    specifiers = [SpecifierSet(request.specifier) for request in requests]
    return [minor for minor in _MINORS if all(specifier.contains(minor + patch) for specifier in specifiers)]


def _require_known(version: str, because: str) -> None:
    if Version(version) < Version(_MINORS[0]):
        raise UserError(f"Python {version} is not supported ({because})", "to try a newer one: --python 3.12")
    if version not in _MINORS:
        hint = f"choose one from {_MINORS[0]} to {_MINORS[-1]} with --python"
        raise UserError(f"there is no image for Python {version} ({because})", hint)
