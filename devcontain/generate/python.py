"""Which Python, and which image has it."""

from packaging.specifiers import SpecifierSet

from devcontain.detect.facts import PREFERRED_PYTHON, Facts, PythonRequest
from devcontain.errors import UserError
from devcontain.generate.plan import Decision, Python
from devcontain.generate.wheels import blockers
from devcontain.pattern import pattern

_MINORS = tuple(f"3.{minor}" for minor in range(7, 15))
_NEWER = _MINORS[_MINORS.index(PREFERRED_PYTHON) + 1 :]
_DEV_CONTAINER_MINORS = _MINORS[_MINORS.index("3.10") :]
_OVER = ("3.7", "3.8", "3.9", "3.10")
_CONDA_IMAGE = "mcr.microsoft.com/devcontainers/base:2-bookworm"
_WISH = pattern(r"(\d+\.\d+)(?:\.\d+)?")


def choose_python(facts: Facts, wish: str | None) -> tuple[Python, tuple[Decision, ...]]:
    """The wished version; else the one that a file names; else the newest that suits and that wheels are built for."""
    if facts.dependencies.manager == "conda":
        return _of_conda(facts, wish)
    version, because = _wished(wish) if wish else _named(facts) or _newest(facts)
    _require_known(version, because)
    image, why = _image(version)
    python = Python(version, image, version in _DEV_CONTAINER_MINORS, version in _OVER)
    return python, (Decision("python", version, because), Decision("image", image, why))


def _of_conda(facts: Facts, wish: str | None) -> tuple[Python, tuple[Decision, ...]]:
    """conda brings the Python that its file names; the image needs none."""
    if wish:
        file = facts.dependencies.evidence.path
        raise UserError(f"{file} decides on the Python", f"write `python={wish}` there, or choose another --manager")
    version, because = _named(facts) or ("", f"{facts.dependencies.evidence.path} names none: conda takes its newest")
    python = Python(version, _CONDA_IMAGE, has_user=True)
    why = "made for dev containers: git, sudo, a user; Python comes from conda"
    return python, (Decision("python", version or "newest", because), Decision("image", _CONDA_IMAGE, why))


def contradictions(facts: Facts, version: str) -> tuple[str, ...]:
    """A note for each file that does not admit the version that was chosen."""
    if not version:
        return ()
    return tuple(
        f"Python {version} was chosen, which is against {request.evidence}"
        for request in facts.python
        if version not in _suited((request,), ".99") and version not in _suited((request,), ".0")
    )


def _wished(wish: str) -> tuple[str, str]:
    match = _WISH.fullmatch(wish)
    if not match:
        raise UserError(f"`{wish}` is not a Python version", "write two numbers, such as `--python 3.12`")
    return match[1], f"--python {wish}"


def _named(facts: Facts) -> tuple[str, str] | None:
    request = next((request for request in facts.python if request.version), None)
    return (request.version, str(request.evidence)) if request else None


def _newest(facts: Facts) -> tuple[str, str]:
    suited = _suited(facts.python, ".99") or _suited(facts.python, ".0")
    because = "; ".join(str(request.evidence) for request in facts.python) or "no file asks for a version"
    if not suited:
        raise UserError(f"no Python from {_MINORS[0]} to {_MINORS[-1]} suits {because}", "choose one with --python")
    ordered = sorted(suited, key=lambda minor: (minor != PREFERRED_PYTHON, minor in _NEWER, -_MINORS.index(minor)))
    return _newest_with_wheels(facts, ordered, because)


def _newest_with_wheels(facts: Facts, ordered: list[str], because: str) -> tuple[str, str]:
    """The first version that nothing blocks; else, of those that least does, the oldest, where an old pin builds."""
    blocked = {minor: blockers(facts.dependencies, minor) for minor in ordered}
    free = next((minor for minor in ordered if not blocked[minor]), None)
    if free == PREFERRED_PYTHON:
        return free, f"{because}; nearly every wheel is built for it"
    if free:
        newer = next((blocked[minor][0] for minor in ordered if blocked[minor]), "")
        return free, f"{because}; no wheel for a newer one of {newer}" if newer and free != ordered[0] else because
    least = min(ordered, key=lambda minor: (len(blocked[minor]), _MINORS.index(minor)))
    return least, because if len(ordered) == 1 else f"{because}; no wheel for any of {blocked[ordered[0]][0]}"


def _suited(requests: tuple[PythonRequest, ...], patch: str) -> list[str]:
    """The minor versions that all requests admit; images have the last patch release, which `.99` stands for."""
    specifiers = [SpecifierSet(request.specifier) for request in requests]
    return [minor for minor in _MINORS if all(specifier.contains(minor + patch) for specifier in specifiers)]


def _require_known(version: str, because: str) -> None:
    if version.startswith("2."):
        raise UserError(f"Python {version} is not supported ({because})", "to try a newer one: --python 3.12")
    if version not in _MINORS:
        hint = f"choose one from {_MINORS[0]} to {_MINORS[-1]} with --python"
        raise UserError(f"there is no image for Python {version} ({because})", hint)


def _image(version: str) -> tuple[str, str]:
    if version in _DEV_CONTAINER_MINORS:
        image = f"mcr.microsoft.com/devcontainers/python:3-{version}-bookworm"
        return image, "made for dev containers: git, sudo, a user, compilers and headers for source distributions"
    return f"python:{version}-bookworm", f"the dev-container images begin at Python {_DEV_CONTAINER_MINORS[0]}"
