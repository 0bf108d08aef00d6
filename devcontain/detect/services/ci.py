"""The services that the CI runs beside the tests."""

from collections.abc import Iterator, Mapping

from devcontain.detect.facts import Dependencies, Evidence
from devcontain.detect.imports.brought import with_brought
from devcontain.detect.services.images import service_of, version_of
from devcontain.detect.services.sighting import Sighting
from devcontain.detect.system.ci_jobs import Job, jobs_of
from devcontain.detect.system.ci_tests import runs_tests
from devcontain.manifests.repository import Repository
from devcontain.semantics.shell_script import step_of
from devcontain.services import Service

_WORDS = ("services:", "image:", "-action@", "/setup-")
_BY_NAME = {"mongodb": "mongo", "postgresql": "postgres", "redis-server": "redis"}
"""What Travis and actions call images otherwise."""


def see_in_ci(
    repository: Repository, dependencies: Dependencies, catalogue: Mapping[str, Service]
) -> Iterator[Sighting]:
    """Each service of a job that runs tests, where a client of it is installed: only those tests can be run here."""
    installed = with_brought(dependencies.names)
    for job in jobs_of(repository, *_WORDS):
        started = {image: service_of(image, catalogue) for image in map(_full_name, job.services)}
        useful = {image: name for image, name in started.items() if name and _clients(name, catalogue) & installed}
        if useful and _has_tests(job):
            for image, name in useful.items():
                version = version_of(image, catalogue[name])
                yield Sighting(name, Evidence(job.path, f"image: {image}"), version, in_ci=True)


def _full_name(image: str) -> str:
    name, colon, tag = image.partition(":")
    return f"{_BY_NAME.get(name, name)}{colon}{tag}"


def _clients(name: str, catalogue: Mapping[str, Service]) -> set[str]:
    """The distributions that talk to a service, or to one that it stands for."""
    alike = {name, *catalogue[name].stands_for} & catalogue.keys()
    return {distribution for each in alike for distribution in catalogue[each].distributions}


def _has_tests(job: Job) -> bool:
    return any(runs_tests(step) for step in map(step_of, job.scripts) if step)
