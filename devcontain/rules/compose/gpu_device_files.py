"""Ask the engine for a GPU instead of mapping its device files.

`/dev/nvidia0` in `devices` gives the container the file and not the driver's libraries that talk to it, and which files
there are differs from host to host. `gpus: all`, or a reservation of devices, brings both. Beside such a request the
files do no harm.

```yaml bad compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    devices:
      - «/dev/nvidia0:/dev/nvidia0»
      - /dev/nvidiactl:/dev/nvidiactl
      - /dev/dri
```

```yaml good compose.yaml
services:
  train:
    image: pytorch/pytorch:2.6.0-cuda12.4-cudnn9-runtime
    gpus: all
    devices:
      - /dev/nvidia0:/dev/nvidia0
  encode:
    image: example.com/encoder:1.2
    devices:
      - /dev/dri:/dev/dri
      - nvidia.com/gpu=all
  driver:
    image: example.com/encoder:1.2
    devices:
      - /dev/nvidia0
    volumes:
      - /usr/lib/nvidia-570:/usr/local/nvidia/lib64:ro
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import COMPOSE, WARNING, Problem, rule

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.compose import Compose, Service
    from devcontain.syntax.tree import Node


@rule("GPU1110", on=COMPOSE, severity=WARNING)
def check(compose: Compose) -> Iterator[Problem]:
    """Yield the first such file of each list, of services that do not ask for a GPU."""
    asking = {id(service.node) for service in compose.gpu_services}
    found = {}
    for service in compose.services:
        node = _first_file(service)
        if node is not None and id(service.node) not in asking and not _has_libraries(service):
            found[id(node)] = node
    for node in found.values():
        yield Problem(
            node.span,
            "the device file comes without the driver's libraries",
            help="ask for `gpus: all`, or reserve the device: `deploy.resources.reservations.devices`",
        )


def _first_file(service: Service) -> Node | None:
    devices = service.get("devices")
    listed = devices.children if devices is not None and devices.kind == "sequence" else ()
    return next((node for node in listed if str(node.value).startswith("/dev/nvidia")), None)


def _has_libraries(service: Service) -> bool:
    """Whether the libraries are brought by hand."""
    volumes = service.get("volumes")
    named = [str(node.value) for node in volumes.children] if volumes is not None else []
    return service.text("volume_driver").startswith("nvidia") or any("nvidia" in volume for volume in named)
