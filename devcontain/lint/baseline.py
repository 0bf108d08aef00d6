"""The findings that were there when a repository began to use the linter, and are not to be heard of again."""
# ruff: noqa: PTH100, PTH118, PTH120

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING, Any

from devcontain.errors import UserError
from devcontain.files.reading import read_bytes, unreadable
from devcontain.lint.fingerprint import fingerprint

if TYPE_CHECKING:
    from collections.abc import Iterable

    from devcontain.lint.rule import Finding
    from devcontain.syntax.source import Source

VERSION = 1
_LARGEST = 64 * 1024 * 1024

_Known = dict[str, Counter[tuple[str, str]]]
"""By path, from the baseline's directory on: how often a code comes with a fingerprint."""


class Baseline:
    """A baseline in a file; fingerprints hold when the lines of a file move."""

    def __init__(self, path: str, known: _Known) -> None:
        self.path = path
        self.known = known

    def new(self, findings: Iterable[Finding], source: Source) -> list[Finding]:
        """The findings of one file that are not known."""
        known = Counter(self.known.get(self._key(source.path), ()))
        new = []
        for finding in findings:
            mark = (finding.code, fingerprint(finding, source))
            known[mark] -= 1
            if known[mark] < 0:
                new.append(finding)
        return new

    def take(self, findings: Iterable[Finding], source: Source) -> None:
        """Let these be all that is known of one file."""
        marks = ((finding.code, fingerprint(finding, source)) for finding in findings)
        self.known[self._key(source.path)] = Counter(marks)

    def to_lines(self) -> list[str]:
        """The file's lines: sorted, so that a change is seen as one; without files that are gone."""
        import json

        directory = os.path.dirname(os.path.abspath(self.path))
        data: dict[str, dict[str, list[str]]] = {}
        for path, marks in sorted(self.known.items()):
            if marks and os.path.lexists(os.path.join(directory, path)):
                data[path] = {}
                for code, mark in sorted(marks.elements()):
                    data[path].setdefault(code, []).append(mark)
        return json.dumps({"version": VERSION, "findings": data}, indent=2).split("\n")

    def _key(self, path: str) -> str:
        directory = os.path.dirname(os.path.abspath(self.path))
        return os.path.relpath(os.path.abspath(path), directory).replace(os.sep, "/")


def read_baseline(path: str) -> Baseline:
    """Read a baseline. Raises UserError."""
    import json

    try:
        data = json.loads(read_bytes(path, follow=True, limit=_LARGEST))
        if data["version"] != VERSION:
            raise UserError(f"`{path}` is a baseline of another version: {data['version']}", "write it anew")
        return Baseline(path, {name: _marks(codes) for name, codes in data["findings"].items()})
    except FileNotFoundError:
        raise UserError(f"`{path}` does not exist", "write it with --write-baseline") from None
    except OSError as error:
        raise unreadable(path, error) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        raise UserError(f"`{path}` is no baseline", "write one with --write-baseline") from None


def _marks(codes: dict[str, Any]) -> Counter[tuple[str, str]]:
    return Counter((code, mark) for code, marks in codes.items() for mark in marks)
