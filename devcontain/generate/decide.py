"""From facts and wishes to a plan."""

import posixpath
from collections.abc import Mapping

from devcontain.detect.facts import Facts
from devcontain.generate.choices import Choices
from devcontain.generate.editor import choose_editor
from devcontain.generate.layout import Layout
from devcontain.generate.names import as_title
from devcontain.generate.plan import HOME, Cache, Hardware, Live, Plan, Process
from devcontain.generate.wishes import Wishes
from devcontain.services import Service, services


def decide(facts: Facts, wishes: Wishes, catalogue: Mapping[str, Service] | None = None) -> Plan:
    """The dev container for a repository; pure: the same facts and wishes give the same plan."""
    catalogue = catalogue or services()
    chosen = Choices(facts, wishes, catalogue)
    gpu, beside, layout = chosen.gpu, chosen.beside, chosen.layout
    return Plan(
        name=as_title(facts.name),
        layout=layout,
        service=_service(layout, catalogue),
        python=chosen.python,
        installation=chosen.installation,
        packages=chosen.packages,
        services=beside,
        relays=chosen.relays,
        uses_compose=bool(beside) or wishes.compose is True,
        env_files=facts.env_files,
        given=chosen.given,
        ports=chosen.ports,
        live=next((Live(one.command, one.port, one.environment) for one in facts.web if one.command), None),
        workers=tuple(Process(one.name, one.command) for one in facts.workers) if beside else (),
        uses_gpu=bool(gpu.maker),
        gpu_maker=gpu.maker,
        wheel_index=gpu.wheel_index,
        toolkit=gpu.toolkit,
        cuda_libraries=gpu.libraries,
        spark=chosen.spark,
        hadoop=chosen.hadoop,
        caches=(*(Cache(f"{one.name}-cache", f"{HOME}/{one.path}") for one in facts.caches), *chosen.spark_caches),
        editor=choose_editor(facts, chosen.python.version, chosen.installation.environment, layout.from_opened),
        variables=(("DJANGO_SETTINGS_MODULE", facts.django_tests.settings),) if facts.django_tests else (),
        secrets=chosen.secrets,
        uses_aws=wishes.aws is True,
        hardware=_hardware(facts, gpu.maker),
        production=chosen.production,
        writes_dockerignore=not facts.has_dockerignore,
        decisions=tuple(chosen.decisions()),
        notes=tuple(chosen.notes()),
    )


def _service(layout: Layout, catalogue: Mapping[str, Service]) -> str:
    """`app`, or what the configuration is called; never what a service of the catalogue is called."""
    name = "app" if layout.is_main else posixpath.basename(layout.place.configuration)
    return f"{name}-app" if name in catalogue else name


def _hardware(facts: Facts, gpu_maker: str) -> Hardware | None:
    """What the smallest machines of Codespaces, with two CPUs and 8 GB, are too small for."""
    if gpu_maker:
        return Hardware(4, "16gb")
    return Hardware(4, "8gb") if "pyspark" in facts.dependencies.names else None
