"""What is chosen for each part of a dev container, and what there is to say about it."""

import posixpath
import shlex
from collections.abc import Iterator, Mapping

from devcontain.detect.facts import PREFERRED_PYTHON, Facts, WebApplication
from devcontain.generate import aws, localhost
from devcontain.generate.aliases import about_aliases
from devcontain.generate.beside import (
    choose_services,
    given_variables,
    optional_notes,
    secrets_of,
    servers_beside,
    service_notes,
)
from devcontain.generate.browsers import with_browsers
from devcontain.generate.debian_releases import absent_in, named_in, release_of
from devcontain.generate.gpu.accelerator import choose_gpu
from devcontain.generate.hadoop import choose_hadoop
from devcontain.generate.layout import Layout
from devcontain.generate.localhost import choose_relays
from devcontain.generate.names import require_nameable
from devcontain.generate.plan import Decision, Port, Python
from devcontain.generate.production import choose_production
from devcontain.generate.python.absent import absent_notes
from devcontain.generate.python.arm import arm_notes
from devcontain.generate.python.fitting import with_fitting
from devcontain.generate.python.imported import with_imported
from devcontain.generate.python.in_turn import with_files_in_turn
from devcontain.generate.python.installation import choose_installation
from devcontain.generate.python.interpreter import choose_python, contradictions
from devcontain.generate.python.isolation import without_isolation
from devcontain.generate.python.legacy import legacy_notes, legacy_packages
from devcontain.generate.python.lifted import with_lifted
from devcontain.generate.python.resolver import with_old_resolver
from devcontain.generate.spark import choose_spark, spark_page
from devcontain.generate.wishes import Wishes
from devcontain.services import Service


class Choices:
    """The parts of a plan, chosen in the order in which they depend on each other. Raises UserError."""

    def __init__(self, facts: Facts, wishes: Wishes, catalogue: Mapping[str, Service]) -> None:
        self.facts, self.wishes = facts, wishes
        self.layout = Layout(facts.place, facts.context)
        require_nameable(self.layout.place.project)
        self.python, self._about_python = choose_python(facts, wishes.python, wishes.base)
        self.facts = facts = with_lifted(facts, self.python.version)
        self._choose_installation(catalogue)
        self.ports, self._about_ports = _choose_ports(facts)
        chosen_relays = choose_relays(facts, self.beside, self.ports, catalogue)
        self.relays, self._about_relays, self._relay_notes = chosen_relays
        self.given = given_variables(facts, self.beside)
        self.secrets = secrets_of((*facts.secrets, *(aws.SECRETS if wishes.aws else ())), self.beside)
        self._choose_packages()
        self.production, self._about_production, self._production_notes = choose_production(
            facts, self.installation, self.python, self._of_debian_12, wishes
        )

    def _choose_installation(self, catalogue: Mapping[str, Service]) -> None:
        facts, wishes, version = self.facts, self.wishes, self.python.version
        installation, self._about_installation, self._hidden_notes = choose_installation(facts, version)
        self.needed, self._about_services, self._shared_notes = choose_services(facts, wishes, catalogue)
        self._servers = servers_beside(facts, wishes, self.needed, catalogue)
        self._optional_notes = tuple(optional_notes(facts, wishes, catalogue))
        self.beside = () if wishes.compose is False else self.needed
        self.gpu = choose_gpu(facts, wishes.gpu, version, installation.template)
        self._isolation_notes: tuple[str, ...] = ()
        if self.gpu.toolkit:
            installation, self._isolation_notes = without_isolation(installation, facts)
        installation, self._about_versions = with_fitting(installation, facts)
        installation, self._about_imports, self._import_notes = with_imported(installation, facts)
        installation = with_old_resolver(installation, facts.dependencies, version)
        installation, self._turn_notes = with_files_in_turn(installation, facts.dependencies)
        self.installation, self._about_browsers = with_browsers(installation, facts)

    def _choose_packages(self) -> None:
        packages, self._about_packages = _choose_packages(self.facts, self.needed, self._servers, self.python)
        image, toolkit = self.python.image, self.gpu.toolkit
        chosen = choose_spark(self.facts, image, packages)
        self.spark, packages, self._about_spark, self.spark_caches = chosen
        self.hadoop, packages, self._about_hadoop = choose_hadoop(self.facts, self.spark, packages)
        more = {aws.PACKAGE} if self.wishes.aws else set()
        more |= {localhost.PACKAGE} if self.relays else set()
        more |= {f"g++-{toolkit.compiler}"} if toolkit and toolkit.compiler else set()
        self._of_debian_12 = tuple(sorted({*packages, *more})) if more else packages
        self.packages = tuple(sorted(named_in(release_of(image.reference), self._of_debian_12)))

    def decisions(self) -> Iterator[Decision]:
        """What was decided and why, in the order in which a person reads it."""
        yield from _about_project(self.facts, self.layout)
        yield from (*self._about_python, *self._about_installation, *self._about_versions, *self._about_imports)
        yield from (*_about_django_tests(self.facts), *self._about_ports)
        yield from (*self._about_services, *about_aliases(self.facts, self.beside), *self._about_relays)
        yield from (*self._about_packages, *self._about_spark, *self._about_hadoop)
        yield from self.gpu.decisions
        yield from _about_workers(self.facts) if self.beside else ()
        yield from (*self._about_browsers, *_about_caches(self.facts))
        yield from _about_variables(self.facts, dict(self.given))
        yield from (Decision("secret", secret.name, str(secret.evidence)) for secret in self.secrets)
        if self.wishes.aws:
            yield Decision("aws", "the AWS CLI, and ~/.aws to be read", "--aws")
        yield from self._about_production

    def notes(self) -> Iterator[str]:
        """What a person should know besides."""
        dependencies, version = self.facts.dependencies, self.python.version
        yield from (*contradictions(self.facts, version), *_image_notes(self.python), *legacy_notes(version))
        yield from (*arm_notes(dependencies, version or PREFERRED_PYTHON), *dependencies.notes)
        yield from (*self._hidden_notes, *self._turn_notes, *self._import_notes, *self._optional_notes)
        yield from (*self._shared_notes, *self._relay_notes) if self.beside else ()
        yield from (*service_notes(self.needed, self.beside), *absent_notes(dependencies, self.beside))
        yield from _absent_packages(self.python.image.reference, self._of_debian_12)
        yield from aws.aws_notes(self.beside) if self.wishes.aws else ()
        yield from (*self.gpu.notes, *self._isolation_notes, *self._production_notes)


