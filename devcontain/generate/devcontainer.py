"""devcontainer.json, as data."""

from typing import Any

from devcontain.generate.plan import USER, Plan

_SHARED_MEMORY = "--shm-size=8g"
_REQUEST = {"nvidia": ("--gpus", "all"), "amd": ("--device=/dev/kfd", "--device=/dev/dri")}
_AT_START = {
    "nvidia": "nvidia-smi -L",
    # The nodes belong to a group of the host's, whose number differs; but a container's nodes and modes are its own.
    "amd": "sudo chmod a+rw /dev/kfd /dev/dri/render*",
}


def devcontainer(plan: Plan) -> dict[str, Any]:
    """The configuration that opens everywhere; with a GPU where the engine has one."""
    gpu = {"hostRequirements": {"gpu": "optional"}} if plan.gpu_maker == "nvidia" else {}
    if plan.uses_compose:
        container = {"dockerComposeFile": "compose.yaml", **_service()}
    else:
        arguments = {"runArgs": [_SHARED_MEMORY]} if plan.uses_gpu else {}
        container = {"build": {"dockerfile": "Dockerfile", "context": ".."}, **arguments}
    return {"name": plan.name, **container, "remoteUser": USER, **gpu, **_inside(plan)}


def gpu_devcontainer(plan: Plan) -> dict[str, Any]:
    """The same container, which insists on a GPU: for hosts where the optional one is not noticed."""
    if plan.uses_compose:
        container: dict[str, Any] = {"dockerComposeFile": ["../compose.yaml", "compose.yaml"], **_service()}
    else:
        build = {"dockerfile": "../Dockerfile", "context": "../.."}
        container = {"build": build, "runArgs": [*_REQUEST[plan.gpu_maker], _SHARED_MEMORY]}
    name = f"{plan.name} (GPU required)"
    return {
        "name": name,
        **container,
        "remoteUser": USER,
        **_inside(plan),
        "postStartCommand": _AT_START[plan.gpu_maker],
    }


def _service() -> dict[str, Any]:
    return {"service": "app", "workspaceFolder": "/workspace"}


def _inside(plan: Plan) -> dict[str, Any]:
    inside: dict[str, Any] = {}
    if plan.caches and not plan.uses_compose:
        # With the id, since two users of one engine could not both write to a volume of one name.
        volumes = [f"type=volume,source={one.volume}-${{devcontainerId}},target={one.target}" for one in plan.caches]
        inside["mounts"] = volumes
    if plan.ports:
        inside["forwardPorts"] = [port.number for port in plan.ports]
        inside["portsAttributes"] = {str(port.number): {"label": port.label} for port in plan.ports}
    if plan.installation.update:
        inside["updateContentCommand"] = plan.installation.update
    inside["customizations"] = {"vscode": {"extensions": _extensions(plan), "settings": _settings(plan)}}
    return inside


def _extensions(plan: Plan) -> list[str]:
    by_tool = {"jupyter": "ms-toolsai.jupyter", "ruff": "charliermarsh.ruff"}
    chosen = [extension for tool, extension in by_tool.items() if tool in plan.tools]
    return ["ms-python.python", "ms-python.debugpy", *chosen]


def _settings(plan: Plan) -> dict[str, Any]:
    settings: dict[str, Any] = {"python.defaultInterpreterPath": f"{plan.installation.environment}/bin/python"}
    if "pytest" in plan.tools:
        settings["python.testing.pytestEnabled"] = True
    return settings
