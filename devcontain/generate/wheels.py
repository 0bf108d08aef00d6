"""From which release on a distribution has wheels for a Python: what stops an old pin from getting a new Python."""

from collections.abc import Iterable

from packaging.version import Version

from devcontain.detect.facts import Dependencies
from devcontain.manifests.marker import applies
from devcontain.manifests.requirement import Requirement

_ABOVE_ALL = Version("99999")

_FIRST = {
    "asyncpg": {"3.12": "0.29.0", "3.13": "0.30.0"},
    "django": {"3.10": "3.2", "3.11": "4.1", "3.12": "4.2", "3.13": "5.1"},
    "greenlet": {"3.12": "3.0.0", "3.13": "3.1.0"},
    "numpy": {
        "3.7": "1.14.5",
        "3.8": "1.17.3",
        "3.9": "1.19.3",
        "3.10": "1.21.3",
        "3.11": "1.23.2",
        "3.12": "1.26.0",
        "3.13": "2.1.0",
    },
    "onnxruntime": {"3.12": "1.17.0", "3.13": "1.20.0"},
    "onnxruntime-gpu": {"3.12": "1.17.0", "3.13": "1.20.0"},
    "pandas": {"3.10": "1.3.3", "3.11": "1.5.0", "3.12": "2.1.1", "3.13": "2.2.3"},
    "psycopg2-binary": {"3.11": "2.9.5", "3.12": "2.9.9", "3.13": "2.9.10"},
    "pydantic-core": {"3.13": "2.20.0"},
    "pyspark": {"3.8": "3.0.0", "3.10": "3.3.0", "3.11": "3.4.0", "3.12": "4.0.0"},
    "scikit-learn": {"3.11": "1.1.3", "3.12": "1.3.1", "3.13": "1.5.2"},
    "scipy": {"3.11": "1.9.2", "3.12": "1.11.2", "3.13": "1.14.1"},
    "sqlalchemy": {"3.13": "2.0.31"},
    "tensorflow": {"3.11": "2.12.0", "3.12": "2.16.1", "3.13": "2.20.0"},
    "torch": {"3.11": "2.0.0", "3.12": "2.2.0", "3.13": "2.5.0", "3.14": "2.9.0"},
}
"""Seen in the wheels on PyPI in November 2026; for Django, PySpark and SQLAlchemy, the first release that runs
there."""


def blockers(dependencies: Dependencies, python: str) -> list[str]:
    """The requirements that have no wheel for a Python such as `3.13`, in their own words."""
    locked = (package for package in dependencies.lock.installed(python) if not package.suits(python))
    listed = (requirement for requirement in dependencies.all_requirements if not _suits(requirement, python))
    return [
        *(f"{package.name} {package.version} ({dependencies.lock.path})" for package in locked),
        *(f"{requirement.text} ({requirement.path})" for requirement in listed),
    ]


def _suits(requirement: Requirement, python: str) -> bool:
    first = _first(requirement.name, python)
    if first is None or requirement.url or not applies(requirement.marker, python):
        return True
    return any(requirement.specifier.contains(version, prereleases=True) for version in _candidates(requirement, first))


def _first(name: str, python: str) -> str | None:
    """The release for this Python, or else for the nearest older one that is known."""
    known = _FIRST.get(name, {})
    older = [one for one in known if Version(one) <= Version(python)]
    return known[max(older, key=Version)] if older else None


def _candidates(requirement: Requirement, first: str) -> Iterable[Version]:
    """Releases that may exist from the first one on: that itself, those that the specifier names, and any newer one."""
    named = (Version(one.version.removesuffix(".*")) for one in requirement.specifier if one.operator != "===")
    return (Version(first), _ABOVE_ALL, *(version for version in named if version >= Version(first)))
