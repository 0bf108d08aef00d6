"""What old releases break with and did not say, since it was not there yet."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from packaging.version import Version

from devcontain.detect.facts import Evidence
from devcontain.generate.plan import Decision
from devcontain.generate.python.wheels import reaches

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from devcontain.detect.facts import Facts
    from devcontain.generate.plan import Installation
    from devcontain.manifests.requirement import Requirement

_PINS = {"==", "~="}
_NEVER = "99999"
"""As a release: none is known that goes with newer ones."""
_LIMITS = {
    "apache-airflow": [("2.7.3", "connexion<3"), ("2.8.0", "pendulum<3"), ("2.8.2", "flask-session<0.6")],
    "anyjson": [(_NEVER, "setuptools<58")],
    "apscheduler": [("3.11.0", "setuptools<82")],
    "black": [("22.3.0", "click<8.1")],
    "celery": [("5.2.3", "importlib-metadata<5")],
    "dash": [("2.3.1", "werkzeug<2.1")],
    "demjson": [(_NEVER, "setuptools<58")],
    "diffusers": [("0.30.0", "huggingface-hub<0.26")],
    "face-recognition": [(_NEVER, "setuptools<82")],
    "faster-whisper": [("1.2.1", "huggingface-hub<1")],
    "feedparser": [("6.0", "setuptools<58")],
    "flask": [
        ("2.0", "itsdangerous<2.1"),
        ("2.0", "jinja2<3.1"),
        ("2.0", "werkzeug<2.1"),
        ("2.3", "werkzeug<3"),
    ],
    "flask-login": [("0.6.3", "werkzeug<3")],
    "flask-sqlalchemy": [("3.0", "sqlalchemy<2")],
    "gensim": [("4.3.3", "scipy<1.13")],
    "h5py": [("3.11.0", "numpy<2")],
    "imgaug": [(_NEVER, "numpy<2")],
    "jinja2": [("3.0", "markupsafe<2.1")],
    "librosa": [("0.10.0", "numpy<1.24")],
    "matplotlib": [("3.9.0", "numpy<2")],
    "nbconvert": [("6.4.3", "jinja2<3.1")],
    "numexpr": [("2.10.0", "numpy<2")],
    "onnx": [("1.12.0", "protobuf<3.21")],
    "onnxruntime": [("1.19.0", "numpy<2")],
    "onnxruntime-gpu": [("1.19.0", "numpy<2")],
    "opencv-contrib-python": [("4.10", "numpy<2")],
    "opencv-contrib-python-headless": [("4.10", "numpy<2")],
    "opencv-python": [("4.10", "numpy<2")],
    "opencv-python-headless": [("4.10", "numpy<2")],
    "pandas": [("2.2.2", "numpy<2")],
    "pyarrow": [("16.0.0", "numpy<2")],
    "pycocotools": [("2.0.8", "numpy<2")],
    "pytest-asyncio": [("0.21.2", "pytest<8.2")],
    "pytest-factoryboy": [("2.8.0", "pytest<8.4")],
    "pytest-lazy-fixture": [(_NEVER, "pytest<8")],
    "pytorch-lightning": [("1.6.0", "torchmetrics<0.8"), ("2.0", "setuptools<82")],
    "pywavelets": [("1.7.0", "numpy<2")],
    "scikit-image": [("0.23.0", "numpy<2")],
    "scikit-learn": [("1.0", "numpy<1.24"), ("1.4.2", "numpy<2")],
    "scipy": [("1.13.0", "numpy<2")],
    "sentence-transformers": [("2.3.0", "huggingface-hub<0.26")],
    "shapely": [("2.0.4", "numpy<2")],
    "sphinx": [("4.2", "jinja2<3.1")],
    "statsmodels": [("0.14.2", "numpy<2")],
    "streamlit": [("1.13.0", "protobuf<3.21"), ("1.22.0", "altair<5")],
    "suds-jurko": [(_NEVER, "setuptools<58")],
    "tensorboard": [("2.12", "protobuf<3.21")],
    "tensorflow": [("2.9", "protobuf<3.21"), ("2.9", "numpy<1.24"), ("2.18", "numpy<2")],
    "tensorflow-gpu": [
        ("2.9", "protobuf<3.21"),
        ("2.9", "numpy<1.24"),
        (_NEVER, "numpy<2"),
        (_NEVER, "tensorflow-gpu<2.12"),
    ],
    "torch": [("2.3.0", "numpy<2")],
    "uncertainties": [("3.1.6", "setuptools<58")],
}
_LIMITS["tensorflow-cpu"] = _LIMITS["tensorflow"]
"""By distribution, the first release that goes with what came after, and what an older one has to have with it."""


def with_fitting(installation: Installation, facts: Facts) -> tuple[Installation, tuple[Decision, ...]]:
    """The same with what the releases that are pinned need older than the newest, where pip finds the versions."""
    dependencies = facts.dependencies
    found = dict(_limits(facts)) if dependencies.takes_words and not dependencies.lock.path else {}
    if not found:
        return installation, ()
    told = "; ".join(map(str, {one.text: one for one in found.values()}.values()))
    decision = Decision("versions", " ".join(found), f"{told}, which newer ones break")
    return replace(installation, limits=tuple(found)), (decision,)


def _limits(facts: Facts) -> Iterator[tuple[str, Evidence]]:
    """Each limit with what needs it; the lowest of several, and none that a file sets by itself."""
    listed = {one.name: one for one in facts.dependencies.all_requirements}
    lowest: dict[str, tuple[Version, Evidence]] = {}
    for limit, evidence in _needed(facts, listed.values()):
        other, _, below = limit.partition("<")
        known = lowest.get(other)
        if _is_free(listed.get(other), below) and (known is None or Version(below) < known[0]):
            lowest[other] = (Version(below), evidence)
    for other in sorted(lowest):
        yield f"{other}<{lowest[other][0]}", lowest[other][1]
    for one in facts.dependencies.imported:
        # What is listed may be plugins of it, such as Airflow's providers, which would bring the newest.
        has_plugins = any(name.startswith(f"{one.name}-") for name in listed)
        if has_plugins and any(each.operator in _PINS for each in one.specifier):
            yield f"{one.name}{one.specifier}", Evidence(one.path, one.text)


def _needed(facts: Facts, listed: Iterable[Requirement]) -> Iterator[tuple[str, Evidence]]:
    """What old requirements go with, and the project's own tests."""
    for one in listed:
        for first, limit in _LIMITS.get(one.name, ()):
            if not one.url and not _reaches(one, first):
                yield limit, Evidence(one.path, one.text)
    if facts.pytest_limit:
        yield f"pytest<{facts.pytest_limit.below}", facts.pytest_limit.evidence


def _reaches(requirement: Requirement, first: str) -> bool:
    return first != _NEVER and reaches(requirement, first)


def _is_free(requirement: Requirement | None, below: str) -> bool:
    """Whether what is limited is not listed, or listed with nothing above or against it."""
    if requirement is None:
        return True
    if requirement.url or any(one.operator in {"==", "===", "<", "<=", "~="} for one in requirement.specifier):
        return False
    lowest = (Version(one.version) for one in requirement.specifier if one.operator in {">", ">="})
    return all(version < Version(below) for version in lowest)
