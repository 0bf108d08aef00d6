"""From facts and wishes to a plan."""

import difflib

from devcontain.detect.facts import Facts, WebApplication
from devcontain.errors import UserError
from devcontain.generate.installation import choose_installation
from devcontain.generate.names import as_title
from devcontain.generate.plan import Decision, Plan, Port, Python, Wishes
from devcontain.generate.python import choose_python, contradictions
from devcontain.services import services


def decide(facts: Facts, wishes: Wishes) -> Plan:
    """The dev container for a repository; pure: the same facts and wishes give the same plan."""
    python, about_python = choose_python(facts, wishes.python)
    installation, about_installation, about_hidden = choose_installation(facts, python.version)
    chosen, about_services = _choose_services(facts, wishes.services)
    uses_gpu, about_gpu = _choose_gpu(facts, wishes.gpu)
    ports, about_ports = _choose_ports(facts.web)
    packages, about_packages = _choose_packages(facts, chosen, python)
    return Plan(
        name=as_title(facts.name),
        python=python,
        installation=installation,
        packages=packages,
        services=chosen,
        ports=ports,
        live_command=next((application.command for application in facts.web if application.command), ()),
        uses_gpu=uses_gpu,
        tools=tuple(sorted(facts.tools)),
        writes_dockerignore=not facts.has_dockerignore,
        decisions=(*about_python, *about_installation, *about_ports, *about_services, *about_packages, *about_gpu),
        notes=(
            *contradictions(facts, python.version),
            *facts.dependencies.notes,
            *about_hidden,
            *_collisions(chosen),
            *_gpu_notes(facts, uses_gpu),
        ),
    )


def _choose_services(facts: Facts, wished: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[Decision, ...]]:
    reasons = {name: f"--service {_known(name)}" for name in wished}
    reasons |= {need.name: str(need.evidence) for need in facts.services if need.name not in reasons}
    decisions = [Decision("service", services()[name].title, reasons[name]) for name in sorted(reasons)]
    return tuple(sorted(reasons)), tuple(decisions)


def _collisions(chosen: tuple[str, ...]) -> list[str]:
    """A note for each variable that two services want."""
    owners: dict[str, str] = {}
    notes = []
    for service in (services()[name] for name in chosen):
        for key, value in service.environment.items():
            owner = owners.setdefault(key, service.title)
            if owner != service.title:
                notes.append(f"{key} leads to {owner}; {service.title} is at {value}")
    return notes


def _known(name: str) -> str:
    if name in services():
        return name
    near = difflib.get_close_matches(name, services(), n=1)
    hint = f"did you mean `{near[0]}`?" if near else f"there are {', '.join(services())}"
    raise UserError(f"there is no service `{name}`", hint)


def _choose_packages(
    facts: Facts, chosen: tuple[str, ...], python: Python
) -> tuple[tuple[str, ...], tuple[Decision, ...]]:
    """The clients of services, and what the project needs: each once, in the order of the alphabet."""
    packages = {package for name in chosen for package in services()[name].packages}
    packages |= {package for need in facts.system for package in need.packages}
    decisions = (Decision("packages", " ".join(need.packages), str(need.evidence)) for need in facts.system)
    return tuple(sorted(packages | (set() if python.has_user else {"sudo"}))), tuple(decisions)


def _choose_gpu(facts: Facts, wish: str) -> tuple[bool, tuple[Decision, ...]]:
    if wish == "none":
        return False, ()
    if wish == "nvidia":
        return True, (Decision("gpu", "NVIDIA, where there is one", "--gpu nvidia"),)
    because = "; ".join(str(framework.evidence) for framework in facts.gpu)
    return bool(facts.gpu), (Decision("gpu", "NVIDIA, where there is one", because),) if facts.gpu else ()


def _gpu_notes(facts: Facts, uses_gpu: bool) -> list[str]:
    return [framework.advice for framework in facts.gpu if framework.advice] if uses_gpu else []


def _choose_ports(web: tuple[WebApplication, ...]) -> tuple[tuple[Port, ...], tuple[Decision, ...]]:
    labels: dict[int, WebApplication] = {}
    for application in web:
        labels.setdefault(application.port, application)
    ports = tuple(Port(number, application.framework) for number, application in labels.items())
    decisions = [Decision("port", f"{one.port} ({one.framework})", str(one.evidence)) for one in labels.values()]
    return ports, tuple(decisions)
