"""From which release on a distribution has wheels for a Python: what stops an old pin from getting a new Python."""

from collections.abc import Iterable

from packaging.version import InvalidVersion, Version

from devcontain.detect.facts import Dependencies
from devcontain.manifests.lock import Package
from devcontain.manifests.marker import applies
from devcontain.manifests.requirement import Requirement

_ABOVE_ALL = Version("99999")

_FIRST = {
    "aiohttp": {"3.11": "3.8.2", "3.12": "3.9.0"},
    "apache-airflow": {
        "3.9": "2.1.2",
        "3.10": "2.3.0",
        "3.11": "2.6.2",
        "3.12": "2.9.0",
        "3.13": "3.1.0",
    },
    "asyncpg": {"3.12": "0.29.0", "3.13": "0.30.0"},
    "bottle": {"3.13": "0.13.0"},
    "cffi": {"3.10": "1.15.0", "3.11": "1.15.1", "3.12": "1.16.0", "3.13": "1.17.0"},
    "ctranslate2": {"3.10": "2.17.0", "3.11": "2.23.0", "3.12": "3.19.0", "3.13": "4.6.0"},
    "django": {"3.10": "3.2", "3.11": "4.1", "3.12": "4.2", "3.13": "5.1"},
    "faster-whisper": {"3.12": "1.0.0", "3.13": "1.1.0"},
    "gevent": {"3.10": "21.12.0", "3.11": "22.10.1", "3.12": "23.7.0", "3.13": "24.10.1"},
    "greenlet": {"3.12": "3.0.0", "3.13": "3.1.0"},
    "grpcio": {"3.10": "1.41.0", "3.11": "1.49.1", "3.12": "1.59.0", "3.13": "1.66.2"},
    "h5py": {"3.10": "3.6.0", "3.11": "3.8.0", "3.12": "3.10.0", "3.13": "3.12.1"},
    "lxml": {"3.10": "4.6.3", "3.11": "4.9.1", "3.12": "4.9.3", "3.13": "5.3.0"},
    "matplotlib": {
        "3.7": "2.2.2",
        "3.8": "3.1.2",
        "3.9": "3.3.3",
        "3.10": "3.5.0",
        "3.11": "3.6.0",
        "3.12": "3.7.3",
        "3.13": "3.9.2",
    },
    "numba": {"3.10": "0.55.0", "3.11": "0.57.0", "3.12": "0.59.0", "3.13": "0.61.0"},
    "numpy": {
        "3.5": "1.9.0",
        "3.6": "1.11.3",
        "3.7": "1.14.5",
        "3.8": "1.17.3",
        "3.9": "1.19.3",
        "3.10": "1.21.3",
        "3.11": "1.23.2",
        "3.12": "1.26.0",
        "3.13": "2.1.0",
    },
    "onnxruntime": {"3.12": "1.17.0", "3.13": "1.20.0"},
    "onnxruntime-gpu": {"3.10": "1.12.0", "3.11": "1.15.0", "3.12": "1.17.0", "3.13": "1.20.0"},
    "opencv-python": {"3.7": "3.4.2.17", "3.8": "4.1.2.30", "3.9": "4.4.0.46"},
    "pandas": {
        "3.7": "0.23.2",
        "3.8": "0.25.2",
        "3.9": "1.1.3",
        "3.10": "1.3.3",
        "3.11": "1.5.0",
        "3.12": "2.1.1",
        "3.13": "2.2.3",
    },
    "pillow": {"3.10": "8.3.2", "3.11": "9.2.0", "3.12": "10.0.0", "3.13": "10.4.0"},
    "psycopg-binary": {"3.11": "3.1.4", "3.12": "3.1.12", "3.13": "3.2.2"},
    "psycopg2-binary": {"3.11": "2.9.5", "3.12": "2.9.9", "3.13": "2.9.10"},
    "pyarrow": {"3.10": "6.0.0", "3.11": "10.0.1", "3.12": "14.0.0", "3.13": "18.0.0"},
    "pydantic-core": {"3.13": "2.20.0"},
    "pydub": {"3.13": ""},
    "pyhive[hive]": {"3.11": ""},
    "pyspark": {"3.8": "3.0.0", "3.10": "3.3.0", "3.11": "3.4.0", "3.12": "4.0.0"},
    "pyyaml": {"3.7": "3.13", "3.10": "6.0", "3.12": "6.0.1", "3.13": "6.0.2"},
    "sasl": {"3.11": ""},
    "scikit-learn": {
        "3.7": "0.19.2",
        "3.8": "0.22",
        "3.9": "0.24.0",
        "3.10": "1.0.2",
        "3.11": "1.1.3",
        "3.12": "1.3.1",
        "3.13": "1.5.2",
    },
    "scipy": {
        "3.7": "1.1.0",
        "3.8": "1.3.2",
        "3.9": "1.5.4",
        "3.10": "1.7.2",
        "3.11": "1.9.2",
        "3.12": "1.11.2",
        "3.13": "1.14.1",
    },
    "sqlalchemy": {"3.13": "2.0.31"},
    "tensorflow": {
        "3.7": "1.13.1",
        "3.8": "2.2.0",
        "3.9": "2.5.0",
        "3.10": "2.8.0",
        "3.11": "2.12.0",
        "3.12": "2.16.1",
        "3.13": "2.20.0",
    },
    "tiktoken": {"3.12": "0.5.2", "3.13": "0.8.0"},
    "torch": {
        "3.8": "1.4.0",
        "3.9": "1.7.1",
        "3.10": "1.11.0",
        "3.11": "2.0.0",
        "3.12": "2.2.0",
        "3.13": "2.5.0",
        "3.14": "2.9.0",
    },
    "uvloop": {"3.12": "0.18.0", "3.13": "0.21.0"},
}
"""Seen in the wheels on PyPI in November 2026; for Airflow, Bottle, Django, faster-whisper, pydub, PySpark, sasl, which
PyHive's extra requires, and SQLAlchemy, the first release that runs there, or nothing where none does."""

