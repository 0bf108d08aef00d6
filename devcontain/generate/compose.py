"""compose.yaml: the editor's service, the services beside it, and one that serves the application with reload."""

import shlex
from collections.abc import Iterable
from typing import Any

from devcontain.generate.plan import Plan
from devcontain.services import Service

_LIVE_PORT = 8000

COMMENTS = {"web": "Live editing without an editor:  docker compose -f .devcontainer/compose.yaml --profile live up"}
"""What stands above a service."""


def compose(plan: Plan) -> dict[str, Any]:
    """The compose file of a plan, as data."""
    live = {"web": _web(plan)} if plan.live_command else {}
    volumes: dict[str, Any] = {volume: None for service in plan.services for volume in service.volumes}
    volumes |= {cache.volume: None for cache in plan.caches}
    beside = {service.name: service.compose for service in plan.services}
    named = {"volumes": volumes} if volumes else {}
    return {"services": {"app": _app(plan), **live, **beside}, **named}


def environment(services: Iterable[Service]) -> dict[str, str]:
    """The variables that the application finds its services by; of two that want the same one, the first has it."""
    found: dict[str, str] = {}
    for service in services:
        for key, value in service.environment.items():
            found.setdefault(key, value)
    return found


def gpu_compose(plan: Plan) -> dict[str, Any]:
    """What the compose file of the GPU configuration adds."""
    if plan.gpu_maker == "amd":
        return {"services": {"app": {"devices": ["/dev/kfd", "/dev/dri"]}}}
    devices = [{"driver": "nvidia", "count": "all", "capabilities": ["gpu"]}]
    return {"services": {"app": {"deploy": {"resources": {"reservations": {"devices": devices}}}}}}


def _app(plan: Plan) -> dict[str, Any]:
    variables = environment(plan.services)
    healthy = {service.name: {"condition": _condition(service)} for service in plan.services}
    return {
        "build": {"context": "..", "dockerfile": ".devcontainer/Dockerfile"},
        "init": True,
        "command": "sleep infinity",
        **({"shm_size": "8gb"} if plan.uses_gpu else {}),
        "working_dir": "/workspace",
        "volumes": ["..:/workspace:cached", *(f"{cache.volume}:{cache.target}" for cache in plan.caches)],
        **({"environment": variables} if variables else {}),
        "env_file": [{"path": "../.env", "required": False}],
        **({"depends_on": healthy} if healthy else {}),
    }


def _condition(service: Service) -> str:
    return "service_healthy" if "healthcheck" in service.compose else "service_started"


def _web(plan: Plan) -> dict[str, Any]:
    command = shlex.join(plan.live_command)
    script = f"{plan.installation.update} && exec {command}" if plan.installation.update else f"exec {command}"
    return {
        "extends": {"service": "app"},
        "profiles": ["live"],
        "command": ["sh", "-c", script.replace("$", "$$")],
        "ports": [f"127.0.0.1:${{WEB_PORT:-{_LIVE_PORT}}}:{plan.ports[0].number}"],
    }
