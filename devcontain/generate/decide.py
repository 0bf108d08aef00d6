"""From facts and wishes to a plan."""

import posixpath
import shlex
from collections.abc import Mapping

from devcontain.detect.facts import PREFERRED_PYTHON, Facts, WebApplication
from devcontain.generate import aws
from devcontain.generate.absent import absent_notes
from devcontain.generate.arm import arm_notes
from devcontain.generate.beside import choose_services, secrets_of, service_notes
from devcontain.generate.browsers import with_browsers
from devcontain.generate.editor import choose_editor
from devcontain.generate.gpu import choose_gpu
from devcontain.generate.imported import with_imported
from devcontain.generate.installation import choose_installation
from devcontain.generate.isolation import without_isolation
from devcontain.generate.layout import Layout
from devcontain.generate.legacy import legacy_notes
from devcontain.generate.names import as_title, require_nameable
from devcontain.generate.plan import HOME, Cache, Decision, Hardware, Live, Plan, Port, Process, Python
from devcontain.generate.production import choose_production
from devcontain.generate.python import choose_python, contradictions
from devcontain.generate.spark import choose_spark, spark_page
from devcontain.generate.wishes import Wishes
from devcontain.services import Service, services


def decide(facts: Facts, wishes: Wishes, catalogue: Mapping[str, Service] | None = None) -> Plan:
    """The dev container for a repository; pure: the same facts and wishes give the same plan."""
    catalogue, layout = catalogue or services(), Layout(facts.place, facts.context)
    require_nameable(layout.place.project)
    python, about_python = choose_python(facts, wishes.python, wishes.base)
    installation, about_installation, about_hidden = choose_installation(facts, python.version)
    needed, about_services = choose_services(facts, wishes, catalogue)
    beside = () if wishes.compose is False else needed
    gpu = choose_gpu(facts, wishes.gpu, python.version, installation.template)
    isolation_notes: tuple[str, ...] = ()
    if gpu.toolkit:
        installation, isolation_notes = without_isolation(installation, facts)
    installation, about_imports, import_notes = with_imported(installation, facts)
    installation, about_browsers = with_browsers(installation, facts)
    ports, about_ports = _choose_ports(facts)
    secrets = secrets_of((*facts.secrets, *(aws.SECRETS if wishes.aws else ())), beside)
    packages, about_packages = _choose_packages(facts, needed, python)
    spark, packages, about_spark, spark_notes = choose_spark(facts, python.image, packages)
    if wishes.aws:
        packages = tuple(sorted({*packages, aws.PACKAGE}))
    if gpu.toolkit and gpu.toolkit.compiler:
        packages = tuple(sorted({*packages, f"g++-{gpu.toolkit.compiler}"}))
    production, about_production, production_notes = choose_production(facts, installation, python, packages, wishes)
    return Plan(
        name=as_title(facts.name),
        layout=layout,
        service=_service(layout, catalogue),
        python=python,
        installation=installation,
        packages=packages,
        services=beside,
        uses_compose=bool(beside) or wishes.compose is True,
        ports=ports,
        live=next((Live(one.command, one.port, one.environment) for one in facts.web if one.command), None),
        workers=tuple(Process(one.name, one.command) for one in facts.workers) if beside else (),
        uses_gpu=bool(gpu.maker),
        gpu_maker=gpu.maker,
        wheel_index=gpu.wheel_index,
        toolkit=gpu.toolkit,
        spark=spark,
        caches=tuple(Cache(f"{cache.name}-cache", f"{HOME}/{cache.path}") for cache in facts.caches),
        editor=choose_editor(facts, python.version, installation.environment, layout.from_opened),
        secrets=secrets,
        uses_aws=wishes.aws is True,
        hardware=_hardware(facts, gpu.maker),
        production=production,
        writes_dockerignore=not facts.has_dockerignore,
        decisions=(
            *_about_project(facts, layout),
            *(*about_python, *about_installation, *about_imports, *about_ports, *about_services, *about_packages),
            *(*about_spark, *gpu.decisions),
            *(_about_workers(facts) if beside else ()),
            *about_browsers,
            *_about_caches(facts),
            *(Decision("secret", secret.name, str(secret.evidence)) for secret in secrets),
            *((Decision("aws", "the AWS CLI, and ~/.aws to be read", "--aws"),) if wishes.aws else ()),
            *about_production,
        ),
        notes=(
            *contradictions(facts, python.version),
            *_image_notes(python),
            *legacy_notes(python.version),
            *arm_notes(facts.dependencies, python.version or PREFERRED_PYTHON),
            *facts.dependencies.notes,
            *about_hidden,
            *import_notes,
            *service_notes(needed, beside),
            *spark_notes,
            *absent_notes(facts.dependencies, beside),
            *(aws.aws_notes(beside) if wishes.aws else ()),
            *gpu.notes,
            *isolation_notes,
            *production_notes,
        ),
    )


def _service(layout: Layout, catalogue: Mapping[str, Service]) -> str:
    """`app`, or what the configuration is called; never what a service of the catalogue is called."""
    name = "app" if layout.is_main else posixpath.basename(layout.place.configuration)
    return f"{name}-app" if name in catalogue else name


def _about_project(facts: Facts, layout: Layout) -> list[Decision]:
    """Which of several projects this is for, or where the only one is."""
    if not facts.because:
        return []
    project = posixpath.relpath(f"/{layout.place.project}", f"/{layout.place.directory}")
    together = ", ".join(sorted({posixpath.dirname(path) for path in facts.dependencies.manifests}))
    return [Decision("project", project if project != "." or not together else together, facts.because)]


def _image_notes(python: Python) -> list[str]:
    if not python.image.may_have_user:
        return []
    has_python = f"Python {python.version} and its venv module as `python`" if python.version else "bash"
    if python.version == "2.7":
        has_python = "Python 2.7 as `python2.7`, and virtualenv"
    return [f"{python.image.reference} is taken as it is: it has to be Debian or Ubuntu, with {has_python}"]


def _hardware(facts: Facts, gpu_maker: str) -> Hardware | None:
    """What the smallest machines of Codespaces, with two CPUs and 8 GB, are too small for."""
    if gpu_maker:
        return Hardware(4, "16gb")
    return Hardware(4, "8gb") if "pyspark" in facts.dependencies.names else None


def _about_workers(facts: Facts) -> list[Decision]:
    return [Decision(one.name, shlex.join(one.command), str(one.evidence)) for one in facts.workers]


def _about_caches(facts: Facts) -> list[Decision]:
    return [Decision("cache", f"~/{one.path} in a volume", str(one.evidence)) for one in facts.caches]


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
    for application in (*facts.web, *spark_page(facts.dependencies)):
        labels.setdefault(application.port, application)
    ports = tuple(Port(number, application.framework) for number, application in labels.items())
    decisions = [Decision("port", f"{one.port} ({one.framework})", str(one.evidence)) for one in labels.values()]
    return ports, tuple(decisions)
