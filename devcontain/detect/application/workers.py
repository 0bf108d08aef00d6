"""The processes of Celery that a project runs beside its application."""

from __future__ import annotations

import posixpath
from itertools import islice
from typing import TYPE_CHECKING

from devcontain.detect.application.web import module_name
from devcontain.detect.application.web_application import Application, read_application
from devcontain.detect.facts import Dependencies, Evidence, Worker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.manifests.repository import Repository

_FILES = 2000
_FOUND_BY_CELERY = {"app", "celery"}
_SCHEDULES = ("beat_schedule", "BEAT_SCHEDULE", "add_periodic_task")


def detect_workers(repository: Repository, dependencies: Dependencies) -> Iterator[Worker]:
    """A worker for the Celery application that the code makes, and the beat where code schedules something."""
    if "celery" not in dependencies.names:
        return
    own = list(islice(repository.walk_own(".py"), _FILES))
    seen = (read_application(repository, path, "Celery") for path in own)
    named = ((one, _celery(repository, one, own)) for one in seen if one and one.name and not one.is_factory)
    # A module of Celery's own name is never found, since Celery is.
    application, celery = next(((one, words) for one, words in named if words[-1] != "celery"), (None, ()))
    if application is None:
        return
    yield Worker("worker", (*celery, "worker", "--loglevel=info"), Evidence(application.path))
    scheduling = "django-celery-beat" in dependencies.names
    scheduled = next((path for path in own if _schedules(repository.glance(path) or "")), "")
    if scheduling or scheduled:
        where = "--scheduler=django" if scheduling else "--schedule=/tmp/celerybeat-schedule"
        yield Worker("beat", (*celery, "beat", where, "--loglevel=info"), Evidence(scheduled or application.path))


def _celery(repository: Repository, application: Application, own: list[str]) -> tuple[str, ...]:
    directory, module = module_name(repository, application.path)
    # Django imports from where manage.py stands, also where that is a package.
    roots = (posixpath.dirname(path) for path in own if posixpath.basename(path) == "manage.py")
    for root in (root for root in roots if root and application.path.startswith(f"{root}/")):
        directory = root
        module = posixpath.relpath(application.path, root).removesuffix(".py").replace("/", ".")
    name = module if application.name in _FOUND_BY_CELERY else f"{module}:{application.name}"
    return ("celery", *([f"--workdir={directory}"] if directory else []), "-A", name)


def _schedules(text: str) -> bool:
    return any(word in text for word in _SCHEDULES)
