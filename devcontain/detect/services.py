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
    for name, sightings in _chosen(found, catalogue).items():
        service = catalogue[name]
        version = _started(service, sightings) or _followed(service, dependencies)
        evidence = (sightings[0].evidence, *(version[1:] if version else ()))
        variables = _variables(service, sightings)
        yield ServiceNeed(name, tuple(dict.fromkeys(evidence)), version[0] if version else "", variables)


def _see_clients(dependencies: Dependencies, catalogue: Mapping[str, Service]) -> Iterator[Sighting]:
    for service in catalogue.values():
        for requirement in dependencies.all_requirements:
            if requirement.names & service.distributions:
                yield Sighting(service.name, Evidence(requirement.path, requirement.text))
                break


def _started(service: Service, sightings: list[Sighting]) -> tuple[str, Evidence] | None:
    """The version that a compose file starts, if there is an image of it."""
    versions = ((one.version, one.evidence) for one in sightings if one.version)
    return next((known for known in versions if service.at(known[0]) is not service), None)


def _followed(service: Service, dependencies: Dependencies) -> tuple[str, Evidence] | None:
    """The newest major version that the pins of the clients admit, where the service has to be of theirs."""
    lock = dependencies.lock
    for package in lock.packages:
        major = package.version.partition(".")[0]
        if package.name in service.follows and major in service.versions:
            return major, Evidence(lock.path, f"{package.name} {package.version}")
    for requirement in dependencies.all_requirements:
        if requirement.name in service.follows and str(requirement.specifier):
            admitted = max((major for major in service.versions if _admits(requirement, major)), key=int, default="")
            return (admitted, Evidence(requirement.path, requirement.text)) if admitted else None
    return None


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
                del seen[left]
                seen[kept] = [one for one in found if one.service in {kept, left}]
    databases = [name for name in seen if "DATABASE_URL" in catalogue[name].environment]
    if len(databases) == 1:
        seen[databases[0]] += (one for one in found if not one.service)
    return seen


def _variables(service: Service, sightings: list[Sighting]) -> tuple[tuple[str, str], ...]:
    """The variables of the project's own that lead to the service, as they have to be beside it."""
    variables = {one.variable: address(one.variable, one.value, service) for one in sightings if one.variable}
    return tuple((name, value) for name, value in sorted(variables.items()) if value)[:_MOST_VARIABLES]
