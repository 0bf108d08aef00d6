"""Requirements that contradict each other: pip let them until the end of 2020, and files of that time do."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from packaging.version import Version

if TYPE_CHECKING:
    from devcontain.detect.facts import Dependencies
    from devcontain.generate.plan import Installation

_OPTION = "--use-deprecated=legacy-resolver"
_PYTHONS = {"3.6", "3.7", "3.8"}
_LATER_PYTHONS = {"3.9", "3.10", "3.11"}
_LAST = {
    "certifi": "2020.12.5",
    "chardet": "4.0.0",
    "click": "7.1.2",
    "django": "3.1.4",
    "flask": "1.1.2",
    "idna": "2.10",
    "jinja2": "2.11.2",
    "markupsafe": "1.1.1",
    "numpy": "1.19.4",
    "pandas": "1.1.5",
    "pytz": "2020.5",
    "requests": "2.25.1",
    "six": "1.15.0",
    "urllib3": "1.26.2",
    "werkzeug": "1.0.1",
}
"""The last releases of 2020: who pins them, or older ones, may have done so by the pip of then."""
_INSTALL = "pip install "


def with_old_resolver(installation: Installation, dependencies: Dependencies, python: str) -> Installation:
    """The same for a Python or pins of then: where today's pip finds no versions that suit all, it does as it did."""
    is_of_then = python in _PYTHONS or (python in _LATER_PYTHONS and _is_of_then(dependencies))
    if not is_of_then or dependencies.manager != "requirements" or dependencies.lock.path:
        return installation
    first, then, rest = installation.update.partition(" && ")
    again = first.replace(_INSTALL, f"{_INSTALL}{_OPTION} ", 1)
    lenient = f"({first} || {again})" if rest else f"{first} || {again}"
    return replace(installation, old_resolver=_OPTION, update=f"{lenient}{then}{rest}")


def _is_of_then(dependencies: Dependencies) -> bool:
    pinned = ((one.name, one.pin) for one in dependencies.requirements if one.name in _LAST)
    return any(pin is not None and pin <= Version(_LAST[name]) for name, pin in pinned)
