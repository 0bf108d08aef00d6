"""devcontainer.json, as data."""

import posixpath
from typing import Any

from devcontain.detect.facts import Secret
from devcontain.generate.aws import MAKE_FOLDER, MOUNT
from devcontain.generate.names import shell_word, unexpanded
from devcontain.generate.plan import USER, Cache, Plan
from devcontain.generate.python.stale_locks import by_any_lock

_SHARED_MEMORY = "--shm-size=8g"
_REQUEST = {"nvidia": ("--gpus", "all"), "amd": ("--device=/dev/kfd", "--device=/dev/dri")}
_AT_START = {
    "nvidia": "nvidia-smi -L",
    # The nodes belong to a group of the host's, whose number differs; but a container's nodes and modes are its own.
    "amd": "sudo chmod a+rw /dev/kfd /dev/dri/render*",
}


_COMMENTS = {
    "initializeCommand": "The host has to have what is mounted; Codespaces does without.",
    "runArgs": "Data loaders share memory, of which Docker gives 64 MB otherwise.",
    "hostRequirements": "Codespaces chooses the machine by these.",
    "mounts": "What is downloaded stays when the container is built anew.",
    "onCreateCommand": "A new volume belongs to root.",
    "updateContentCommand": "Brings the environment up to date with the workspace, in prebuilds too.",
    "secrets": "Codespaces asks for these; the container opens without them.",
    "python.terminal.activateEnvironment": "Shells do that by themselves; there is no conda for the extension to call.",
    "codespaces": "Codespaces would install dependencies once more, outside of the environment.",
}
"""What stands above a key."""
_DJANGO = "What pytest runs Django's tests with, unless the container has it set: the default of manage.py."
_AWS_ALONE = "The credentials of the host's user; they can only be read."
_OPTIONAL_GPU = "Codespaces chooses the machine by these; a GPU is used where the engine has one."


def comments(configuration: dict[str, Any]) -> dict[str, str]:
    """What stands above the keys of a configuration."""
    more = {}
    if "gpu" in configuration.get("hostRequirements", {}):
        more["hostRequirements"] = _OPTIONAL_GPU
    if "DJANGO_SETTINGS_MODULE" in configuration.get("remoteEnv", {}):
        more["remoteEnv"] = _DJANGO
    if configuration.get("mounts") == [MOUNT]:
        more["mounts"] = _AWS_ALONE
    return _COMMENTS | more


def devcontainer(plan: Plan) -> dict[str, Any]:
    """The configuration that opens everywhere; with a GPU where the engine has one."""
    gpu = {"gpu": "optional"} if plan.gpu_maker == "nvidia" else {}
    if plan.uses_compose:
        container: dict[str, Any] = {"dockerComposeFile": _compose(plan, _folder(plan)), **_service(plan)}
    else:
        arguments = {"runArgs": [_SHARED_MEMORY]} if plan.uses_gpu else {}
        container = {"build": _build(plan, _folder(plan)), **plan.layout.opening(), **arguments}
    return {"name": plan.name, **container, "remoteUser": USER, **_requirements(plan, gpu), **_inside(plan)}


def gpu_devcontainer(plan: Plan) -> dict[str, Any]:
    """The same container, which insists on a GPU: for hosts where the optional one is not noticed."""
    if plan.uses_compose:
        files = [_compose(plan, plan.layout.gpu), "compose.yaml"]
        container: dict[str, Any] = {"dockerComposeFile": files, **_service(plan)}
    else:
        arguments = [*_REQUEST[plan.gpu_maker], _SHARED_MEMORY]
        container = {"build": _build(plan, plan.layout.gpu), **plan.layout.opening(), "runArgs": arguments}
    name = f"{plan.name} (GPU required)"
    return {
        "name": name,
        **container,
        "remoteUser": USER,
        **_requirements(plan, {}),
        **_inside(plan),
        "postStartCommand": _AT_START[plan.gpu_maker],
    }


