"""From facts and wishes to a plan."""

import difflib
from collections.abc import Mapping
from dataclasses import replace

from packaging.version import Version

from devcontain.detect.facts import Dependencies, Evidence, Facts, ServiceNeed, WebApplication
from devcontain.errors import UserError
from devcontain.generate.gpu import choose_gpu
from devcontain.generate.installation import choose_installation, without_isolation
from devcontain.generate.names import as_title
from devcontain.generate.plan import HOME, Cache, Decision, Plan, Port, Python
from devcontain.generate.production import choose_production
from devcontain.generate.python import choose_python, contradictions
from devcontain.generate.wishes import Wishes
from devcontain.services import Service, services

_SPARK_UI = 4040
_JAVA_17 = Version("3.3")


def decide(facts: Facts, wishes: Wishes, catalogue: Mapping[str, Service] | None = None) -> Plan:
    """The dev container for a repository; pure: the same facts and wishes give the same plan."""
    python, about_python = choose_python(facts, wishes.python, wishes.base)
    installation, about_installation, about_hidden = choose_installation(facts, python.version)
    needed, about_services = _choose_services(facts, wishes, catalogue or services())
    beside = () if wishes.compose is False else needed
    gpu = choose_gpu(facts, wishes.gpu, python.version, installation.template)
    if gpu.toolkit:
        installation = without_isolation(installation, facts)
    ports, about_ports = _choose_ports(facts)
    packages, about_packages = _choose_packages(facts, needed, python)
    if gpu.toolkit and gpu.toolkit.compiler:
        packages = tuple(sorted({*packages, f"g++-{gpu.toolkit.compiler}"}))
    production, about_production, production_notes = choose_production(facts, installation, python, packages, wishes)
    return Plan(
        name=as_title(facts.name),
        python=python,
        installation=installation,
        packages=packages,
        services=beside,
        uses_compose=bool(beside) or wishes.compose is True,
        ports=ports,
        live_command=next((application.command for application in facts.web if application.command), ()),
        uses_gpu=bool(gpu.maker),
        gpu_maker=gpu.maker,
        wheel_index=gpu.wheel_index,
        toolkit=gpu.toolkit,
        caches=tuple(Cache(f"{cache.name}-cache", f"{HOME}/{cache.path}") for cache in facts.caches),
        tools=tuple(sorted(facts.tools)),
        production=production,
        writes_dockerignore=not facts.has_dockerignore,
        decisions=(
            *(*about_python, *about_installation, *about_ports, *about_services, *about_packages, *gpu.decisions),
            *_about_caches(facts),
            *about_production,
        ),
        notes=(
            *contradictions(facts, python.version),
            *_image_notes(python),
            *facts.dependencies.notes,
            *about_hidden,
            *_service_notes(needed, beside),
            *_spark_notes(facts.dependencies),
            *gpu.notes,
            *production_notes,
        ),
    )


def _image_notes(python: Python) -> list[str]:
    if not python.image.may_have_user:
        return []
    has_python = f"Python {python.version} and its venv module as `python`" if python.version else "bash"
    return [f"{python.image.reference} is taken as it is: it has to be Debian or Ubuntu, with {has_python}"]


def _choose_services(
    facts: Facts, wishes: Wishes, catalogue: Mapping[str, Service]
) -> tuple[tuple[Service, ...], tuple[Decision, ...]]:
    if wishes.services and wishes.compose is False:
        raise UserError("--service needs a compose.yaml, which --no-compose does without", "leave one of them out")
    reasons = {_known(name, catalogue): f"--service {name}" for name in wishes.services}
    seen = {need.name: need for need in facts.services}
    reasons |= {name: "; ".join(map(str, need.evidence)) for name, need in seen.items() if name not in reasons}
    without = {_known(name, catalogue) for name in wishes.without}
    replaced = {other for name in wishes.services for other in catalogue[name].stands_for}
    without |= replaced - set(wishes.services)
    chosen = [_as_seen(catalogue[name], seen.get(name)) for name in sorted(reasons) if name not in without]
    decisions = tuple(Decision("service", service.title, reasons[service.name]) for service in chosen)
    return tuple(chosen), decisions


def _as_seen(service: Service, need: ServiceNeed | None) -> Service:
    """The service in the version and with the variables that the repository has for it."""
    if need is None:
        return service
    return replace(service.at(need.version), environment={**service.environment, **dict(need.environment)})


def _about_caches(facts: Facts) -> list[Decision]:
    return [Decision("cache", f"~/{one.path} in a volume", str(one.evidence)) for one in facts.caches]


def _service_notes(needed: tuple[Service, ...], beside: tuple[Service, ...]) -> list[str]:
    """What to note about the services that run beside the code, and about those that do not."""
    absent = [f"nothing starts {service.title}: --no-compose" for service in needed if service not in beside]
    return [*_collisions(beside), *_emulated(beside), *absent]


def _collisions(chosen: tuple[Service, ...]) -> list[str]:
    """A note for each variable that two services want."""
    owners: dict[str, str] = {}
    notes = []
    for service in chosen:
        for key, value in service.environment.items():
            owner = owners.setdefault(key, service.title)
            if owner != service.title:
                notes.append(f"{key} leads to {owner}; {service.title} is at {value}")
    return notes


def _emulated(chosen: tuple[Service, ...]) -> list[str]:
    """A note for each service whose image is built for one kind of processor."""
    named = [(service.title, service.compose["platform"]) for service in chosen if "platform" in service.compose]
    return [f"the image of {title} is for {platform} alone: other machines emulate it" for title, platform in named]


def _known(name: str, catalogue: Mapping[str, Service]) -> str:
    if name in catalogue:
        return name
    near = difflib.get_close_matches(name, catalogue, n=1)
    hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(catalogue)}"
    raise UserError(f"there is no service `{name}`", hint)


def _choose_packages(
    facts: Facts, chosen: tuple[Service, ...], python: Python
) -> tuple[tuple[str, ...], tuple[Decision, ...]]:
    """The clients of services, and what the project needs: each once, in the order of the alphabet."""
    packages = {package for service in chosen for package in service.packages}
    packages |= {package for need in facts.system for package in need.packages}
    decisions = (Decision("packages", " ".join(need.packages), str(need.evidence)) for need in facts.system)
    return tuple(sorted(packages.union(python.image.packages))), tuple(decisions)


def _choose_ports(facts: Facts) -> tuple[tuple[Port, ...], tuple[Decision, ...]]:
    labels: dict[int, WebApplication] = {}
    for application in (*facts.web, *_spark(facts.dependencies)):
        labels.setdefault(application.port, application)
    ports = tuple(Port(number, application.framework) for number, application in labels.items())
    decisions = [Decision("port", f"{one.port} ({one.framework})", str(one.evidence)) for one in labels.values()]
    return ports, tuple(decisions)


def _spark(dependencies: Dependencies) -> list[WebApplication]:
    """The page that a Spark session shows its jobs on."""
    required = [one for one in dependencies.all_requirements if one.name == "pyspark"][:1]
    return [WebApplication("Spark UI", _SPARK_UI, (), Evidence(one.path, one.text)) for one in required]


def _spark_notes(dependencies: Dependencies) -> list[str]:
    """What is wrong with Java for a Spark from before it ran on Java 17, which is the only one that Debian 12 has."""
    pins = [(one.text, one.pin) for one in dependencies.all_requirements if one.name == "pyspark"]
    if dependencies.manager == "conda":
        return []
    return [f"{text} is not made for Java 17: it wants 3.3 or newer" for text, pin in pins if pin and pin < _JAVA_17]
