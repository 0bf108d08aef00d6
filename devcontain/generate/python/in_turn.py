"""Requirements files that pin one distribution to different versions: pip installs them only one after another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from devcontain.generate.names import shell_word
from devcontain.generate.python.installation import PROJECT

if TYPE_CHECKING:
    from collections.abc import Iterator

    from devcontain.detect.facts import Dependencies
    from devcontain.generate.plan import Installation

_INSTALL = "pip install "


def with_files_in_turn(installation: Installation, dependencies: Dependencies) -> tuple[Installation, tuple[str, ...]]:
    """The same with the files that contradict others before the main one, whose versions stay; and what to note."""
    found = next(_contradictions(dependencies), None)
    first, *others = dependencies.files or ("",)
    is_plain = installation.template == "pip" and dependencies.image_files == dependencies.files
    if not found or not is_plain or not installation.update.startswith(f"{_INSTALL}-r "):
        return installation, ()
    arguments, update, turns = installation.arguments, installation.update, ""
    for file in others:
        arguments = arguments.replace(f" -r {PROJECT}/{file}", "", 1)
        update = update.replace(f" -r {shell_word(file)}", "", 1)
        turns = f"{_INSTALL}-r {shell_word(file)} && {turns}"
    earlier = tuple(f"-r {PROJECT}/{file}" for file in reversed(others))
    note = f"{found}: the files are installed one after another, {first} last"
    return replace(installation, earlier=earlier, arguments=arguments, update=f"{turns}{update}"), (note,)


def _contradictions(dependencies: Dependencies) -> Iterator[str]:
    """Pins of one distribution that differ from file to file, on any system and Python."""
    pins: dict[str, tuple[str, str]] = {}
    for one in dependencies.all_requirements:
        if one.pin and not one.marker and one.path in dependencies.files:
            path, version = pins.setdefault(one.name, (one.path, str(one.pin)))
            if path != one.path and version != str(one.pin):
                yield f"{path} pins {one.name}=={version}, and {one.path} {one.pin}"
