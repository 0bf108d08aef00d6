"""What a person at a terminal is asked: only what matters, each with what was found as its answer."""

from __future__ import annotations

import posixpath
from typing import TYPE_CHECKING

import click

from devcontain.errors import UserError
from devcontain.generate.aws import SDKS
from devcontain.generate.decide import decide

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from devcontain.detect.facts import Facts
    from devcontain.generate.again.merge import Conflict
    from devcontain.generate.wishes import Wishes
    from devcontain.services import Service

_LOCKS = {"uv.lock": "uv", "poetry.lock": "poetry", "pdm.lock": "pdm", "Pipfile.lock": "pipenv"}
_PIP = {"requirements", "project", "source"}
_NONE = "none"
_GPUS = ("nvidia", "amd", _NONE)


def interview(
    facts: list[Facts], wishes: Wishes, catalogue: Mapping[str, Service], look_again: Callable[[Wishes], list[Facts]]
) -> tuple[list[Facts], Wishes]:
    """The facts and the wishes with the answers; a question that an option has answered is not asked."""
    click.echo()
    if len(facts) > 1 and wishes.projects is None:
        wishes = wishes._replace(projects=_ask_projects(facts))
        if wishes.projects == "together":
            facts = look_again(wishes)
    if len(facts) == 1:
        wishes = _ask_about(facts[0], wishes, catalogue, lambda wishes: look_again(wishes)[0])
        facts = look_again(wishes)
    return facts, wishes


def _ask_projects(facts: list[Facts]) -> str:
    named = ", ".join(each.place.project for each in facts)
    click.echo(f"There are {len(facts)} projects: {named}.")
    question = "A configuration for each of them, or one for all together?"
    answer: str = click.prompt(question, type=click.Choice(["each", "together"]), default="each")
    return answer


def _ask_about(
    facts: Facts, wishes: Wishes, catalogue: Mapping[str, Service], look_again: Callable[[Wishes], Facts]
) -> Wishes:
    if facts.dependencies.instead_of and wishes.manager is None:
        manager = _ask_manager(facts)
        if manager:
            wishes = wishes._replace(manager=manager)
            facts = look_again(wishes)
    if not facts.dependencies.brings_python and wishes.python is None:
        wishes = _ask_python(facts, wishes, catalogue)
    if not (wishes.services or wishes.without or wishes.compose is False):
        wishes = _ask_services(facts, wishes, catalogue)
    if facts.gpu and wishes.gpu is None:
        gpu = click.prompt("Whose GPU, where there is one?", type=click.Choice(_GPUS), default=_GPUS[0])
        wishes = wishes._replace(gpu=gpu if gpu != _GPUS[0] else None)
    if wishes.aws is None and SDKS & facts.dependencies.names:
        question = "Mount ~/.aws, to be only read, and install the AWS CLI?"
        wishes = wishes._replace(aws=click.confirm(question, default=False) or None)
    return wishes


def choose_sides(conflicts: Iterable[Conflict]) -> frozenset[Conflict]:
    """The conflicts in which devcontain's side is taken."""
    return frozenset(
        conflict
        for conflict in conflicts
        if click.prompt(
            f"{conflict.path}, {conflict.place}: whose side?",
            type=click.Choice(["yours", "devcontain"]),
            default="yours",
        )
        == "devcontain"
    )


def _ask_manager(facts: Facts) -> str | None:
    """Another manager than the one that was chosen, or none."""
    chosen = "pip" if facts.dependencies.manager in _PIP else facts.dependencies.manager
    others = dict.fromkeys(_manager_of(path) for path in facts.dependencies.instead_of)
    names = [chosen, *(name for name in others if name != chosen)]
    answer: str = click.prompt("What installs the dependencies?", type=click.Choice(names), default=chosen)
    return answer if answer != chosen else None


def _manager_of(path: str) -> str:
    name = posixpath.basename(path)
    if name == "pixi.toml":
        return "pixi"
    return _LOCKS.get(name) or ("conda" if name.endswith((".yml", ".yaml")) else "pip")


def _ask_python(facts: Facts, wishes: Wishes, catalogue: Mapping[str, Service]) -> Wishes:
    found = decide(facts, wishes, catalogue).python.version
    while (answer := click.prompt("Python version", default=found).strip()) != found:
        try:
            wished = wishes._replace(python=answer)
            decide(facts, wished, catalogue)
            return wished
        except UserError as error:
            click.echo(f"{error.message}: {error.hint}", err=True)
    return wishes


def _ask_services(facts: Facts, wishes: Wishes, catalogue: Mapping[str, Service]) -> Wishes:
    found = {need.name for need in facts.services}
    click.echo(f"There are {', '.join(catalogue)}.")
    while True:
        answer = click.prompt("Services beside it", default=", ".join(sorted(found)) or _NONE)
        named = set(answer.replace(",", " ").split()) - {_NONE}
        if named <= set(catalogue):
            return wishes._replace(services=tuple(sorted(named - found)), without=tuple(sorted(found - named)))
        click.echo(f"There is no {', '.join(sorted(named - set(catalogue)))}.", err=True)