def _about_project(facts: Facts, layout: Layout) -> list[Decision]:
    """Which of several projects this is for, or where the only one is."""
    if not facts.because:
        return []
    project = posixpath.relpath(f"/{layout.place.project}", f"/{layout.place.directory}")
    together = ", ".join(sorted({posixpath.dirname(path) for path in facts.dependencies.manifests}))
    return [Decision("project", project if project != "." or not together else together, facts.because)]


def _about_django_tests(facts: Facts) -> list[Decision]:
    """What runs Django's tests in the editor, which has no way of its own to."""
    tests = facts.django_tests
    if not tests:
        return []
    because = "the editor finds Django's tests by pytest" if tests.lacks_pytest else "nothing else tells pytest"
    return [Decision("tests", f"pytest-django with {tests.settings}", f"{tests.evidence.path}; {because}")]


def _image_notes(python: Python) -> list[str]:
    if not python.image.may_have_user:
        return []
    has_python = f"Python {python.version} and its venv module as `python`" if python.version else "bash"
    if python.version == "2.7":
        has_python = "Python 2.7 as `python2.7`, and virtualenv"
    return [f"{python.image.reference} is taken as it is: it has to be Debian or Ubuntu, with {has_python}"]


def _absent_packages(image: str, packages: tuple[str, ...]) -> list[str]:
    absent = sorted(absent_in(release_of(image)).intersection(packages))
    return [f"{image} is of a Debian that has no {', '.join(absent)}: left out"] if absent else []


def _about_workers(facts: Facts) -> list[Decision]:
    return [Decision(one.name, shlex.join(one.command), str(one.evidence)) for one in facts.workers]


def _about_caches(facts: Facts) -> list[Decision]:
    return [Decision("cache", f"~/{one.path} in a volume", str(one.evidence)) for one in facts.caches]


def _about_variables(facts: Facts, given: Mapping[str, str]) -> list[Decision]:
    """Which variables are taken from where."""
    named: dict[str, list[str]] = {}
    for one in facts.variables:
        if one.name in given:
            named.setdefault(str(one.evidence), []).append(one.name)
    return [Decision("variables", " ".join(names), because) for because, names in named.items()]


def _choose_packages(
    facts: Facts, chosen: tuple[Service, ...], servers: frozenset[str], python: Python
) -> tuple[tuple[str, ...], tuple[Decision, ...]]:
    """The clients of services, and what the project needs but for their servers: each once, by the alphabet."""
    packages = {package for service in chosen for package in service.packages}
    needed = [(tuple(name for name in need.packages if name not in servers), need.evidence) for need in facts.system]
    packages |= {package for names, _ in needed for package in names}
    packages |= legacy_packages(python.version, facts.dependencies)
    release = release_of(python.image.reference)
    needs = ((" ".join(named_in(release, names)), str(evidence)) for names, evidence in needed)
    decisions = (Decision("packages", named, because) for named, because in needs if named)
    return tuple(sorted(packages.union(python.image.packages))), tuple(decisions)


def _choose_ports(facts: Facts) -> tuple[tuple[Port, ...], tuple[Decision, ...]]:
    labels: dict[int, WebApplication] = {}
    for application in (*facts.web, *spark_page(facts.dependencies)):
        labels.setdefault(application.port, application)
    ports = tuple(Port(number, application.framework) for number, application in labels.items())
    decisions = [Decision("port", f"{one.port} ({one.framework})", str(one.evidence)) for one in labels.values()]
    return ports, tuple(decisions)
