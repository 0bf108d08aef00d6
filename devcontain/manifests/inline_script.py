"""The metadata that a script carries in comments (PEP 723): what it requires, and of which Python."""

import tomllib
from typing import NamedTuple

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from devcontain.errors import UserError
from devcontain.manifests.requirement import Requirement, parse_requirement
from devcontain.syntax.source import Source, Span

BEGIN, _END = "# /// script", "# ///"


class InlineScript(NamedTuple):
    """What a script says of itself."""

    requirements: tuple[Requirement, ...]
    requires_python: str


def read_inline_script(path: str, text: str) -> InlineScript | None:
    """The metadata of a script, if it carries some that can be read."""
    if BEGIN not in text:
        return None
    try:
        data = tomllib.loads(_block(text))
    except (tomllib.TOMLDecodeError, RecursionError):
        return None
    listed, python = data.get("dependencies"), data.get("requires-python")
    if not isinstance(listed, list):
        return None
    try:
        requirements = tuple(parse_requirement(Source(path, text), Span(0, 0), str(item)) for item in listed)
        return InlineScript(requirements, str(SpecifierSet(python)) if isinstance(python, str) else "")
    except (UserError, InvalidSpecifier):
        return None


def _block(text: str) -> str:
    """The lines of the block, without the comment signs; they are no TOML where the block does not end."""
    lines = [line.rstrip() for line in text.splitlines()]
    if BEGIN not in lines:
        return "dependencies"
    content: list[str] = []
    for line in lines[lines.index(BEGIN) + 1 :]:
        if line == _END:
            return "\n".join(content)
        if line != "#" and not line.startswith("# "):
            break
        content.append(line[2:])
    return "dependencies"
