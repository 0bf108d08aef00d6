"""Which services the project talks to."""

from collections.abc import Iterator

from devcontain.detect.facts import Dependencies, Evidence, ServiceNeed
from devcontain.services import services


def detect_services(dependencies: Dependencies) -> Iterator[ServiceNeed]:
    """Each service of the catalogue that a requirement is a client of, with the first such requirement."""
    for service in services().values():
        for requirement in dependencies.all_requirements:
            if requirement.names & service.distributions:
                yield ServiceNeed(service.name, Evidence(requirement.path, requirement.text))
                break
