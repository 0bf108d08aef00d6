"""TOML files of a repository, and typed access to what stands in them."""

import tomllib
from dataclasses import dataclass
from typing import Any

from devcontain.errors import UserError
from devcontain.files.reading import MEBIBYTE
from devcontain.manifests.repository import Repository
from devcontain.pattern import pattern
from devcontain.syntax.source import Source, Span

_PLACE = pattern(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True)
class Table:
    """A table of a TOML file, with its dotted name for messages."""

    source: Source
    data: dict[str, Any]
    name: str = ""

    def table(self, key: str) -> "Table":
        """The table under a key; empty where there is none."""
        return Table(self.source, self._get(key, dict, "a table") or {}, self._named(key))

    def string(self, key: str) -> str:
        """The string under a key; empty where there is none."""
        return self._get(key, str, "a string") or ""

    def strings(self, key: str) -> tuple[str, ...]:
        """The strings of the list under a key, leaving out what is no string."""
        return tuple(item for item in self.items(key) if isinstance(item, str))

    def items(self, key: str) -> list[Any]:
        """The list under a key; empty where there is none."""
        return self._get(key, list, "a list") or []

    def find(self, text: str) -> Span:
        """Where a string of the file stands; where it is spelled otherwise, the start of the file."""
        start = max(self.source.text.find(f'"{text}"'), self.source.text.find(f"'{text}'"))
        return Span(start + 1, start + 1 + len(text)) if start >= 0 else Span(0, 0)

    def _get(self, key: str, kind: type, description: str) -> Any:
        value = self.data.get(key)
        if value is not None and not isinstance(value, kind):
            raise UserError(f"{self.source.path}: `{self._named(key)}` must be {description}")
        return value

    def _named(self, key: str) -> str:
        return f"{self.name}.{key}".removeprefix(".")


def read_toml(repository: Repository, path: str, limit: int = MEBIBYTE) -> Table:
    """Read a TOML file; a syntax error is the user's to mend."""
    source = repository.read(path, limit)
    try:
        return Table(source, tomllib.loads(source.text.removeprefix("\ufeff")))
    except tomllib.TOMLDecodeError as error:
        raise UserError(_located(source, str(error))) from None
    except (RecursionError, ValueError) as error:
        raise UserError(f"{path}: cannot be read as TOML: {error}") from None


def _located(source: Source, message: str) -> str:
    place = _PLACE.search(message)
    if not place:
        return f"{source.path}: {message}"
    row, column = (place[1], place[2]) if place[1] else source.position(len(source.text))
    reason = message[: place.start()]
    return f"{source.path}:{row}:{column}: {reason[:1].lower()}{reason[1:]}"