for _name in ("opencv-contrib-python", "opencv-contrib-python-headless", "opencv-python-headless"):
    _FIRST[_name] = _FIRST["opencv-python"]
_FIRST["tensorflow-cpu"] = _FIRST["tensorflow"]
# Its last release, which newer Pythons get, only raises an error.
_FIRST["tensorflow-gpu"] = {**_FIRST["tensorflow"], "3.11": "", "3.12": "", "3.13": ""}

_LAST = {
    "matplotlib": {"3.6": "3.3.4", "3.7": "3.5.3", "3.8": "3.7.5", "3.9": "3.9.4"},
    "numpy": {"3.6": "1.19.5", "3.7": "1.21.6", "3.8": "1.24.4", "3.9": "2.0.2"},
    "pandas": {"3.6": "1.1.5", "3.7": "1.3.5", "3.8": "2.0.3", "3.9": "2.3.3"},
    "pillow": {"3.6": "8.4.0", "3.7": "9.5.0", "3.8": "10.4.0", "3.9": "11.3.0"},
    "scikit-learn": {"3.6": "0.24.2", "3.7": "1.0.2", "3.8": "1.3.2", "3.9": "1.6.1"},
    "scipy": {"3.6": "1.5.4", "3.7": "1.7.3", "3.8": "1.10.1", "3.9": "1.13.1"},
    "tensorflow": {"3.6": "2.6.2", "3.7": "2.11.0", "3.8": "2.13.1"},
}
"""The last release that can be installed on a Python at all: bots raise one pin of an old file above the others."""

_UNLESS = {"pydub": "audioop-lts"}
"""What brings the module of Python's own back that one of these misses."""


def blockers(dependencies: Dependencies, python: str) -> list[str]:
    """The requirements that have no wheel for a Python such as `3.13`, in their own words."""
    locked = (package for package in dependencies.lock.installed(python) if not _is_built(package, python))
    helped = {name for name, other in _UNLESS.items() if other in dependencies.names}
    listed = (one for one in dependencies.all_requirements if one.name not in helped and not _suits(one, python))
    return [
        *(f"{package.name} {package.version} ({dependencies.lock.path})" for package in locked),
        *(f"{requirement.text} ({requirement.path})" for requirement in listed),
    ]


def unreleased(dependencies: Dependencies, python: str) -> list[Requirement]:
    """The requirements that want releases alone that a Python such as `3.7` cannot even build."""
    return [one for one in dependencies.all_requirements if applies(one.marker, python) and _is_too_new(one, python)]


def _is_too_new(requirement: Requirement, python: str) -> bool:
    """Whether even the last release for a Python, or for the next newer one that is known, is too old."""
    known_for = _LAST.get(requirement.name, {})
    last = next((known_for[minor] for minor in sorted(known_for) if Version(minor) >= Version(python)), None)
    if last is None or requirement.url:
        return False
    older = (Version(one.version.removesuffix(".*")) for one in requirement.specifier if one.operator != "===")
    known = [version for version in older if version <= Version(last)]
    # What is between two of these may exist: a release after each of them stands for it.
    between = (Version(f"{version.base_version}.0.1") for version in known)
    candidates = (Version("0"), *known, *between, Version(last))
    return not any(requirement.specifier.contains(version, prereleases=True) for version in candidates)


def _is_built(package: Package, python: str) -> bool:
    """Whether a locked package has a wheel; where the lock file names none, as Pipfile.lock, by what is known."""
    first = None if package.wheels else _first(package.name, python)
    return package.suits(python) and (not first or _is_from(package.version, first))


def _is_from(version: str, first: str) -> bool:
    try:
        return Version(version) >= Version(first)
    except InvalidVersion:
        return True


def _suits(requirement: Requirement, python: str) -> bool:
    known = (_first(name, python) for name in requirement.names)
    firsts = [first for first in known if first is not None]
    if not firsts or requirement.url or not applies(requirement.marker, python):
        return True
    return all(first and reaches(requirement, first) for first in firsts)


def reaches(requirement: Requirement, first: str) -> bool:
    """Whether a release from the first one on is among those that a requirement admits."""
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
