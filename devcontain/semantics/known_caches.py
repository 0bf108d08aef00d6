"""The caches of Python's and JavaScript's package managers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from devcontain.semantics.package_caches import Cache

if TYPE_CHECKING:
    from devcontain.semantics.installs import Install

# pip takes any value of PIP_NO_CACHE_DIR, even a false one, as a yes (pip/_internal/cli/cmdoptions.py).
PIP = Cache(
    directories=(".cache/pip",),
    below="pip",
    place_options=("--cache-dir",),
    place_variables=("PIP_CACHE_DIR",),
    off_flags=("--no-cache-dir", "--no-cache", "--no-cache-di"),
    off_variables=("PIP_NO_CACHE_DIR",),
    cleaners=(("pip", "cache", "purge"),),
)
UV = Cache(
    directories=(".cache/uv",),
    below="uv",
    place_options=("--cache-dir",),
    place_variables=("UV_CACHE_DIR",),
    off_flags=("--no-cache", "-n", "--no-cache-dir"),
    off_variables=("UV_NO_CACHE",),
    cleaners=(("uv", "cache", "clean"), ("uv", "cache", "prune"), ("uv", "clean")),
)
POETRY = Cache(
    directories=(".cache/pypoetry",),
    below="pypoetry",
    place_variables=("POETRY_CACHE_DIR",),
    off_flags=("--no-cache",),
    cleaners=(("poetry", "cache", "clear"),),
)
PIPENV = Cache(
    directories=(".cache/pipenv", ".cache/pip"),
    below="pipenv",
    place_variables=("PIPENV_CACHE_DIR", "PIP_CACHE_DIR"),
    off_variables=("PIP_NO_CACHE_DIR",),
    cleaners=(("pipenv", "--clear"), ("pip", "cache", "purge")),
)
PDM = Cache(
    directories=(".cache/pdm",),
    below="pdm",
    place_variables=("PDM_CACHE_DIR",),
    off_flags=("--no-cache",),
    cleaners=(("pdm", "cache", "clear"),),
)
NPM = Cache(
    directories=(".npm",),
    place_options=("--cache",),
    place_variables=("npm_config_cache", "NPM_CONFIG_CACHE"),
    cleaners=(("npm", "cache", "clean"), ("npm", "cache", "rm"), ("npm", "cache", "clear")),
)
_BY_MANAGER = {"pip": PIP, "uv": UV, "poetry": POETRY, "pipenv": PIPENV, "pdm": PDM}


def of(install: Install) -> Cache | None:
    """The cache of the manager of an installation, if it is one of these."""
    return NPM if install.command.name == "npm" else _BY_MANAGER.get(install.manager)
