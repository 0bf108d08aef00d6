"""A Dockerfile that someone wrote by hand as input: what it adds to the image goes into the one that is generated."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.semantics.recipe import Recipe

_PLACES = ("\n# The environment stands ", "\nUSER ")
"""What it goes before: the steps that run as root come to an end there."""
_MOST = 10


def adopt_dockerfile(recipe: Recipe, new: str) -> str:
    """The generated text with the packages, variables and tools of the recipe, as if the user had put them there."""
    known = set(new.replace("\\", " ").split())
    packages = [package for package in recipe.packages if package not in known]
    parts = [*([_apt(packages)] if packages else []), *recipe.kept]
    if not parts:
        return new
    block = "\n\n".join(parts)
    at = next((new.index(place) for place in _PLACES if place in new), len(new))
    return f"{new[:at]}\n# What {recipe.path} had before.\n{block}\n{new[at:]}"


def about(recipe: Recipe) -> Iterator[str]:
    """What is kept of it, and each thing that is not."""
    tools = sum(kept.startswith(("RUN", "run")) for kept in recipe.kept)
    kept = [
        *recipe.packages,
        *recipe.variables,
        *(f"port {port}" for port in recipe.ports),
        *([f"{tools} RUN {'steps' if tools > 1 else 'step'}"] if tools else []),
    ]
    if kept:
        yield f"kept of {recipe.path}: {', '.join(kept)}"
    for left in recipe.left[:_MOST]:
        yield f"{recipe.path}:{left.row}: not carried over: `{left.text}`"
    if len(recipe.left) > _MOST:
        yield f"{recipe.path}: not carried over: {len(recipe.left) - _MOST} instructions more"


def _apt(packages: list[str]) -> str:
    names = " ".join(packages) if len(" ".join(packages)) < 70 else " \\\n      ".join(packages)
    install = f" && apt-get install -y --no-install-recommends {names}"
    return f"RUN apt-get update \\\n{install} \\\n && rm -rf /var/lib/apt/lists/*"
