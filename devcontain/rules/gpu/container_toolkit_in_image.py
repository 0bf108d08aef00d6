"""Leave the NVIDIA container toolkit on the host.

The toolkit lets the host's container engine hand out GPUs. Inside an image it does nothing, unless the image itself
runs an engine (docker in docker, a Kubernetes node).

```dockerfile bad
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y «nvidia-container-toolkit» && rm -rf /var/lib/apt/lists/*
```

```dockerfile bad
FROM ubuntu:20.04
RUN apt-get update && apt-get install -y curl «nvidia-docker2» && rm -rf /var/lib/apt/lists/*
```

```dockerfile good
FROM ubuntu:24.04
RUN apt-get update && apt-get install -y docker-ce nvidia-container-toolkit && rm -rf /var/lib/apt/lists/*
```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.lint.rule import WARNING, Problem, rule, stage
from devcontain.pattern import pattern
from devcontain.semantics.gpu.words import speaks_of_gpus
from devcontain.semantics.installs import COMMANDS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.build import Stage

_TOOLKIT = pattern(
    r"nvidia-(?:container-(?:toolkit|runtime)(?:-base|-hook)?|docker2?)|libnvidia-container(?:1|-tools|-dev)?"
)
_ENGINE = pattern(r"docker(?:-ce|\.io|-engine)?|moby-engine|containerd(?:\.io)?|cri-o|podman|k3s|kubelet|kubeadm")
_ENGINE_IMAGES = pattern(r"(?:.*/)?(?:docker|dind|k3s|node|kind)")


@rule("GPU602", on=stage(*COMMANDS), severity=WARNING, where=speaks_of_gpus)
def check(stage: Stage) -> Iterator[Problem]:
    """Yield each toolkit package of a stage that installs no container engine."""
    packages = [
        package
        for step in stage.steps
        for install in step.installs
        if install.manager in ("apt", "rpm", "zypper")
        for package in install.packages
    ]
    if any(_ENGINE.fullmatch(package.name) for package in packages) or _is_engine_image(stage):
        return
    for package in packages:
        if _TOOLKIT.fullmatch(package.name):
            yield Problem(
                package.word.span,
                f"`{package.name}` has no effect inside an image",
                help="install it on the host, and leave it out here",
            )


def _is_engine_image(stage: Stage) -> bool:
    return stage.image is not None and bool(_ENGINE_IMAGES.fullmatch(stage.image.repository))
