"""Which services the project talks to."""

from collections import Counter
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from devcontain.detect.facts import Dependencies, Evidence, ServiceNeed
from devcontain.detect.imports.brought import brought_by, with_brought
from devcontain.detect.imports.undeclared import is_of_tests
from devcontain.detect.services.ci import see_in_ci
from devcontain.detect.services.code_variables import see_in_code
from devcontain.detect.services.compose import see_in_compose
from devcontain.detect.services.connection import address, is_of_any_database
from devcontain.detect.services.django_settings import see_in_settings
from devcontain.detect.services.drivers import with_driver
from devcontain.detect.services.environment_examples import see_in_examples
from devcontain.detect.services.local.found import find_addresses, local_of
from devcontain.detect.services.local.use import Local
from devcontain.detect.services.sighting import Sighting
from devcontain.manifests.repository import Repository
from devcontain.manifests.requirement import Requirement
from devcontain.seeding import seeded
from devcontain.services import Service

_MOST_VARIABLES = 20
_MOST_NAMES = 10


def detect_services(
    repository: Repository,
    dependencies: Dependencies,
    catalogue: Mapping[str, Service],
    *,
    is_library: bool,
    is_shared: bool = False,
    known: Mapping[str, Local] = MappingProxyType({}),
) -> Iterator[ServiceNeed]:
    """Each service of the catalogue that a requirement is a client of, or that files about running the project name.

    What is shared by several projects keeps its own login; how it is looked for at localhost may be known already.
    """
    catalogue = {name: service for name, service in catalogue.items() if not service.on_request}
    in_code = list(see_in_code(repository, catalogue))
    found = [
        *(one for one in in_code if not one.service),
        *_see_clients(dependencies, catalogue, is_library=is_library),
        *see_in_compose(repository, catalogue),
        *see_in_ci(repository, dependencies, catalogue),
        *see_in_settings(repository, catalogue),
        *see_in_examples(repository, catalogue),
    ]
    chosen = _chosen(found, catalogue)
    names = _names(chosen)
    hosts = {name: frozenset(one.text for one in said) for name, said in names.items()}
    addresses = find_addresses(repository, catalogue, frozenset().union(*hosts.values())) if chosen else ()
    beside, installed = [catalogue[one] for one in chosen], with_brought(dependencies.names)
    for name, sightings in chosen.items():
        service = catalogue[name]
        evidence, version = _reason(service, sightings, dependencies)
        own = [*(one for one in in_code if one.service in {name, *service.stands_for}), *sightings]
        told = {*service.environment, *dict(_variables(service, own))}
        local = known.get(name) or local_of(
            service, addresses, beside, told, installed, hosts[name], is_shared=is_shared
        )
        if local:
            service = seeded(service, local.login)
        variables = _with_driver(_variables(service, own), service, dependencies)
        variables += local.variables if local else ()
        rank = min(_rank(one) + (not one.in_compose) for one in sightings)
        is_optional = all(one.is_optional for one in sightings if one.service)
        yield ServiceNeed(name, evidence, version, variables, is_optional, rank, local, names[name])


def detect_services_around(
    repository: Repository,
    dependencies: Dependencies,
    catalogue: Mapping[str, Service],
    needs: tuple[ServiceNeed, ...],
    *,
    is_alone: bool,
    is_library: bool,
    is_shared: bool = False,
) -> tuple[ServiceNeed, ...]:
    """The needs of a project, in the versions that the repository around it has; of a project that is alone, all."""
    known = {
        name: need.local
        for need in needs
        if need.local
        for name, one in catalogue.items()
        if need.name in {name, *one.stands_for}
    }
    found = detect_services(
        repository, dependencies, catalogue, is_library=is_library, is_shared=is_shared, known=known
    )
    wider = tuple(found)
    own = {need.name: need for need in needs}
    if is_alone:
        joined = {need.name: _joined(own.get(need.name, need), need) for need in wider}
        return tuple((own | joined).values())
    same = {name: next((need for need in wider if _serves(need, name, catalogue)), own[name]) for name in own}
    return tuple(_joined(own[name], same[name]) for name in own)


def _serves(need: ServiceNeed, name: str, catalogue: Mapping[str, Service]) -> bool:
    return name in {need.name, *catalogue[need.name].stands_for}


def _joined(own: ServiceNeed, wider: ServiceNeed) -> ServiceNeed:
    """What the project says of a service, and what is said around it; it may log in by what only that says."""
    told = (wider, own) if own.local or not wider.local else (own, wider)
    return ServiceNeed(
        wider.name,
        tuple(dict.fromkeys((*own.evidence, *wider.evidence))),
        own.version or wider.version,
        tuple(sorted({**dict(told[0].environment), **dict(told[1].environment)}.items())),
        own.is_optional and wider.is_optional,
        min(own.rank, wider.rank),
        own.local or wider.local,
        tuple(dict.fromkeys((*own.names, *wider.names))),
    )


