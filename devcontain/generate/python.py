"""Which Python, and which image has it."""

import re

from packaging.specifiers import SpecifierSet

from devcontain.detect.facts import PREFERRED_PYTHON, Facts, PythonRequest
from devcontain.errors import UserError
from devcontain.generate.plan import Decision, Python
from devcontain.generate.wheels import blocker

_MINORS = tuple(f"3.{minor}" for minor in range(7, 15))
_NEWER = _MINORS[_MINORS.index(PREFERRED_PYTHON) + 1 :]
_DEV_CONTAINER_MINORS = _MINORS[_MINORS.index("3.10") :]
_WISH = re.compile(r"(\d+\.\d+)(?:\.\d+)?")


def choose_python(facts: Facts, wish: str | None) -> tuple[Python, tuple[Decision, ...]]:
    """The wished version; else the one that a file names; else the newest that suits and that wheels are built for."""
    version, because = _wished(wish) if wish else _named(facts) or _newest(facts)
    _require_known(version, because)
    image, why = _image(version)
    python = Python(version, image, version in _DEV_CONTAINER_MINORS)
    return python, (Decision("python", version, because), Decision("image", image, why))


def contradictions(facts: Facts, version: str) -> tuple[str, ...]:
    """A note for each file that does not admit the version that was chosen."""
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
    """The first version that nothing blocks; if each one is blocked, the oldest, where an old pin builds likeliest."""
    blocked = ""
    for minor in ordered:
        blocks = blocker(facts.dependencies, minor)
        if not blocks:
            newest = "nearly every wheel is built for it" if minor == PREFERRED_PYTHON else ""
            why = f"no wheel for a newer one of {blocked}" if blocked else newest
            return minor, "; ".join(filter(None, (because, why)))
        blocked = blocked or blocks
    return min(ordered, key=_MINORS.index), f"{because}; no wheel for any of {blocked}"


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
