"""What the user asks for: on the command line, in answers, and in the options of an earlier run."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from devcontain.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Mapping

AUTO = "auto"
"""The word that takes a wish back."""


class Wishes(NamedTuple):
    """What goes before what the repository says; none or nothing where nothing is asked for."""

    manager: str | None = None
    python: str | None = None
    base: str | None = None
    services: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    """Services to do without, whatever the dependencies call for."""
    gpu: str | None = None
    compose: bool | None = None
    production: bool | None = None
    aws: bool | None = None
    """Whether to have the AWS CLI with the credentials of the host's user."""
    project: tuple[str, ...] = ()
    """The projects to have a dev container for, of those that the repository has."""
    projects: str | None = None
    """`each` for a configuration for each, `together` for one for all."""

    def over(self, earlier: Wishes) -> Wishes:
        """These wishes, and the earlier ones where these say nothing; the words `auto` and `False` take one back."""
        said = {name: value for name, value in self._asdict().items() if value not in (None, ())}
        said["services"] = _joined(earlier.services, self.services, self.without)
        said["without"] = _joined(earlier.without, self.without, self.services)
        together = {**earlier._asdict(), **said}
        kept = {name: value for name, value in together.items() if value != AUTO}
        named = () if self.project == (AUTO,) else together["project"]
        return Wishes(**kept)._replace(
            production=together["production"] or None, aws=together["aws"] or None, project=named
        )

    def to_options(self) -> dict[str, Any]:
        """What was asked for, as JSON has it."""
        said = {name: value for name, value in self._asdict().items() if value not in (None, ())}
        return {name: list(value) if isinstance(value, tuple) else value for name, value in said.items()}


def wishes_from(options: Mapping[str, Any], source: str) -> Wishes:
    """The wishes of an earlier run, from a file that anybody may have edited. Raises UserError."""
    wishes: dict[str, Any] = {}
    for name, value in options.items():
        if name not in _KINDS or not _KINDS[name](value):
            raise UserError(f"{source}: `{name}` is no option of devcontain init", "restore the file as it was written")
        wishes[name] = tuple(value) if isinstance(value, list) else value
    return Wishes(**wishes)


def _joined(earlier: tuple[str, ...], more: tuple[str, ...], less: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*earlier, *more} - set(less)))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_list(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(item, str) for item in value)


def _is_switch(value: Any) -> bool:
    return isinstance(value, bool)


_KINDS = {
    **dict.fromkeys(("manager", "python", "base", "gpu", "projects"), _is_text),
    **dict.fromkeys(("services", "without", "project"), _is_list),
    **dict.fromkeys(("compose", "production", "aws"), _is_switch),
}
