"""What Django's settings name as databases, caches and queues, read without running them."""

import ast
import posixpath
from collections.abc import Iterator, Mapping
from itertools import islice

from devcontain.detect.facts import Evidence
from devcontain.detect.imports.django_settings import find_settings
from devcontain.detect.services.connection import find_service
from devcontain.detect.services.sighting import Sighting
from devcontain.manifests.repository import Repository
from devcontain.manifests.setuptools import parse_python
from devcontain.services import Service

_SETTINGS = ("DATABASES", "CACHES", "CHANNEL_LAYERS", "BROKER_URL", "CELERY_BROKER_URL", "CELERY_RESULT_BACKEND")
_FILES = 20


def see_in_settings(repository: Repository, catalogue: Mapping[str, Service]) -> Iterator[Sighting]:
    """Each service that a constant in one of those settings names, as a backend or by an address."""
    by_backend = {backend: service.name for service in catalogue.values() for backend in service.backends}
    for path in _paths(repository):
        tree = parse_python(repository.glance(path) or "")
        for setting, text in _constants(tree) if tree else ():
            if service := by_backend.get(text) or ("://" in text and find_service("", text, catalogue)):
                yield Sighting(service, Evidence(path, setting), in_settings=True)


def _paths(repository: Repository) -> list[str]:
    """The settings of projects that have a manage.py: those that it names, then a module or a package by its name."""
    own = list(repository.walk_own(".py"))
    if not any(posixpath.basename(path) == "manage.py" for path in own):
        return []
    modules = (path for path in own if path.endswith("/settings.py"))
    packages = (path for path in own if "settings" in path.split("/")[:-1])
    return list(dict.fromkeys((*find_settings(repository), *islice(modules, _FILES), *islice(packages, _FILES))))


def _constants(tree: ast.Module) -> Iterator[tuple[str, str]]:
    """The strings that are assigned to the settings, or to a part of one."""
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else []
        for setting in (name for target in targets if (name := _name(target)) in _SETTINGS):
            for inner in ast.walk(node):
                if isinstance(inner, ast.Constant) and isinstance(inner.value, str):
                    yield setting, inner.value


def _name(target: ast.expr) -> str:
    while isinstance(target, ast.Subscript):
        target = target.value
    return target.id if isinstance(target, ast.Name) else ""
