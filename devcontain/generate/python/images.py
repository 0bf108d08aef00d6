"""Which image a dev container is built from, and what that image lacks."""

from __future__ import annotations

from typing import NamedTuple

from devcontain.errors import UserError
from devcontain.pattern import pattern
from devcontain.syntax.image import parse

FAMILIES = ("devcontainers", "python", "slim")
_DEV_CONTAINER_MINORS = ("3.10", "3.11", "3.12", "3.13", "3.14")
DEV_CONTAINERS = "mcr.microsoft.com/devcontainers/"
TOOLS = ("build-essential", "ca-certificates", "curl", "git", "openssh-client", "sudo")
_REFERENCE = pattern(r"[a-z0-9][\w./:@-]*")


class Image(NamedTuple):
    """An image, why it is taken, and what has to be added to it."""

    reference: str
    because: str
    has_user: bool = False
    """Whether it comes with the user `vscode`, sudo and git."""
    may_have_user: bool = False
    """Whether somebody else may have the uid that ours is to have."""
    packages: tuple[str, ...] = ()
    """Debian packages of tools that it lacks."""


def python_image(version: str, wish: str | None) -> Image:
    """The image that has a Python: of the family that is asked for, or the one that is asked for by name."""
    if wish is not None and wish not in FAMILIES:
        return _named(wish)
    has_own = version in _DEV_CONTAINER_MINORS
    if wish == "devcontainers" and not has_own:
        raise UserError(f"there is no dev-container image for Python {version}", "choose `--base python`")
    if wish == "slim":
        return Image(f"python:{version}-slim-bookworm", "--base slim", packages=TOOLS)
    if wish == "python" or not has_own:
        because = "--base python" if wish else f"the dev-container images begin at Python {_DEV_CONTAINER_MINORS[0]}"
        because += "; it has compilers and headers for source distributions"
        return Image(f"python:{version}-bookworm", because, packages=("sudo",))
    because = "made for dev containers: git, sudo, a user, compilers and headers for source distributions"
    return Image(f"{DEV_CONTAINERS}python:3-{version}-bookworm", because, has_user=True)


def conda_image(wish: str | None, manager: str = "conda") -> Image:
    """The image that conda, or another manager of its packages, brings a Python into."""
    if wish == "python":
        raise UserError(f"{manager} brings its own Python: `--base python` has another", "choose `--base slim`")
    if wish == "slim":
        return Image("debian:bookworm-slim", f"--base slim; Python comes from {manager}", packages=TOOLS)
    if wish is not None and wish != "devcontainers":
        return _named(wish)
    because = f"made for dev containers: git, sudo, a user; Python comes from {manager}"
    return Image(f"{DEV_CONTAINERS}base:2-bookworm", because, has_user=True)


def _named(reference: str) -> Image:
    if not _REFERENCE.fullmatch(reference):
        raise UserError(f"`{reference}` is no image", f"name one, or a family: {', '.join(FAMILIES)}")
    image = parse(reference)
    if image.tag in {None, "", "latest"} and not image.digest:
        known = f"name a version, such as `{reference.removesuffix(':latest')}:1`, or a family: {', '.join(FAMILIES)}"
        raise UserError(f"`{reference}` names no version, so that it would be another image each day", known)
    if image.name.startswith(DEV_CONTAINERS):
        return Image(reference, "--base", has_user=True)
    return Image(reference, "--base", may_have_user=True, packages=TOOLS)