def _folder(plan: Plan) -> str:
    return plan.layout.place.configuration


def _build(plan: Plan, folder: str) -> dict[str, Any]:
    layout = plan.layout
    dockerfile = layout.between(folder, f"{layout.place.configuration}/Dockerfile")
    return {"dockerfile": dockerfile, "context": layout.between(folder, layout.context)}


def _compose(plan: Plan, folder: str) -> str:
    return plan.layout.between(folder, f"{plan.layout.compose_folder}/compose.yaml")


def _service(plan: Plan) -> dict[str, Any]:
    place = plan.layout.place
    opened = {"service": plan.service, "workspaceFolder": plan.layout.workspace(place.opened)}
    # Another window may have the services of another project open.
    shared = {"runServices": [plan.service], "shutdownAction": "none"} if place.is_one_of_several else {}
    return {**opened, **shared}


def _inside(plan: Plan) -> dict[str, Any]:
    inside: dict[str, Any] = {"initializeCommand": MAKE_FOLDER} if plan.uses_aws else {}
    volumes = [*plan.caches, *_environment_volume(plan)]
    # With the id, since two users of one engine could not both write to a volume of one name.
    mounts = [f"type=volume,source={one.volume}-${{devcontainerId}},target={one.target}" for one in volumes]
    mounts += [MOUNT] if plan.uses_aws else []
    if mounts and not plan.uses_compose:
        inside["mounts"] = mounts
    variables = {name: f"${{containerEnv:{name}:{value}}}" for name, value in plan.variables}
    if plan.installation.volume:
        environment = plan.installation.environment
        variables |= {"CONDA_PREFIX": environment, "PATH": f"{environment}/bin:${{containerEnv:PATH}}"}
    if plan.given and not plan.uses_compose:
        inside["containerEnv"] = dict(plan.given)
    if variables:
        inside["remoteEnv"] = variables
    if plan.installation.volume:
        inside["onCreateCommand"] = f"sudo chown {USER}: {shell_word(_from_opened(plan, plan.installation.volume))}"
    if plan.ports:
        inside["forwardPorts"] = [port.number for port in plan.ports]
    if attributes := _ports(plan):
        inside["portsAttributes"] = attributes
    if plan.installation.update:
        folder = plan.layout.from_opened
        here = "" if folder == "." else f"cd {shell_word(folder)} && "
        inside["updateContentCommand"] = by_any_lock(f"{here}{unexpanded(plan.installation.update)}")
    if plan.secrets:
        inside["secrets"] = {secret.name: _secret(secret) for secret in plan.secrets}
    inside["customizations"] = {
        "vscode": {"extensions": list(plan.editor.extensions), "settings": plan.editor.settings},
        "codespaces": {"disableAutomaticConfiguration": True},
    }
    return inside


def _ports(plan: Plan) -> dict[str, Any]:
    """What the editor calls the ports that it forwards, and those of relays, which it is to leave alone."""
    own = {str(port.number): {"label": port.label} for port in plan.ports}
    return own | {str(one.port): {"label": one.title, "onAutoForward": "ignore"} for one in plan.relays if one.port}


def _environment_volume(plan: Plan) -> list[Cache]:
    """The volume that keeps an environment which stands in the project."""
    if not plan.installation.volume:
        return []
    target = f"${{containerWorkspaceFolder}}/{_from_opened(plan, plan.installation.volume)}"
    return [Cache(plan.installation.template, target)]


def _from_opened(plan: Plan, folder: str) -> str:
    return posixpath.normpath(posixpath.join(plan.layout.from_opened, folder))


def _requirements(plan: Plan, gpu: dict[str, Any]) -> dict[str, Any]:
    hardware = plan.hardware._asdict() if plan.hardware else {}
    return {"hostRequirements": gpu | hardware} if gpu or hardware else {}


def _secret(secret: Secret) -> dict[str, str]:
    return {"description": secret.description, **({"documentationUrl": secret.url} if secret.url else {})}
