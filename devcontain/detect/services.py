"""Which services the project talks to."""

from collections.abc import Iterator, Mapping

from devcontain.detect.compose_services import see_in_compose
from devcontain.detect.connection import address
from devcontain.detect.django_settings import see_in_settings
from devcontain.detect.environment_examples import see_in_examples
from devcontain.detect.facts import Dependencies, Evidence, ServiceNeed
from devcontain.detect.sighting import Sighting
from devcontain.manifests.repository import Repository
from devcontain.manifests.requirement import Requirement
from devcontain.services import Service

_MOST_VARIABLES = 20


def detect_services(
    repository: Repository, dependencies: Dependencies, catalogue: Mapping[str, Service]
) -> Iterator[ServiceNeed]:
    """Each service of the catalogue that a requirement is a client of, or that files about running the project name."""
    found = [
        *_see_clients(dependencies, catalogue),
        *see_in_compose(repository, catalogue),
        *see_in_settings(repository, catalogue),
        *see_in_examples(repository, catalogue),
    ]
    for service, sightings in _chosen(found, catalogue).items():
        yield _need(catalogue[service], sightings)


def _see_clients(dependencies: Dependencies, catalogue: Mapping[str, Service]) -> Iterator[Sighting]:
    for service in catalogue.values():
        for requirement in dependencies.all_requirements:
            if requirement.names & service.distributions:
                version = _followed(service, dependencies)
                yield Sighting(service.name, Evidence(requirement.path, requirement.text), version)
                break


def _followed(service: Service, dependencies: Dependencies) -> str:
    """The newest major version that the pins of the clients admit, where the service has to be of theirs."""
    locked = {package.name: package.version for package in dependencies.lock.packages}
    for name in service.follows:
        if name in locked:
            return locked[name].partition(".")[0]
        for requirement in dependencies.all_requirements:
            if requirement.name == name and str(requirement.specifier):
                admitted = (one for one in service.versions if _admits(requirement, one))
                return max(admitted, key=int, default="")
    return ""


def _admits(requirement: Requirement, major: str) -> bool:
    pin = requirement.pin
    return pin.major == int(major) if pin else requirement.specifier.contains(f"{major}.9999")


def _chosen(found: list[Sighting], catalogue: Mapping[str, Service]) -> dict[str, list[Sighting]]:
    """The sightings of each service; one that serves the clients of another has those of both."""
    grouped = {name: [one for one in found if one.service == name] for name in catalogue}
    seen = {name: sightings for name, sightings in grouped.items() if sightings}
    started = {one.service for one in found if one.in_compose}
    for name in tuple(seen):
        for other in catalogue[name].stands_for:
            if name in seen and other in seen and not {name, other} <= started:
                kept, left = (other, name) if other in started else (name, other)
                seen[kept] += seen.pop(left)
    databases = [name for name in seen if "DATABASE_URL" in catalogue[name].environment]
    if len(databases) == 1:
        seen[databases[0]] += (one for one in found if not one.service)
    return seen


def _need(service: Service, sightings: list[Sighting]) -> ServiceNeed:
    by_start = sorted(sightings, key=lambda one: not one.in_compose)
    decisive = next((one for one in by_start if one.version and service.at(one.version) is not service), None)
    evidence = [sightings[0].evidence, *([decisive.evidence] if decisive else [])]
    variables = {one.variable: address(one.variable, one.value, service) for one in sightings if one.variable}
    told = [(name, value) for name, value in sorted(variables.items()) if value]
    return ServiceNeed(
        service.name,
        tuple(dict.fromkeys(evidence)),
        decisive.version if decisive else "",
        tuple(told[:_MOST_VARIABLES]),
    )
