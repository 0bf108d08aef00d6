"""Whose GPUs a dev container can use, and what that takes: a toolkit to compile with, or another index of wheels."""

from typing import NamedTuple

from devcontain.detect.facts import Facts
from devcontain.errors import UserError
from devcontain.generate.gpu.cuda import choose_toolkit
from devcontain.generate.gpu.opened import choose_opened
from devcontain.generate.gpu.rocm import choose_wheel_index
from devcontain.generate.plan import Decision, Toolkit

_REASONS = {
    "amd": ("AMD, in the configuration that insists on it", "--gpu amd"),
    "nvidia": ("NVIDIA, where there is one", "--gpu nvidia"),
}


class Gpu(NamedTuple):
    """What is decided: the maker is `nvidia`, `amd` or empty."""

    maker: str = ""
    toolkit: Toolkit | None = None
    wheel_index: str = ""
    libraries: tuple[str, ...] = ()
    decisions: tuple[Decision, ...] = ()
    notes: tuple[str, ...] = ()


def choose_gpu(facts: Facts, wish: str | None, python: str, template: str) -> Gpu:
    """What the user wishes, or else what the project's frameworks are for. Raises UserError for an unknown wish."""
    if wish not in (None, "auto", "none", *_REASONS):
        raise UserError(f"there is no GPU support called `{wish}`", "say auto, none, nvidia or amd")
    if wish == "amd":
        index, decisions, notes = choose_wheel_index(facts, template)
        return Gpu("amd", None, index, (), (Decision("gpu", *_REASONS["amd"]), *decisions), notes)
    if wish == "none":
        return Gpu()
    opened = choose_opened(facts, python)
    using = [str(framework.evidence) for framework in facts.gpu if framework.distribution not in opened.idle]
    if wish != "nvidia" and not using:
        return Gpu(notes=opened.notes)
    title, asked = _REASONS["nvidia"]
    toolkit, decisions, notes = choose_toolkit(facts, python)
    because = asked if wish == "nvidia" else "; ".join(using)
    decisions = (Decision("gpu", title, because), *opened.decisions, *decisions)
    return Gpu("nvidia", toolkit, "", opened.wheels, decisions, (*opened.notes, *notes))
