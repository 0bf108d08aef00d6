"""What is known of widely used base images without pulling them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from devcontain.pattern import pattern

if TYPE_CHECKING:
    from devcontain.semantics.build import Build, Stage
    from devcontain.syntax.image import ImageReference

_ONLY_PATH = frozenset(["PATH"])
_VARIABLES = {
    **dict.fromkeys(["scratch", "busybox", "alpine", "debian", "ubuntu", "buildpack-deps"], _ONLY_PATH),
    "python": frozenset(
        "PATH LANG GPG_KEY PYTHON_VERSION PYTHON_SHA256 PYTHON_PIP_VERSION PYTHON_SETUPTOOLS_VERSION PYTHON_GET_PIP_URL"
        " PYTHON_GET_PIP_SHA256".split()
    ),
    "node": frozenset(["PATH", "NODE_VERSION", "YARN_VERSION"]),
}
"""The variables of an image's configuration, as `docker inspect` shows them."""

_PLAIN = frozenset(
    "scratch busybox alpine debian ubuntu buildpack-deps python pypy node rust fedora centos rockylinux almalinux"
    " amazonlinux archlinux nvidia/cuda".split()
)
_DEV_CONTAINER_IMAGE = pattern(r"mcr\.microsoft\.com/(?:vscode/)?devcontainers/.*")
_MUSL = pattern(r".*(?:^|[-_./])(?:alpine|busybox)", re.DOTALL)


def variables_of(image: ImageReference) -> frozenset[str] | None:
    """The names of the variables that an image sets, where they are known."""
    return _VARIABLES.get(image.name)


def is_plain(stage: Stage) -> bool:
    """Whether the stage's base image is known to set neither a working directory nor a user."""
    return stage.image is not None and stage.image.name in _PLAIN


def is_busybox(stage: Stage) -> bool:
    """Whether the tools of the stage's base image are BusyBox's: Alpine, or its like."""
    image = stage.image
    return image is not None and bool(_MUSL.match(image.name) or _MUSL.match(image.tag))


def is_dev_container(build: Build) -> bool:
    """Whether the file makes a dev container: its place or the user says so, or it starts from such an image."""
    image = build.target.image if build.target else None
    return build.is_dev_container or (image is not None and bool(_DEV_CONTAINER_IMAGE.fullmatch(image.name)))