def _see_clients(
    dependencies: Dependencies, catalogue: Mapping[str, Service], *, is_library: bool
) -> Iterator[Sighting]:
    """The first client of each service; what another requirement brings along says no more where it is listed."""
    brought = brought_by(dependencies.names)
    for service in catalogue.values():
        for requirement in dependencies.all_requirements:
            if requirement.names & service.distributions and requirement.name not in brought:
                evidence = Evidence(requirement.path, requirement.text)
                is_spare = requirement in dependencies.development
                is_optional = _is_optional(requirement, dependencies, is_library=is_library)
                yield Sighting(
                    service.name, evidence, of_client=True, for_development=is_spare, is_optional=is_optional
                )
                break


def _is_optional(client: Requirement, dependencies: Dependencies, *, is_library: bool) -> bool:
    """Whether those who install the project do without a client, or those who only do not test it."""
    if client in dependencies.requirements:
        return False
    is_imported = client in dependencies.imported
    return is_library or (is_imported and (dependencies.is_packaged or is_of_tests(client.path)))


def _reason(
    service: Service, sightings: list[Sighting], dependencies: Dependencies
) -> tuple[tuple[Evidence, ...], str]:
    """What shows a service, and the version that it has to have, if any."""
    first = min((one for one in sightings if one.service), key=lambda one: one.is_optional)
    found = _started(service, sightings) or _followed(service, dependencies)
    version, *why = found or ("",)
    return tuple(dict.fromkeys((first.evidence, *why))), version


def _started(service: Service, sightings: list[Sighting]) -> tuple[str, Evidence] | None:
    """The version that a compose file starts, or else the CI, if there is an image of it."""
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
    in_ci = {one.service for one in found if one.in_ci} - started
    for name in tuple(seen):
        for other in catalogue[name].stands_for:
            if name in seen and other in seen and not {name, other} <= started:
                is_other = other in started or (other in in_ci and name not in started)
                kept, left = (other, name) if is_other else (name, other)
                del seen[left]
                seen[kept] = [one for one in found if one.service in {kept, left}]
    databases = [name for name in seen if "DATABASE_URL" in catalogue[name].environment]
    for name in _spare({name: seen[name] for name in databases}):
        del seen[name]
        databases.remove(name)
    if len(databases) == 1:
        seen[databases[0]] += (one for one in found if not one.service and is_of_any_database(one.variable))
    for name, sightings in seen.items():
        sightings += (one for one in found if not one.service and one.variable in catalogue[name].variables)
    return seen


def _names(chosen: Mapping[str, list[Sighting]]) -> dict[str, tuple[Evidence, ...]]:
    """What compose files call each service, but for what they call another, too."""
    said = {
        service: {name: Evidence(one.evidence.path, name) for one in reversed(sightings) for name in one.names}
        for service, sightings in chosen.items()
    }
    times = Counter(name for names in said.values() for name in names)
    return {
        service: tuple(names[name] for name in sorted(names) if times[name] == 1)[:_MOST_NAMES]
        for service, names in said.items()
    }


def _spare(databases: Mapping[str, list[Sighting]]) -> list[str]:
    """Those of which there is a driver alone, where the project says what it runs on, or requires another itself."""
    driven = {name for name, sightings in databases.items() if any(map(_is_own_client, sightings))}
    ranks = {
        name: min((_rank(one) for one in sightings if not one.in_settings or name in driven or not driven), default=4)
        for name, sightings in databases.items()
    }
    return [name for name, rank in ranks.items() if rank > min(ranks.values())]


def _is_own_client(sighting: Sighting) -> bool:
    return sighting.of_client and not sighting.for_development and not sighting.is_optional


def _rank(sighting: Sighting) -> int:
    """First what the project runs on, then what it is tested on, then what it has a client of."""
    return 2 * sighting.of_client + sighting.in_ci + sighting.for_development + sighting.is_optional


def _variables(service: Service, sightings: list[Sighting]) -> tuple[tuple[str, str], ...]:
    """The variables of the project's own that lead to the service, as they have to be beside it."""
    variables = {one.variable: address(one.variable, one.value, service) for one in sightings if one.variable}
    return tuple((name, value) for name, value in sorted(variables.items()) if value)[:_MOST_VARIABLES]


def _with_driver(
    variables: tuple[tuple[str, str], ...], service: Service, dependencies: Dependencies
) -> tuple[tuple[str, str], ...]:
    """The variables and, where none of the project's own says it, the address with the driver that it takes."""
    plain = service.environment.get("DATABASE_URL", "")
    told = with_driver(plain, dependencies)
    if told == plain or any(name == "DATABASE_URL" for name, _ in variables):
        return variables
    return (*variables, ("DATABASE_URL", told))
