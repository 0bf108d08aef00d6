"""compose.yaml: the editor's service, the services beside it, and one that serves the application with reload."""

import posixpath
import shlex
from collections.abc import Iterable, Sequence
from typing import Any

from devcontain.generate.aliases import on_network
from devcontain.generate.aws import VOLUME
from devcontain.generate.localhost import entry_point
from devcontain.generate.plan import Cache, Live, Plan
from devcontain.generate.python.stale_locks import by_any_lock
from devcontain.services import Service

_LIVE_PORT = 8000

_COMMAND = "docker compose -f .devcontainer/compose.yaml --profile live up"
_ABOUT = {"web": f"Live editing without an editor:  {_COMMAND}", "worker": f"Celery beside the editor:  {_COMMAND}"}


def comments(plans: Sequence[Plan]) -> dict[str, str]:
    """What stands above a service."""
    if not plans[0].layout.place.is_one_of_several:
        return {"web": _ABOUT["web"], "worker": f"{_ABOUT['worker']} worker"}
    names = [f"{plan.service}-{name}" for plan in plans for name in _ABOUT]
    return {name: f"{_ABOUT[name.rpartition('-')[2]]} {name}" for name in names}


def compose(plans: Sequence[Plan]) -> dict[str, Any]:
    """The compose file of all configurations that use one, as data; what they need beside them, they share."""
    apps: dict[str, Any] = {}
    for number, plan in enumerate(plans):
        prefix = f"{plan.service}-" if plan.layout.place.is_one_of_several else ""
        apps[plan.service] = _app(plan)
        if plan.live:
            apps[f"{prefix}web"] = _web(plan, plan.live, prefix, _LIVE_PORT + number)
        apps |= {f"{prefix}{worker.name}": _live(plan, worker.command) for worker in plan.workers}
    services = [service for plan in plans for service in plan.services]
    volumes: dict[str, Any] = {volume: None for service in services for volume in service.volumes}
    volumes |= {cache.volume: None for plan in plans for cache in (*plan.caches, *_environment(plan))}
    named = {"volumes": volumes} if volumes else {}
    return {"services": {**apps, **on_network(services, apps)}, **named}


def environment(services: Iterable[Service]) -> dict[str, str]:
    """The variables that the application finds its services by."""
    return {key: value for service in services for key, value in service.environment.items()}


def gpu_compose(plan: Plan) -> dict[str, Any]:
    """What the compose file of the GPU configuration adds."""
    if plan.gpu_maker == "amd":
        return {"services": {plan.service: {"devices": ["/dev/kfd", "/dev/dri"]}}}
    devices = [{"driver": "nvidia", "count": "all", "capabilities": ["gpu"]}]
    return {"services": {plan.service: {"deploy": {"resources": {"reservations": {"devices": devices}}}}}}


def _app(plan: Plan) -> dict[str, Any]:
    variables, layout = dict(plan.given) | environment(plan.services), plan.layout
    place, folder = layout.place, layout.compose_folder
    # Of two that say the same variable, the later file counts.
    files = dict.fromkeys((*plan.env_files, ".env", posixpath.normpath(f"{place.project}/.env")))
    source = f"{layout.between(folder, '.')}:{layout.workspace('.')}:cached"
    healthy = {service.name: {"condition": _condition(service)} for service in plan.services}
    return {
        "build": {
            "context": layout.between(folder, layout.context),
            "dockerfile": layout.between(layout.context, f"{place.configuration}/Dockerfile"),
        },
        "init": True,
        **({"entrypoint": entry_point(plan.relays)} if plan.relays else {}),
        "command": "sleep infinity",
        **({"shm_size": "8gb"} if plan.uses_gpu else {}),
        "working_dir": layout.workspace(place.project),
        "volumes": [
            source,
            *(f"{one.volume}:{one.target}" for one in (*plan.caches, *_environment(plan))),
            *([VOLUME] if plan.uses_aws else []),
        ],
        **({"environment": variables} if variables else {}),
        "env_file": [{"path": layout.between(folder, path), "required": False} for path in files],
        **({"depends_on": healthy} if healthy else {}),
    }


def _environment(plan: Plan) -> list[Cache]:
    """The volume that keeps an environment which stands in the project."""
    if not plan.installation.volume:
        return []
    target = plan.layout.workspace(f"{plan.layout.place.project}/{plan.installation.volume}")
    name = plan.installation.template
    return [Cache(f"{plan.service}-{name}" if plan.layout.place.is_one_of_several else name, target)]


def _condition(service: Service) -> str:
    return "service_healthy" if "healthcheck" in service.compose else "service_started"


def _web(plan: Plan, live: Live, prefix: str, port: int) -> dict[str, Any]:
    variable = f"{prefix}WEB_PORT".upper().replace("-", "_").replace(".", "_")
    return {
        **_live(plan, live.command),
        **({"environment": dict(live.environment)} if live.environment else {}),
        "ports": [f"127.0.0.1:${{{variable}:-{port}}}:{live.port}"],
    }


def _live(plan: Plan, command: tuple[str, ...]) -> dict[str, Any]:
    """A service like the editor's that runs a command; only the profile `live` starts it."""
    started = " ".join(["exec", *filter(None, [plan.installation.run]), shlex.join(command)])
    script = by_any_lock(f"{plan.installation.update} && {started}") if plan.installation.update else started
    return {
        "extends": {"service": plan.service},
        "profiles": ["live"],
        "command": ["sh", "-c", script.replace("$", "$$")],
    }
